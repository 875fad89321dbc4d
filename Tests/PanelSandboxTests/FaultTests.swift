import Foundation
import Glibc
import PanelCore
import PanelSandbox
import PanelWire
import Testing

/// Each fault as a client sees it, and what it leaves in the books.
struct FaultTests {
    /// Runs a scenario with one fault in force for `add`.
    private func with(
        _ name: SandboxFault.Name,
        delay: Double? = nil,
        _ body: (TestSandbox) async throws -> Void
    ) async throws {
        try await TestSandbox.with {
            $0.faults = [SandboxFault(name, delay: delay)]
        } _: { sandbox in
            try await body(sandbox)
            sandbox.provider.setFaults([])
            _ = try await sandbox.order()
        }
    }

    private func orderCount(_ sandbox: TestSandbox) -> Int {
        sandbox.provider.ledger.orders.count
    }

    // MARK: Connections

    @Test func resetAtAccept() async throws {
        try await with(.resetAtAccept) { sandbox in
            // The reset may be there before the connection is.
            let answer = try? await sandbox.call("add", TestSandbox.views)
            #expect(answer?.end ?? .reset == .reset)
            #expect(answer?.status ?? 0 == 0)
            #expect(orderCount(sandbox) == 0)
            #expect(sandbox.provider.ledger.count(.add).received == 0)
        }
    }

    @Test func resetBeforeRead() async throws {
        try await with(.resetBeforeRead) { sandbox in
            let answer = try await sandbox.call("add", TestSandbox.views)
            #expect(answer.end == .reset)
            #expect(answer.status == 0)
            #expect(orderCount(sandbox) == 0)
            #expect(sandbox.provider.ledger.count(.add).received == 0)
            #expect(try await sandbox.control("GET", "books").status == 200)
        }
    }

    @Test func resetAfterRead() async throws {
        try await with(.resetAfterRead) { sandbox in
            let answer = try await sandbox.call("add", TestSandbox.views)
            #expect(answer.end == .reset)
            #expect(answer.status == 0)
            #expect(orderCount(sandbox) == 1)
        }
    }

    @Test func noAnswer() async throws {
        try await with(.noAnswer) { sandbox in
            let port = sandbox.port
            let answer = try await RawConnection.blocking {
                let connection = try RawConnection(port: port, patience: .milliseconds(200))
                connection.send(TestSandbox.request("add", TestSandbox.views))
                for _ in 0..<6000 where sandbox.provider.ledger.orders.isEmpty { usleep(10_000) }
                return connection.receive()
            }
            #expect(answer.end == .silence)
            #expect(answer.status == 0)
            #expect(orderCount(sandbox) == 1)
        }
    }

    @Test func lateAnswer() async throws {
        try await with(.lateAnswer, delay: 0.4) { sandbox in
            let port = sandbox.port
            let (early, late) = try await RawConnection.blocking {
                let connection = try RawConnection(port: port, patience: .milliseconds(50))
                connection.send(TestSandbox.request("add", TestSandbox.views))
                let early = connection.receive()
                var late = early
                for _ in 0..<1200 where late.end == .silence { late = connection.receive() }
                return (early, late)
            }
            // Unless this thread slept through it, there is nothing at first.
            #expect(early.end == .silence || early.end == .answered)
            #expect(late.text == #"{"order":1}"#)
            #expect(orderCount(sandbox) == 1)
        }
    }

    @Test func slow() async throws {
        try await with(.slow, delay: 0.005) { sandbox in
            let answer = try await sandbox.call("add", TestSandbox.views)
            #expect(answer.text == #"{"order":1}"#)
            #expect(answer.end == .answered)
        }
        try await with(.slow, delay: 600) { sandbox in
            let port = sandbox.port
            let answer = try await RawConnection.blocking {
                let connection = try RawConnection(port: port, patience: .milliseconds(50))
                connection.send(TestSandbox.request("add", TestSandbox.views))
                var answer = connection.receive()
                // Until the head is there, and once more.
                for _ in 0..<1200 where answer.status == 0 { answer = connection.receive() }
                return connection.receive()
            }
            #expect(answer.end == .silence)
            #expect(answer.body.isEmpty)
            #expect(answer.headers["content-length"] == "11")
        }
    }

    @Test func truncatedJSON() async throws {
        try await with(.truncatedJSON) { sandbox in
            let answer = try await sandbox.call("add", TestSandbox.views)
            #expect(answer.end == .closed)
            #expect(answer.headers["content-length"] == "11")
            #expect(answer.text == #"{"ord"#)
            #expect(orderCount(sandbox) == 1)
        }
    }

    // MARK: Answers that are none

    @Test func otherAnswersOfHTTP() async throws {
        let cases: [(SandboxFault.Name, Int, String)] = [
            (.http500, 500, "text/plain; charset=utf-8"), (.http502, 502, "text/html; charset=utf-8"),
            (.http429, 429, "application/json; charset=utf-8"), (.html200, 200, "text/html; charset=utf-8"),
            (.redirect, 302, "text/html"), (.empty, 200, "application/json; charset=utf-8"),
        ]
        for (name, status, type) in cases {
            try await with(name, delay: 7) { sandbox in
                let answer = try await sandbox.call("add", TestSandbox.views)
                #expect(answer.status == status)
                #expect(answer.headers["content-type"] == type)
                #expect(answer.end == .answered)
                #expect(answer.headers["retry-after"] == (name == .http429 ? "7" : nil))
                #expect(answer.headers["location"] == (name == .redirect ? "/api/v2" : nil))
                #expect(answer.text.contains("<html>") == type.hasPrefix("text/html;"))
                #expect(answer.body.isEmpty == (name == .empty || name == .redirect))
                #expect(!answer.text.contains("order"))
                #expect(orderCount(sandbox) == 1)
            }
        }
    }

    @Test func cutJSON() async throws {
        try await with(.cutJSON) { sandbox in
            let answer = try await sandbox.call("add", TestSandbox.views)
            #expect(answer.end == .answered)
            #expect(answer.text == #"{"ord"#)
            #expect(orderCount(sandbox) == 1)
        }
    }

    @Test func huge() async throws {
        try await with(.huge) { sandbox in
            let answer = try await sandbox.call("add", TestSandbox.views)
            #expect(answer.body.count > 10 * 1024 * 1024)
            #expect(answer.text.hasSuffix(#" {"order":1}"#))
        }
    }

    @Test(arguments: Action.allCases)
    func wrongTypes(_ action: Action) async throws {
        try await with(.wrongTypes) { sandbox in
            sandbox.provider.preload(count: 1)
            let answer = try await sandbox.call(action.rawValue, ["order": "1", "refill": "1"])
            #expect(answer.status == 200)
            let json = try JSONSerialization.jsonObject(with: Data(answer.body))
            if action == .status {
                let state = try #require(json as? [String: Any])
                #expect(state["status"] as? Int == 4)
                #expect(state["charge"] is [Any])
                #expect(state["remains"] is [String: Any])
            }
            #expect(sandbox.provider.ledger.count(action).faulted == 1)
        }
    }

    // MARK: Lies of add

    @Test func errorsWithoutAnOrder() async throws {
        for (name, text) in [
            (SandboxFault.Name.unknownError, "Something odd happened"),
            (.insufficientFunds, "Not enough funds on balance"),
        ] {
            try await with(name) { sandbox in
                let answer = try await sandbox.call("add", TestSandbox.views)
                #expect(answer.text == "{\"error\":\"\(text)\"}")
                #expect(orderCount(sandbox) == 0)
                #expect(sandbox.provider.ledger.count(.add).executed == 0)
                // It is about `add` alone.
                #expect(try await sandbox.balance() == "1000.00")
            }
        }
    }

    @Test func anErrorCanHideAnOrder() async throws {
        try await TestSandbox.with {
            $0.faults = [SandboxFault(.unknownError, executes: true)]
        } _: { sandbox in
            let answer = try await sandbox.call("add", TestSandbox.views)
            #expect(answer.text == #"{"error":"Something odd happened"}"#)
            #expect(orderCount(sandbox) == 1)
        }
    }

    @Test func aFaultCanLeaveTheBooksAlone() async throws {
        try await TestSandbox.with {
            $0.faults = [SandboxFault(.truncatedJSON, executes: false)]
        } _: { sandbox in
            let answer = try await sandbox.call("add", TestSandbox.views)
            #expect(answer.end == .closed)
            #expect(orderCount(sandbox) == 0)
            let count = sandbox.provider.ledger.count(.add)
            #expect((count.received, count.executed, count.faulted) == (1, 0, 1))
        }
    }

    @Test func duplicateID() async throws {
        try await TestSandbox.with {
            $0.faults = [SandboxFault(.duplicateID)]
        } _: { sandbox in
            var ids: [Int64] = []
            for key in ["alice", "alice", "bob", "alice"] { ids.append(try await sandbox.order(key: key)) }
            #expect(ids == [1, 1, 3, 2])
            #expect(orderCount(sandbox) == 4)
        }
    }

    @Test func foreignID() async throws {
        try await TestSandbox.with {
            $0.faults = [SandboxFault(.foreignID, after: 1)]
        } _: { sandbox in
            let foreign = try await sandbox.order(key: "bob")
            #expect(try await sandbox.order() == foreign)
            #expect(orderCount(sandbox) == 2)
            #expect(
                try await sandbox.call("status", ["order": "\(foreign)"]).text == #"{"error":"Incorrect order ID"}"#
            )
        }
    }

    // MARK: Lies of status

    /// What is told with the fault of an order that is completed, and what is true afterwards.
    private func lie(
        _ name: SandboxFault.Name,
        seconds: Int64 = 8
    ) async throws -> (told: [String: String], truth: [String: String]) {
        var result: (told: [String: String], truth: [String: String]) = ([:], [:])
        try await TestSandbox.with { sandbox in
            let id = try await sandbox.order()
            sandbox.provider.advance(seconds: seconds)
            sandbox.provider.setFaults([SandboxFault(name)])
            result.told = try await sandbox.status(id)
            #expect(sandbox.provider.faultHits == [1])
            sandbox.provider.setFaults([])
            result.truth = try await sandbox.status(id)
        }
        return result
    }

    @Test func statusBackwards() async throws {
        let completed = try await lie(.statusBackwards)
        #expect(completed.told["status"] == "In progress")
        #expect(completed.told["remains"] == "500")
        #expect(completed.truth["status"] == "Completed")
        let started = try await lie(.statusBackwards, seconds: 3)
        #expect(started.told["status"] == "Pending")
        #expect(started.truth["status"] == "In progress")
    }

    @Test func unknownStatus() async throws {
        let (told, truth) = try await lie(.unknownStatus)
        #expect(told["status"] == "Awaiting moderation")
        #expect(told["charge"] == truth["charge"])
        #expect(truth["status"] == "Completed")
    }

    @Test func partialAfterCompleted() async throws {
        let (told, truth) = try await lie(.partialAfterCompleted)
        #expect(told["status"] == "Partial")
        #expect(told["remains"] == "333")
        #expect(told["charge"] == "0.3335")
        #expect(truth["status"] == "Completed")
        #expect(truth["charge"] == "0.5")
    }

    @Test func negativeRemains() async throws {
        let (told, truth) = try await lie(.negativeRemains, seconds: 5)
        #expect(told["remains"] == "-501")
        #expect(truth["remains"] == "500")
    }

    @Test func wrongCharge() async throws {
        let (told, truth) = try await lie(.wrongCharge)
        #expect(told["charge"] == "1.500001")
        #expect(truth["charge"] == "0.5")
    }
}

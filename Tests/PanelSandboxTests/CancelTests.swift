import PanelCore
import PanelSandbox
import Testing

/// Cancels, refills, and orders that come twice.
struct CancelTests {
    @Test func anOrderThatHasNotStartedIsCanceledWhole() async throws {
        try await TestSandbox.with { sandbox in
            let id = try await sandbox.order()
            let answer = try await sandbox.call("cancel", ["orders": "\(id)"])
            #expect(answer.text == #"[{"order":1,"cancel":1}]"#)
            let status = try await sandbox.status(id)
            #expect(status["status"] == "Canceled")
            #expect(status["charge"] == "0")
            #expect(try await sandbox.balance() == "1000.00")
        }
    }

    @Test func ofOneThatHasStartedTheRestIsCanceled() async throws {
        try await TestSandbox.with { sandbox in
            let id = try await sandbox.order()
            sandbox.provider.advance(seconds: 5)
            for _ in 1...2 {
                let answer = try await sandbox.call("cancel", ["order": "\(id)"])
                #expect(answer.text == #"[{"order":1,"cancel":1}]"#)
            }
            sandbox.provider.advance(seconds: 100)
            let status = try await sandbox.status(id)
            #expect(status["status"] == "Partial")
            #expect(status["remains"] == "500")
            #expect(status["charge"] == "0.25")
            #expect(try await sandbox.balance() == "999.75")
        }
    }

    @Test func aCancelCanBeTooLateOrNotOffered() async throws {
        try await TestSandbox.with { sandbox in
            let late = try await sandbox.order()
            let never = try await sandbox.order(["service": "2", "link": "a", "quantity": "100"])
            sandbox.provider.advance(seconds: 8)
            let early = try await sandbox.order(["service": "2", "link": "a", "quantity": "100"])
            let answer = try await sandbox.call("cancel", ["orders": "\(late),\(never),\(early),77"])
            let refusal = #"{"error":"Cancel is not available for this order"}"#
            #expect(
                answer.text
                    == #"[{"order":1,"cancel":\#(refusal)},{"order":2,"cancel":\#(refusal)},"#
                    + #"{"order":3,"cancel":\#(refusal)},{"order":77,"cancel":{"error":"Incorrect order ID"}}]"#
            )
        }
    }

    // MARK: Refills

    @Test func aRefillGoesItsWay() async throws {
        try await TestSandbox.with { sandbox in
            let id = try await sandbox.order()
            let refusal = #"{"error":"Refill is not available for this order"}"#
            var answer = try await sandbox.call("refill", ["order": "\(id)"])
            #expect(answer.text == refusal)
            sandbox.provider.advance(seconds: 8)
            answer = try await sandbox.call("refill", ["order": "\(id)"])
            #expect(answer.text == #"{"refill":"1"}"#)
            // One at a time.
            answer = try await sandbox.call("refill", ["orders": "\(id),5"])
            #expect(
                answer.text
                    == #"[{"order":1,"refill":\#(refusal)},{"order":5,"refill":{"error":"Incorrect order ID"}}]"#
            )
            for (seconds, status) in [(0, "Pending"), (2, "In progress"), (6, "Completed")] as [(Int64, String)] {
                sandbox.provider.advance(seconds: seconds)
                answer = try await sandbox.call("refill_status", ["refill": "1"])
                #expect(answer.text == "{\"status\":\"\(status)\"}")
            }
            answer = try await sandbox.call("refill_status", ["refill": "1"], key: "bob")
            #expect(answer.text == #"{"error":"Refill not found"}"#)
        }
    }

    @Test func oneRefillInTenIsRejected() async throws {
        try await TestSandbox.with {
            $0.pace = .instant
        } _: { sandbox in
            let id = try await sandbox.order()
            for _ in 1...10 { try await sandbox.call("refill", ["order": "\(id)"]) }
            let answer = try await sandbox.call("refill_status", ["refills": "9,10,11"])
            #expect(
                answer.text == #"[{"refill":9,"status":"Completed"},{"refill":10,"status":"Rejected"},"#
                    + #"{"refill":11,"status":{"error":"Refill not found"}}]"#
            )
        }
    }

    // MARK: request_id

    private func views(_ quantity: Int, requestID: String) -> TestSandbox.Parameters {
        ["service": "1", "link": "a", "quantity": "\(quantity)", "request_id": requestID]
    }

    @Test func aRequestIDGivesTheFirstAnswerAgain() async throws {
        try await TestSandbox.with { sandbox in
            let first = try await sandbox.order(views(100, requestID: "r1"))
            let second = try await sandbox.order(views(100, requestID: "r2"))
            #expect(first != second)
            #expect(try await sandbox.order(views(100, requestID: "r1")) == first)
            let reordered: TestSandbox.Parameters = [
                "request_id": "r1", "quantity": "100", "link": "a", "service": "1",
            ]
            #expect(try await sandbox.order(reordered) == first)
            let other = try await sandbox.call("add", views(101, requestID: "r1"))
            #expect(other.text == #"{"error":"request_id was used with other parameters"}"#)
            #expect(try await sandbox.order(views(100, requestID: "r1"), key: "bob") == 3)
            let ledger = sandbox.provider.ledger
            #expect(ledger.orders.count == 3)
            #expect(ledger.orders(requestID: "r1").map(\.key) == ["alice", "bob"])
            #expect(try await sandbox.balance() == "999.9")
        }
    }

    @Test func withoutThatOfferARequestIDIsOnlyKept() async throws {
        try await TestSandbox.with {
            $0.acceptsRequestID = false
        } _: { sandbox in
            for _ in 1...3 { _ = try await sandbox.order(views(100, requestID: "r1")) }
            #expect(sandbox.provider.ledger.orders(requestID: "r1").count == 3)
        }
    }

    @Test func aRequestWhoseAnswerWasLostCanBeRepeated() async throws {
        try await TestSandbox.with {
            $0.faults = [SandboxFault(.resetAfterRead, times: 1)]
        } _: { sandbox in
            let lost = try await sandbox.call("add", views(100, requestID: "r1"))
            #expect(lost.end == .reset)
            #expect(try await sandbox.order(views(100, requestID: "r1")) == 1)
            #expect(sandbox.provider.ledger.orders.count == 1)
        }
    }
}

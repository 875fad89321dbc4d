import Glibc
import NIOCore
import NIOPosix
import PanelCore
import PanelSandbox
import PanelWire
import Testing

/// How the sandbox behaves as a server.
struct ServerTests {
    private func exchange(_ sandbox: TestSandbox, _ requests: [String]) async throws -> [TestSandbox.Exchange] {
        let port = sandbox.port
        return try await RawConnection.blocking {
            let connection = try RawConnection(port: port)
            return requests.map { request in
                connection.send(request)
                return connection.receive()
            }
        }
    }

    @Test func aConnectionIsKept() async throws {
        try await TestSandbox.with { sandbox in
            let request = TestSandbox.request("add", TestSandbox.views)
            let answers = try await exchange(sandbox, [request, request, TestSandbox.request("balance")])
            #expect(
                answers.map(\.text) == [#"{"order":1}"#, #"{"order":2}"#, #"{"balance":"999.00","currency":"USD"}"#]
            )
            #expect(answers.allSatisfy { $0.headers["connection"] == nil })
        }
    }

    @Test func aConnectionEndsWhenItsClientSaysSo() async throws {
        try await TestSandbox.with { sandbox in
            let request = TestSandbox.request("balance").replacing("host:", with: "connection: close\r\nhost:")
            let answers = try await exchange(sandbox, [request, ""])
            #expect(answers[0].headers["connection"] == "close")
            #expect(answers[0].end == .answered)
            #expect(answers[1].end == .closed)
        }
    }

    @Test func otherPathsMethodsAndBytes() async throws {
        try await TestSandbox.with { sandbox in
            let cases = [
                ("GET /api/v2?key=alice&action=balance HTTP/1.1\r\nhost: a\r\n\r\n", 200),
                ("POST /api/v2/ HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\n", 200),
                ("PUT /api/v2 HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\n", 405),
                ("GET /api/v3 HTTP/1.1\r\nhost: a\r\n\r\n", 404),
                ("nonsense\r\n\r\n", 400),
                (
                    "POST /api/v2 HTTP/1.1\r\nhost: a\r\ncontent-length: 300000\r\n\r\n"
                        + String(repeating: "a", count: 262_200), 413
                ),
            ]
            for (request, status) in cases {
                let answers = try await exchange(sandbox, [request])
                #expect(answers[0].status == status, "\(request.prefix(40))")
            }
        }
    }

    @Test func aBodyMayComeInParts() async throws {
        try await TestSandbox.with { sandbox in
            let port = sandbox.port
            let answer = try await RawConnection.blocking {
                let connection = try RawConnection(port: port)
                let request = TestSandbox.request("add", TestSandbox.views)
                connection.send(String(request.dropLast(20)))
                usleep(20_000)
                connection.send(String(request.suffix(20)))
                return connection.receive()
            }
            #expect(answer.text == #"{"order":1}"#)
        }
    }

    @Test func ordersThatComeAtOnceAreAllTaken() async throws {
        try await TestSandbox.with { sandbox in
            try await withThrowingTaskGroup { group in
                for _ in 0..<16 {
                    group.addTask {
                        let requests = [String](repeating: TestSandbox.request("add", TestSandbox.views), count: 25)
                        return try await exchange(sandbox, requests).map(\.text)
                    }
                }
                var answers: Set<String> = []
                for try await texts in group { answers.formUnion(texts) }
                #expect(answers == Set((1...400).map { "{\"order\":\($0)}" }))
            }
            #expect(try await sandbox.balance() == "800.00")
        }
    }

    @Test func itEndsWithRequestsThatNobodyAnswers() async throws {
        var configuration = SandboxProvider.Configuration()
        configuration.faults = [SandboxFault(.noAnswer)]
        let provider = SandboxProvider(configuration: configuration)
        let port = try #require(try await provider.start().port)
        #expect(try await provider.start().port == port)
        #expect(provider.url == "http://127.0.0.1:\(port)/api/v2")
        async let answer = RawConnection.blocking {
            let connection = try RawConnection(port: port)
            connection.send(TestSandbox.request("add", TestSandbox.views, key: "sandbox"))
            return connection.receive()
        }
        while provider.totals.count(.add).received == 0 { await Task.yield() }
        await provider.stop()
        let end = try await answer.end
        #expect(end == .closed || end == .reset)
        await #expect(throws: (any Error).self) {
            try await RawConnection.blocking { _ = try RawConnection(port: port) }
        }
        #expect(provider.address == nil)
        #expect(provider.ledger.orders.count == 1)
    }

    @Test func asAServiceItRunsUntilItIsToldToEnd() async throws {
        let provider = SandboxProvider()
        let running = Task { try await provider.run() }
        while provider.address == nil { await Task.yield() }
        let port = try #require(provider.address?.port)
        let answer = try await RawConnection.blocking {
            let connection = try RawConnection(port: port)
            connection.send(TestSandbox.request("balance", key: "sandbox"))
            return connection.receive()
        }
        #expect(answer.text == #"{"balance":"1000000.00","currency":"USD"}"#)
        running.cancel()
        try await running.value
        #expect(provider.address == nil)
    }

    @Test func itTakesManyOrdersBeforehand() async throws {
        try await TestSandbox.with {
            $0.outcomes = .never
        } _: { sandbox in
            let ids = try #require(sandbox.provider.preload(count: 40_000, key: "bob"))
            #expect(ids == 1..<40_001)
            #expect(sandbox.provider.preload(count: 1, key: "eve") == nil)
            sandbox.provider.advance(seconds: 1000)
            #expect(try await sandbox.status(40_000, key: "bob")["status"] == "In progress")
            #expect(try await sandbox.balance("bob") == "1000.00")
            #expect(try await sandbox.order() == 40_001)
            let totals = sandbox.provider.totals
            #expect(totals.orders.isEmpty)
            #expect(totals.balances.map(\.orders) == [1, 40_000])
            #expect(totals.isExact)
        }
    }
}

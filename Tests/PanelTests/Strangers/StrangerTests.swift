import Foundation
import NIOHTTP1
import Testing

/// What strangers may have of a server, each from an address of its own.
@Suite(.serialized)
struct StrangerTests {
    private func withCustomer(
        _ options: [String] = [],
        openFiles: Int? = nil,
        _ body: (TestPanel, APIClient) async throws -> Void
    ) async throws {
        try await TestPanel.with(starts: false) { panel in
            try await panel.start(options, openFiles: openFiles)
            let client = panel.client(try await panel.customer("alice", balance: "100"))
            try await body(panel, client)
            #expect(try await client.call("balance").text == SeedExamples.balance100)
            try await panel.expectHealthy()
        }
    }

    private static func request(key: String, more: String = "") -> String {
        let body = "key=\(key)&action=balance"
        return RawConnection.head(length: body.utf8.count, more: more) + body
    }

    // MARK: Connections

    @Test func anAddressLosesItsOwnLongestIdleConnection() async throws {
        try await withCustomer { panel, client in
            let (port, key) = (panel.port, client.key)
            try await RawConnection.blocking {
                let neighbour = try RawConnection(port: port, from: "127.0.0.3")
                var connections = try (0..<256).map { _ in try RawConnection(port: port, from: "127.0.0.2") }
                // The first one is not the longest idle any more, once it was used.
                connections[0].send(StrangerTests.request(key: key))
                _ = try connections[0].receiveAnswer()
                for number in 1...3 {
                    connections.append(try RawConnection(port: port, from: "127.0.0.2"))
                    try connections[number].expectEnd()
                }
                for connection in [neighbour, connections[0]] + connections[4...] {
                    connection.send(StrangerTests.request(key: key))
                    _ = try connection.receiveAnswer()
                }
            }
            #expect(panel.serverLog.contains("name it with --trusted-proxy"))
        }
    }

    @Test func theLongestIdleOfAllGivesWayWhenAllIsTaken() async throws {
        // Half of the files are for connections.
        try await withCustomer(openFiles: 128) { panel, client in
            let (port, key) = (panel.port, client.key)
            try await RawConnection.blocking {
                var connections: [RawConnection] = []
                for number in 0..<80 {
                    let connection = try RawConnection(port: port, from: "127.0.1.\(number + 1)")
                    // Whether it sends nothing, or half of something, is the same.
                    if number % 2 == 0 { connection.send(RawConnection.head(length: 100) + "key=") }
                    connections.append(connection)
                }
                let customer = try RawConnection(port: port)
                customer.send(StrangerTests.request(key: key))
                guard try customer.receiveAnswer().text == SeedExamples.balance100 else {
                    throw RawConnection.Failure(description: "no balance")
                }
                try connections[1].expectEnd()
            }
        }
    }

    @Test func trustedProxiesHaveAnyNumberOfConnections() async throws {
        try await withCustomer(["--trusted-proxy", "192.0.2.1", "--trusted-proxy", "127.0.0.2/31"]) { panel, client in
            let (port, key) = (panel.port, client.key)
            try await RawConnection.blocking {
                let connections = try (0..<300).map { _ in try RawConnection(port: port, from: "127.0.0.3") }
                for connection in connections {
                    connection.send(StrangerTests.request(key: key))
                    _ = try connection.receiveAnswer()
                }
            }
        }
    }

    @Test func whatIsNoAddressIsNoProxy() async throws {
        try await TestPanel.with(starts: false) { panel in
            for text in ["localhost", "10.0.0.0/33", ""] {
                let result = try await panel.run("serve", "--trusted-proxy", text)
                #expect(!result.succeeded && result.errors.contains("trusted-proxy"), "\(result)")
            }
        }
    }

    // MARK: Bodies

    @Test func unfinishedBodiesOfStrangersAreBoundedAndKeepNobodyOut() async throws {
        try await withCustomer { panel, client in
            let large = String(repeating: "x", count: 200 * 1024)
            // More than there is room for, and of each a byte is missing.
            let unfinished = "x=" + large
            let strangers = try await Strangers.open(
                60,
                port: panel.port,
                sending: RawConnection.head(length: unfinished.utf8.count + 1) + unfinished
            )
            let answer = try await eventually("some find no room") { try strangers.answer() }
            #expect(answer.status == 503)
            #expect(answer.headers["retry-after"] == "1")
            #expect(try answer.json()["error"]?.text != nil)
            let body = "key=\(client.key)&action=balance&x=" + large
            for encoding in ["application/x-www-form-urlencoded", "text/plain"] {
                #expect(try await client.post(body, type: encoding).text == SeedExamples.balance100)
            }
            for encoding in [Encoding.json, .multipart] {
                let parameters = [("key", client.key), ("action", "balance"), ("x", large)]
                #expect(try await client.send(parameters, as: encoding).text == SeedExamples.balance100)
            }
            let query = try await client.post("x=" + large, type: nil, query: "key=\(client.key)&action=balance")
            #expect(query.text == SeedExamples.balance100)
            withExtendedLifetime(strangers) {}
        }
    }

    // MARK: Keys

    /// The answers to so many requests on some connections at once.
    private func answers(
        _ count: Int,
        port: Int,
        from address: String,
        key: String,
        more: String = ""
    ) async throws -> [HTTPAnswer] {
        try await withThrowingTaskGroup(of: [HTTPAnswer].self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try await RawConnection.blocking {
                        let connection = try RawConnection(port: port, from: address)
                        return try (0..<count / 20).map { _ in
                            connection.send(StrangerTests.request(key: key, more: more))
                            return try connection.receiveAnswer()
                        }
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    /// The answers to wrong keys, of which the last ones are beyond what an address may send.
    ///
    /// It may send a hundred, and then twenty a second: what comes slower than that is all answered.
    private func wrongAnswers(port: Int, from address: String, more: String = "") async throws -> [HTTPAnswer] {
        let start = ContinuousClock.now
        var wrong: [HTTPAnswer] = []
        var most = 0.0
        repeat {
            wrong += try await answers(400, port: port, from: address, key: "wrong", more: more)
            most = 100 + 20 * ((ContinuousClock.now - start) / .seconds(1))
        } while wrong.allSatisfy { $0.status != 429 } && Double(wrong.count) <= most
        #expect(wrong.contains { $0.status == 429 })
        #expect(Double(wrong.count { $0.status != 429 }) <= most)
        return wrong
    }

    @Test func wrongKeysAreRefusedByAddressAndRightOnesNever() async throws {
        try await withCustomer { panel, client in
            let wrong = try await wrongAnswers(port: panel.port, from: "127.0.0.2")
            let refused = wrong.filter { $0.status == 429 }
            #expect(wrong.count - refused.count >= 100)
            for answer in refused {
                #expect(answer.headers["retry-after"] == "1")
                #expect(try answer.json()["error"]?.text != nil)
            }
            let right = try await answers(200, port: panel.port, from: "127.0.0.2", key: client.key)
            #expect(right.allSatisfy { $0.text == SeedExamples.balance100 })
            // A customer whom the server has not seen yet is no different.
            let new = try await panel.customer("bob", balance: "100")
            async let flood = wrongAnswers(port: panel.port, from: "127.0.0.2")
            let first = try await answers(20, port: panel.port, from: "127.0.0.2", key: new)
            #expect(first.allSatisfy { $0.text == SeedExamples.balance100 })
            _ = try await flood
            // The limit is each address' own.
            let other = try await answers(20, port: panel.port, from: "127.0.0.3", key: "wrong")
            #expect(other.allSatisfy { $0.status == 200 && $0.text.contains("error") })
            #expect(panel.serverLog.contains("An address sends keys that are none"))
        }
    }

    @Test func behindATrustedProxyTheClientCounts() async throws {
        try await withCustomer(["--trusted-proxy", "127.0.0.2"]) { panel, client in
            let forwarded = "X-Forwarded-For: 127.0.0.2, 192.0.2.1\r\n"
            _ = try await wrongAnswers(port: panel.port, from: "127.0.0.2", more: forwarded)
            let others = [
                ("127.0.0.2", "X-Forwarded-For: 192.0.2.1, 192.0.2.2\r\n"), ("127.0.0.2", ""),
                // Whom nobody believes.
                ("127.0.0.3", "X-Forwarded-For: 192.0.2.1\r\n"),
            ]
            for (address, more) in others {
                let answers = try await answers(20, port: panel.port, from: address, key: "wrong", more: more)
                #expect(answers.allSatisfy { $0.status == 200 }, "\(address) \(more)")
            }
            let right = try await answers(20, port: panel.port, from: "127.0.0.2", key: client.key, more: forwarded)
            #expect(right.allSatisfy { $0.text == SeedExamples.balance100 })
        }
    }
}

import PanelTesting
import Testing

extension SeveralServersTests {
    /// Customers who ask several servers at once.
    struct SharedBalanceTests {
        @Test func twentyClientsAtThreeServersSpendABalanceOnce() async throws {
            try await Fleet.with(3) { fleet in
                let key = try await fleet.first.customer("alice", balance: "10.999999")
                try await fleet.first.importServices(Row.make(1))
                try await fleet.expectSale(of: "1", to: key)
                let taken = try await fleet.orders(clients: 20, key: key)
                #expect(taken.count == 10)
                #expect(Set(taken).count == 10)
                #expect(try await fleet.first.balance("alice") == "0.999999")
                #expect(try await Set(fleet.first.orders().compactMap { $0["id"]?.id }) == Set(taken))
                try await fleet.first.expectHealthy()
            }
        }
    }
}

extension Fleet {
    /// Has so many clients order at each server, all at once.
    ///
    /// - Returns: The orders that were taken; all others have to be refused for want of money.
    func orders(clients: Int, key: String) async throws -> [Int64] {
        let answers = try await withThrowingTaskGroup(of: HTTPAnswer.self) { group in
            for (place, server) in servers.enumerated() {
                for number in 0..<clients {
                    let link = "https://example.com/\(place)-\(number)"
                    group.addTask {
                        try await server.client(key).call("add", ["service": "1", "link": link, "quantity": "1000"])
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let taken = try answers.compactMap { try $0.json()["order"]?.id }
        let refused = answers.filter { $0.text.contains("insufficient_balance") }
        #expect(taken.count + refused.count == answers.count, "\(answers.map(\.text))")
        return taken
    }
}

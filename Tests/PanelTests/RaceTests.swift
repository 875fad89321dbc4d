import Testing

/// Many clients at once.
@Suite(.serialized)
struct RaceTests {
    private static let clientCount = 64

    /// Has all clients ask at once.
    private func race(_ ask: @escaping @Sendable (Int) async throws -> HTTPAnswer) async throws -> [HTTPAnswer] {
        try await withThrowingTaskGroup(of: HTTPAnswer.self) { group in
            for number in 0..<RaceTests.clientCount { group.addTask { try await ask(number) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test func aBalanceWorthTenOrdersBuysTen() async throws {
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", balance: "10.999999")
            try await panel.importServices(Row.make(1))
            let client = panel.client(key)
            let answers = try await race { number in
                try await client.call("add", ["service": "1", "link": "a\(number)", "quantity": "1000"])
            }
            let taken = try answers.compactMap { try $0.json()["order"]?.id }
            #expect(taken.count == 10)
            #expect(Set(taken).count == 10)
            let refused = answers.filter { $0.text.contains("insufficient_balance") }
            #expect(refused.count == RaceTests.clientCount - 10)
            #expect(try await panel.balance("alice") == "0.999999")
            #expect(try await panel.orders().count == 10)
            try await panel.expectHealthy()
        }
    }

    @Test func oneRequestIDMakesOneOrder() async throws {
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", balance: "100")
            try await panel.importServices(Row.make(1))
            let client = panel.client(key)
            let answers = try await race { _ in
                try await client.call(
                    "add",
                    ["service": "1", "link": "a", "quantity": "1000", "request_id": "one"]
                )
            }
            #expect(Set(answers.map(\.text)).count == 1)
            #expect(try await panel.balance("alice") == "99")
            #expect(try await panel.orders().count == 1)
            try await panel.expectHealthy()
        }
    }

    @Test func oneLinkIsTakenOnceWhereTheServiceForbidsMore() async throws {
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", balance: "100")
            try await panel.importServices(Row.make(1, more: #""deny_duplicates":true"#))
            let client = panel.client(key)
            let answers = try await race { _ in
                try await client.call("add", ["service": "1", "link": "a", "quantity": "1000"])
            }
            #expect(answers.filter { $0.text.contains("success") }.count == 1)
            #expect(answers.filter { $0.text.contains("neworder.error.link_duplicate") }.count == 63)
            #expect(try await panel.balance("alice") == "99")
            try await panel.expectHealthy()
        }
    }

    @Test func anOrderIsRefundedOnceHoweverManyCancelIt() async throws {
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", balance: "100")
            try await panel.importServices(Row.facebookViews)
            let client = panel.client(key)
            let id = try await client.order(["service": "1", "link": "a", "quantity": "1000"])
            let answers = try await race { _ in try await client.call("cancel", ["orders": "\(id)"]) }
            #expect(Set(answers.map(\.text)) == [#"[{"order":\#(id),"cancel":1}]"#])
            #expect(try await panel.balance("alice") == "100")
            try await panel.expectHealthy()
        }
    }

    @Test func anOrderHasOneOpenRefillHoweverManyAsk() async throws {
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", balance: "100")
            try await panel.importServices(Row.facebookViews)
            let client = panel.client(key)
            let id = try await client.order(["service": "1", "link": "a", "quantity": "1000"])
            try await panel.update(id, "--status", "completed")
            let answers = try await race { _ in try await client.call("refill", ["order": "\(id)"]) }
            let taken = try answers.compactMap { try $0.json()["refill"]?.id }
            #expect(taken == [1])
            #expect(answers.filter { $0.text.contains("error.refill_not_available") }.count == 63)
            #expect(try await panel.json("refill", "list").array.count == 1)
            try await panel.expectHealthy()
        }
    }
}

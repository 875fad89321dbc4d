import Foundation
import NIOHTTP1
import PanelCore
import PanelSandbox
import Testing

/// Drip-feeds and subscriptions at a provider.
struct SpecialOrderTests {
    private func with(
        _ pace: Pace,
        rows: String...,
        body: (TestPanel, SandboxProvider, APIClient) async throws -> Void
    ) async throws {
        let sandbox = try await SandboxProvider.started(pace: pace, services: SandboxCatalogue.sample)
        try await SandboxProvider.with(sandbox) { sandbox in
            try await TestPanel.with { panel in
                try await panel.addProvider("box", url: try #require(sandbox.url), key: "sandbox")
                for row in rows { try await panel.importServices(row) }
                let client = panel.client(try await panel.customer("alice", balance: "100"))
                try await body(panel, sandbox, client)
                #expect(sandbox.ledger.isExact)
                try await panel.expectHealthy()
            }
        }
    }

    private static func row(_ id: Int, _ type: String, upstream: Int, _ route: String = "") -> String {
        let more = """
            "cancel":true,"dripfeed":true,"routes":[{"provider":"box","service":"\(upstream)"\(route)}]
            """
        return Row.make(id, type, "2", more: more)
    }

    @Test func aDripFeedIsMadeRunByRunAndTheRestGivenBack() async throws {
        try await with(.instant, rows: Self.row(1, "Default", upstream: 1)) { panel, sandbox, client in
            let id = try await client.order([
                "service": "1", "link": "drip", "quantity": "100", "runs": "4", "interval": "60",
            ])
            let started = try await panel.order(id, is: "begun") { $0.runs.first?["outcome"]?.text == "completed" }
            #expect(started.charge == "0.8")
            #expect(started.runs.map { $0["state"]?.text } == ["accepted", "queued"])
            #expect(started.status == "in_progress")
            #expect(started.json["remains"]?.id == 300)
            #expect(sandbox.ledger.orders.map(\.parameters) == [["service": "1", "link": "drip", "quantity": "100"]])
            try await client.call("cancel", ["orders": String(id)])
            let order = try await panel.order(id, is: "partial") { $0.status == "partial" }
            #expect(order.refunded == "0.6")
            #expect(sandbox.ledger.orders.count == 1)
        }
    }

    @Test func aDripFeedIsRelayedWhole() async throws {
        try await with(
            .manual,
            rows: Self.row(1, "Default", upstream: 1, #","drip_feed":"whole""#)
        ) { panel, sandbox, client in
            let id = try await client.order([
                "service": "1", "link": "whole", "quantity": "100", "runs": "3", "interval": "60",
            ])
            try await panel.order(id, is: "accepted") { $0.submission == "accepted" }
            let made = try #require(sandbox.ledger.orders.first)
            #expect(
                made.parameters == ["service": "1", "link": "whole", "quantity": "100", "runs": "3", "interval": "60"]
            )
            #expect(made.quantity == 300)
            sandbox.setStatus(of: made.id, .partial, remains: 200)
            let order = try await panel.order(id, is: "partial") { $0.status == "partial" }
            #expect(order.charge == "0.6" && order.refunded == "0.4")
            #expect(order.runs.count == 1)
        }
    }

    @Test func theChargedQuantityGoesAlong() async throws {
        try await with(
            .manual,
            rows: Self.row(1, "Custom Comments", upstream: 7),
            Self.row(2, "Package", upstream: 6),
            Self.row(3, "Custom Comments Package", upstream: 8)
        ) { panel, sandbox, client in
            let comments = "Nice\n\nGood"
            for sent in [
                ["service": "1", "link": "a", "comments": comments], ["service": "2", "link": "b"],
                ["service": "3", "link": "c", "comments": comments, "quantity": "77"],
            ] as [APIClient.Parameters] {
                let id = try await client.order(sent)
                try await panel.order(id, is: "accepted") { $0.submission == "accepted" }
            }
            let made = sandbox.ledger.orders.sorted { $0.link < $1.link }
            #expect(made.map { $0.parameters["quantity"] } == ["2", "1", "1"])
        }
    }

    /// Ten posts of 500,000 pieces at 0.09 for 1,000.
    @Test func aSubscriptionByPiecesIsPaidForAsItIsBought() async throws {
        let sandbox = try await SandboxProvider.started(pace: .manual, services: SandboxCatalogue.sample)
        try await SandboxProvider.with(sandbox) { sandbox in
            try await TestPanel.with { panel in
                try await panel.addProvider("box", url: try #require(sandbox.url), key: "sandbox")
                try await panel.json("provider", "import", "box", "--markup", "20")
                let client = panel.client(try await panel.customer("alice", balance: "1000"))
                let services = try await client.call("services").json().array
                let row = try #require(services.first { $0["subscription_rate"]?.text == "pieces" })
                #expect(row["rate"]?.text == "0.108")
                #expect(row["max_posts"]?.text == "10")
                #expect(services.filter { $0["subscription_rate"] != nil }.count == 2)
                let service = try #require(row["service"]?.id.map(String.init))

                let counted = try await client.order([
                    "service": service, "username": "ann", "posts": "4", "old_posts": "1", "min": "100", "max": "1000",
                ])
                let endless = try await client.order([
                    "service": service, "username": "ben", "posts": "0", "min": "100", "max": "500000",
                ])
                for id in [counted, endless] {
                    try await panel.order(id, is: "accepted") { $0.submission == "accepted" }
                }
                let made = sandbox.ledger.orders.sorted { $0.link < $1.link }
                #expect(made.map { $0.parameters["posts"] } == ["4", "10"])
                #expect(made.map { $0.parameters["old_posts"] } == ["1", nil])
                #expect(made.map { $0.parameters["quantity"] } == [nil, nil])
                #expect(made.map(\.charge) == [Money("0.45"), Money("450")])
                #expect(try await panel.order(counted).charge == "0.54")
                #expect(try await panel.order(endless).charge == "540")

                sandbox.setStatus(of: made[0].id, .completed)
                sandbox.setStatus(of: made[1].id, .partial, remains: 7)
                try await panel.order(counted, is: "completed") { $0.status == "completed" }
                let ended = try await panel.order(endless, is: "partial") { $0.status == "partial" }
                #expect(ended.refunded == "378")
                #expect(ended.runs[0]["cost"]?.text == "135")
                #expect(try await panel.balance("alice") == "837.46")
                #expect(sandbox.ledger.isExact)
                try await panel.expectHealthy()
            }
        }
    }

    @Test func aSubscriptionIsRelayedAndItsProgressShown() async throws {
        try await with(.manual, rows: Self.row(1, "Subscriptions", upstream: 17)) { panel, sandbox, client in
            let id = try await client.order([
                "service": "1", "username": "someone", "min": "10", "max": "20", "posts": "5", "delay": "0",
                "expiry": "31/12/2099",
            ])
            try await panel.order(id, is: "accepted") { $0.submission == "accepted" }
            let made = try #require(sandbox.ledger.orders.first)
            #expect(made.parameters["posts"] == "5")
            #expect(made.parameters["expiry"] == "31/12/2099")
            #expect(made.parameters["min"] == "10" && made.parameters["max"] == "20")
            sandbox.advance(seconds: 4)
            try await panel.order(id, is: "in progress") { $0.status == "in_progress" }
            let status = try await client.call("status", ["order": String(id)]).json()
            #expect(status["posts"]?.text == "5")
            #expect(status["expiry"]?.text == "31/12/2099")
            #expect(status["orders"] != nil)
            sandbox.setStatus(of: made.id, .canceled)
            let order = try await panel.order(id, is: "canceled") { $0.status == "canceled" }
            #expect(order.refunded == order.charge)
        }
    }
}

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

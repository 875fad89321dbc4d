import Foundation
import NIOHTTP1
import PanelCore
import PanelSandbox
import Testing

/// When providers are called, and when they are left alone.
struct CallingTests {
    private func place(_ client: APIClient, _ service: String, _ link: String) async throws -> Int64 {
        try await client.order(["service": service, "link": link, "quantity": "1000"])
    }

    /// What a provider asks for with one call holds for all others.
    @Test func aProviderIsLeftAloneForAsLongAsItAsks() async throws {
        try await SandboxProvider.with(try await .started()) { sandbox in
            try await TestPanel.with { panel in
                let service = try #require(try await panel.sell(sandbox, as: "box").first)
                let client = panel.client(try await panel.customer("alice", balance: "100"))
                try sandbox.fail("add", "http_429", executes: false, more: #","delay":12"#)
                let busy = try await place(client, service, "busy")
                try await panel.order(busy, is: "refused") { $0.happened.contains("refused") }
                let other = try await place(client, service, "other")
                try await Task.sleep(for: .seconds(5))
                #expect(try await panel.order(other).happened == ["charged"])
                #expect(try await panel.json("provider", "show", "box")["quiet_until"]?.text != nil)
                for id in [busy, other] { try await panel.order(id, is: "completed") { $0.status == "completed" } }
                #expect(try await panel.json("provider", "show", "box")["quiet_until"] == nil)
                #expect(sandbox.ledger.orders.count == 2)
                try await panel.expectHealthy()
            }
        }
    }

    /// A cancel of which nothing is said is asked for again, but less and less often.
    @Test func whatIsLeftOutOfAnAnswerIsNotAskedForAgainAndAgain() async throws {
        try await SandboxProvider.with(
            try await .started(pace: Pace(start: .seconds(3600), deliver: .zero))
        ) { sandbox in
            try await TestPanel.with { panel in
                let service = try #require(try await panel.sell(sandbox, as: "box").last)
                let client = panel.client(try await panel.customer("alice", balance: "100"))
                let id = try await place(client, service, "x")
                try await panel.order(id, is: "accepted") { $0.submission == "accepted" }
                try sandbox.fail("cancel", "wrong_types", executes: false, times: 1000)
                try await client.call("cancel", ["orders": String(id)])
                try await Task.sleep(for: .seconds(6))
                // At once, after two seconds, after four more.
                let hits = try #require(sandbox.faultHits.first)
                #expect((1...3).contains(hits), "\(hits)")
                sandbox.setFaults([])
                let order = try await panel.order(id, is: "canceled") { $0.status == "canceled" }
                #expect(order.refunded == order.charge)
            }
        }
    }

    /// The calls of a provider that was removed hold up no other.
    @Test func aSlowProviderThatIsRemovedDelaysNoOther() async throws {
        let standing = Pace(start: .seconds(3600), deliver: .zero)
        try await SandboxProvider.with(try await .started(pace: standing)) { slow in
            try await SandboxProvider.with(try await .started()) { quick in
                try await TestPanel.with { panel in
                    let terms = TestPanel.Terms(timeout: 600)
                    let first = try #require(try await panel.sell(slow, as: "slow", terms).first)
                    let client = panel.client(try await panel.customer("alice", balance: "100"))
                    let id = try await place(client, first, "x")
                    try await panel.order(id, is: "accepted") { $0.submission == "accepted" }
                    try slow.fail("status", "no_answer", executes: false, times: 1000)
                    try await eventually("it is polled") { slow.faultHits.first ?? 0 > 0 ? true : nil }
                    try await panel.json("order", "resolve", String(id), "--refund", "--note", "too slow")
                    try await panel.json("provider", "remove", "slow")
                    let second = try #require(try await panel.sell(quick, as: "quick").first)
                    let other = try await place(client, second, "y")
                    try await panel.order(other, is: "completed") { $0.status == "completed" }
                    await slow.stop()
                }
            }
        }
    }
}

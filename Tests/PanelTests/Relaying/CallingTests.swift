import Foundation
import NIOHTTP1
import PanelCore
import PanelSandbox
import Synchronization
import Testing

/// When providers are called, and when they are left alone.
struct CallingTests {
    private func place(_ client: APIClient, _ service: String, _ link: String) async throws -> Int64 {
        try await client.order(["service": service, "link": link, "quantity": "1000"])
    }

    /// What a provider asks for with one call holds for all others.
    @Test func aProviderIsLeftAloneForAsLongAsItAsks() async throws {
        let pause: Int64 = 8
        try await SandboxProvider.with(try await .started()) { sandbox in
            try await TestPanel.with { panel in
                let service = try #require(try await panel.sell(sandbox, as: "box").first)
                let client = panel.client(try await panel.customer("alice", balance: "100"))
                let first = try await place(client, service, "first")
                try await panel.order(first, is: "completed") { $0.status == "completed" }
                try sandbox.fail("add", "http_429", executes: false, more: #","delay":\#(pause)"#)
                let busy = try await place(client, service, "busy")
                try await panel.order(busy, is: "refused") { $0.happened.contains("busy") }
                let other = try await place(client, service, "other")
                for id in [busy, other] { try await panel.order(id, is: "completed") { $0.status == "completed" } }
                #expect(try await panel.json("provider", "show", "box")["quiet_until"] == nil)
                let orders = sandbox.ledger.orders
                #expect(orders.map(\.link).sorted() == ["busy", "first", "other"])
                // By the provider's clock. It asked after it had made the first one, however late it is heard.
                let start = try #require(sandbox.orders(link: "first").first).createdAt
                for order in orders where order.link != "first" {
                    let passed = order.createdAt.milliseconds - start.milliseconds
                    #expect(passed >= pause * 1000, "\(order.link) was sent after \(passed) ms")
                }
                try await panel.expectHealthy()
            }
        }
    }

    @Test func whatAProviderAsksForIsShown() async throws {
        try await SandboxProvider.with(try await .started()) { sandbox in
            try await TestPanel.with { panel in
                let service = try #require(try await panel.sell(sandbox, as: "box").first)
                let client = panel.client(try await panel.customer("alice", balance: "100"))
                // Longer than any machine stands still.
                try sandbox.fail("add", "http_429", executes: false, more: #","delay":3600"#)
                let before = Date.now
                let busy = try await place(client, service, "busy")
                try await panel.order(busy, is: "refused") { $0.happened.contains("busy") }
                let other = try await place(client, service, "other")
                let shown = try await eventually("the pause is shown") {
                    try await panel.json("provider", "show", "box")["quiet_until"]?.text
                }
                let end = try Date(shown, strategy: .iso8601)
                // The text is in whole seconds.
                #expect(end.timeIntervalSince(before) > 3600 - 2, "\(shown)")
                #expect(try await panel.order(other).happened == ["charged"])
                #expect(sandbox.ledger.orders.isEmpty)
                try await panel.expectHealthy()
            }
        }
    }

    /// Answers to requests to cancel an order that say nothing of it, until the third.
    private final class Silence: Sendable {
        /// When it was asked.
        let moments = Mutex<[ContinuousClock.Instant]>([])

        func answer(_ action: String) -> String {
            let count = moments.withLock { moments in
                if action == "cancel" { moments.append(.now) }
                return moments.count
            }
            let status = count < 3 ? "Pending" : "Canceled"
            return switch action {
            case "add": #"{"order":77}"#
            case "cancel": count < 3 ? #"{"cancel":{}}"# : #"[{"order":77,"cancel":1}]"#
            case "status":
                """
                {"77":{"charge":"0","start_count":"0","status":"\(status)","remains":"1000","currency":"USD"}}
                """
            default: "{}"
            }
        }
    }

    /// A cancel of which nothing is said is asked for again, but less and less often.
    @Test func whatIsLeftOutOfAnAnswerIsNotAskedForAgainAndAgain() async throws {
        let silence = Silence()
        try await ScriptedProvider.with(silence.answer) { provider in
            try await TestPanel.with { panel in
                try await panel.addProvider("silent", url: provider.url, key: "k")
                let more = #""cancel":true,"routes":[{"provider":"silent","service":"1"}]"#
                try await panel.importServices(Row.make(1, more: more))
                let client = panel.client(try await panel.customer("alice", balance: "100"))
                let id = try await place(client, "1", "x")
                try await panel.order(id, is: "accepted") { $0.submission == "accepted" }
                try await client.call("cancel", ["orders": String(id)])
                let order = try await panel.order(id, is: "canceled") { $0.status == "canceled" }
                #expect(order.refunded == order.charge)
                // After two seconds, and after four more, each less up to a quarter.
                let moments = silence.moments.withLock { $0 }
                let pauses = zip(moments, moments.dropFirst()).map { $1 - $0 }
                #expect(pauses.count == 2, "\(pauses)")
                for (pause, least) in zip(pauses, [Duration.seconds(1.4), .seconds(2.9)]) {
                    #expect(pause > least, "\(pauses)")
                }
                try await panel.expectHealthy()
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

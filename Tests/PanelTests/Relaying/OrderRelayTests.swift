import Foundation
import NIOHTTP1
import PanelCore
import PanelSandbox
import PanelTesting
import Testing

/// What becomes of an order at a provider becomes of it here.
struct OrderRelayTests {
    /// A provider whose orders start and end when the test says so.
    private static let standing = Pace(start: .seconds(3600), deliver: .zero)

    /// Gives `body` a panel that sells what a sandbox does, a customer, and the id of the sandbox's first service here.
    private func with(
        _ pace: Pace = OrderRelayTests.standing,
        _ body: (TestPanel, SandboxProvider, APIClient, String) async throws -> Void
    ) async throws {
        try await SandboxProvider.with(try await .started(pace: pace)) { sandbox in
            try await TestPanel.with { panel in
                let service = try #require(try await panel.sell(sandbox, as: "box").first)
                let client = panel.client(try await panel.customer("alice", balance: "100"))
                try await body(panel, sandbox, client, service)
                #expect(sandbox.ledger.isExact)
                try await panel.expectHealthy()
            }
        }
    }

    private func place(
        _ client: APIClient,
        _ service: String,
        _ link: String = "https://a.example"
    ) async throws -> Int64 {
        try await client.order(["service": service, "link": link, "quantity": "1000"])
    }

    @Test func theTimelineTellsWhatHappened() async throws {
        try await with { panel, sandbox, client, service in
            let id = try await place(client, service)
            try await panel.order(id, is: "accepted") { $0.submission == "accepted" }
            sandbox.setStatus(of: 1, .inProgress, remains: 900, startCount: 40)
            let started = try await panel.order(id, is: "in progress") { $0.status == "in_progress" }
            #expect(started.json["start_count"]?.id == 40)
            #expect(started.json["remains"]?.id == 900)
            sandbox.setStatus(of: 1, .partial, remains: 250)
            let order = try await panel.order(id, is: "partial") { $0.status == "partial" }
            // Of what was charged, 0.5 for 1000, a quarter.
            #expect(order.refunded == "0.125")
            #expect(order.runs[0]["cost"]?.text == "0.375")
            let steps = ["charged", "submitting", "accepted", "reported", "refunded", "partial"]
            #expect(order.happened.filter(steps.contains).unique == steps, "\(order.summary)")
            #expect(order.details(of: "submitting").first?.contains("link=https://a.example") == true)
            #expect(order.details(of: "refunded") == ["0.125"])
            let shown = try await panel.run("order", "show", String(id))
            for word in ["partial", "box", "0.125", "submitting", "accepted"] {
                #expect(shown.output.contains(word), "\(shown)")
            }
            #expect(try await panel.balance("alice") == "99.625")
        }
    }

    @Test func aCancelIsRelayedAndRefundedWithItsOutcome() async throws {
        try await with { panel, sandbox, client, service in
            let (early, late, done) = (
                try await place(client, service, "early"), try await place(client, service, "late"),
                try await place(client, service, "done")
            )
            for id in [early, late, done] { try await panel.order(id, is: "accepted") { $0.submission == "accepted" } }
            let lateID = try #require(sandbox.orders(link: "late").first?.id)
            let doneID = try #require(sandbox.orders(link: "done").first?.id)
            sandbox.setStatus(of: lateID, .inProgress, remains: 400, startCount: 1)
            try await panel.order(late, is: "in progress") { $0.status == "in_progress" }
            // It ends before the customer's wish arrives, and so it is too late.
            sandbox.setStatus(of: doneID, .completed)
            try await client.call("cancel", ["orders": "\(early),\(late),\(done)"])
            let canceled = try await panel.order(early, is: "canceled") { $0.status == "canceled" }
            #expect(canceled.refunded == canceled.charge)
            #expect(canceled.happened.contains("cancel_taken"))
            let partial = try await panel.order(late, is: "partial") { $0.status == "partial" }
            #expect(partial.refunded == "0.2")
            let completed = try await panel.order(done, is: "completed") { $0.status == "completed" }
            #expect(completed.refunded == "0")
            // 0.5 for the completed one, 0.3 of the partial one.
            #expect(try await panel.balance("alice") == "99.2")
            #expect(sandbox.ledger.balances[0].balance == Money("999999.2"))
        }
    }

    @Test func aRefillIsRelayedAndReadBack() async throws {
        try await with(.manual) { panel, sandbox, client, _ in
            try await panel.importServices(
                """
                {"service":90,"name":"Likes","type":"Default","category":"Likes","rate":"5","min":"20","max":"20000",\
                "refill":true,"refill_after_hours":0,"routes":[{"provider":"box","service":"4"}]}
                """
            )
            let id = try await place(client, "90")
            try await panel.order(id, is: "accepted") { $0.submission == "accepted" }
            #expect(try await client.call("refill", ["order": String(id)]).text.contains("refill_not_available"))
            sandbox.advance(seconds: 60)
            try await panel.order(id, is: "completed") { $0.status == "completed" }
            let refill = try #require(try await client.call("refill", ["order": String(id)]).json()["refill"]?.id)
            try await panel.order(id, is: "refilled") { $0.happened.contains("refill_sent") }
            #expect(try await sandbox.executed("refill") == 1)
            // One at a time.
            #expect(try await client.call("refill", ["order": String(id)]).text.contains("refill_not_available"))
            sandbox.advance(seconds: 60)
            try await eventually("the refill is completed") {
                let answer = try await client.call("refill_status", ["refill": String(refill)])
                return answer.text.contains("Completed") ? true : nil
            }
            #expect(try await panel.order(id).happened.contains("refill_reported"))
            #expect(try await sandbox.executed("refill") == 1)
        }
    }

    @Test func aProviderThatTakesAnOutcomeBackIsShownToStaff() async throws {
        try await with { panel, sandbox, client, service in
            let id = try await place(client, service)
            try await panel.order(id, is: "accepted") { $0.submission == "accepted" }
            sandbox.setStatus(of: 1, .partial, remains: 1000)
            try await panel.order(id, is: "given back") { $0.refunded == $0.charge }
            sandbox.setStatus(of: 1, .completed)
            // What has an outcome is asked for again an hour later, or after a start.
            #expect(await panel.stop() == .code(0))
            try await panel.start()
            let held = try await panel.order(id, is: "held") { $0.submission == "held" }
            #expect(held.refunded == held.charge)
            #expect(held.happened.contains("contradiction"))
            let listed = try await panel.json("order", "held").array
            #expect(listed.map { $0["id"]?.id } == [id])
            #expect(listed[0]["why"]?.text?.isEmpty == false)
        }
    }

    @Test func aCancelReachesAnOrderThatCouldNotBeSent() async throws {
        // It takes connections and says nothing, so that an attempt over TLS takes its time and is proven to be none.
        try await SilentServer.with { silence in
            try await TestPanel.with { panel in
                try await panel.addProvider(
                    "silent",
                    url: "https://127.0.0.1:\(silence.port)/api/v2",
                    key: "k",
                    TestPanel.Terms(timeout: 3)
                )
                try await panel.importServices(
                    Row.make(1, more: #""cancel":true,"routes":[{"provider":"silent","service":"1"}]"#)
                )
                let client = panel.client(try await panel.customer("alice", balance: "100"))
                let id = try await place(client, "1")
                try await panel.order(id, is: "being sent") { $0.submission == "submitting" }
                try await client.call("cancel", ["orders": String(id)])
                let order = try await panel.order(id, is: "canceled") { $0.status == "canceled" }
                #expect(order.refunded == order.charge)
                #expect(order.submission == "rejected")
                try await panel.expectHealthy()
            }
        }
    }
}

extension Array where Element: Hashable {
    /// Each element once, where it comes first.
    fileprivate var unique: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}

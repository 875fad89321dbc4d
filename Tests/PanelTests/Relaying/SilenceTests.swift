import Foundation
import NIOHTTP1
import PanelSandbox
import PanelTesting
import Testing

extension FaultMatrix {
    /// Nothing is heard of an order for seven days: staff are told, whatever keeps it away.
    struct SilenceTests {
        private static let week: Int64 = 7 * 86_400

        /// Has an order that was last heard of a week ago, all but an hour and then all of it.
        ///
        /// - Parameter silence: Begins when the panel is off.
        private func expectTold(
            of id: Int64,
            _ panel: TestPanel,
            _ clock: MovedClock,
            silence: () async throws -> Void,
            isStruck: () -> Bool
        ) async throws {
            try await panel.order(id, is: "heard of") { $0.happened.contains("reported") }
            #expect(await panel.stop() == .code(0))
            // For how long nothing was heard by a start is the wall clock's to say.
            try clock.set(ahead: Self.week - 3600)
            try await silence()
            try await panel.start()
            try await eventually("it is asked for") { isStruck() ? true : nil }
            #expect(try await panel.order(id).attention == nil)
            #expect(await panel.stop() == .code(0))
            try clock.set(ahead: Self.week + 3600)
            try await panel.start()
            let order = try await panel.order(id, is: "shown to staff") { $0.attention != nil }
            #expect(order.attention?.contains("Nothing new was heard of it for 7 days") == true)
            #expect(!order.isFinished && order.refunded == "0", "\(order.summary)")
        }

        @Test(arguments: ["left_out", "http_500", "http_429", "no_answer"])
        func staffAreTold(fault: String) async throws {
            let clock = try MovedClock()
            try await SandboxProvider.with(try await .started(pace: .manual)) { sandbox in
                try await TestPanel.with(environment: try clock.environment()) { panel in
                    let terms = TestPanel.Terms(timeout: FaultMatrix.timeout(for: fault))
                    let service = try #require(try await panel.sell(sandbox, as: "box", terms).first)
                    let client = panel.client(try await panel.customer("alice", balance: "10"))
                    let id = try await client.order(["service": service, "link": "x", "quantity": "1000"])
                    try await expectTold(of: id, panel, clock) {
                        try sandbox.fail("status", fault, times: 1_000_000)
                    } isStruck: {
                        sandbox.faultHits.first ?? 0 > 0
                    }
                    // The next news ends it.
                    sandbox.setFaults([])
                    sandbox.advance(seconds: 60)
                    #expect(await panel.stop() == .code(0))
                    try await panel.start()
                    try await panel.order(id, is: "completed") { $0.status == "completed" && $0.attention == nil }
                    try await panel.expectHealthy()
                }
            }
        }

        /// A provider that refuses each call is there: that is no outage, and no news either.
        @Test func staffAreToldOfAProviderThatRefusesToAnswer() async throws {
            let clock = try MovedClock()
            let isRefusing = Flag()
            try await ScriptedProvider.answering { request in
                switch request.action {
                case "add": return .init(body: #"{"order":77}"#)
                case "status" where isRefusing.isSet:
                    return .init(status: .badRequest, body: #"{"error":"We are moving to a new system"}"#)
                case "status":
                    return .init(body: #"{"77":{"charge":"0","status":"Pending","remains":"100","currency":"USD"}}"#)
                default: return .init(body: "{}")
                }
            } _: { provider in
                try await TestPanel.with(environment: try clock.environment()) { panel in
                    try await panel.addProvider("strict", url: provider.url, key: "a key")
                    let more = #""routes":[{"provider":"strict","service":"1"}]"#
                    try await panel.importServices(Row.make(1, more: more))
                    let client = panel.client(try await panel.customer("alice", balance: "100"))
                    let id = try await client.order(["service": "1", "link": "x", "quantity": "100"])
                    try await expectTold(of: id, panel, clock) {
                        isRefusing.set(true)
                    } isStruck: {
                        provider.count(of: "status") > 3
                    }
                    let shown = try await panel.json("provider", "show", "strict")
                    #expect(shown["circuit"]?.text == "closed" && shown["failures"]?.id == 0, "\(shown)")
                    try await panel.expectHealthy()
                }
            }
        }
    }
}

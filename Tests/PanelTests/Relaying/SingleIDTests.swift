import Foundation
import NIOHTTP1
import PanelCore
import PanelSandbox
import Testing

extension FaultMatrix {
    /// Providers that know only `order` and `refill`, and refuse each list of ids as a whole.
    struct SingleIDTests {
        private func with(
            _ fault: String,
            pace: Pace,
            _ body: (TestPanel, SandboxProvider, APIClient) async throws -> Void
        ) async throws {
            try await SandboxProvider.with(try await .started(pace: pace)) { sandbox in
                try await TestPanel.with { panel in
                    try await panel.addProvider("box", url: try #require(sandbox.url), key: "sandbox")
                    let routes = #""routes":[{"provider":"box","service":"4"}]"#
                    try await panel.importServices(
                        """
                        {"service":1,"name":"S","type":"Default","category":"C","rate":"4","min":"20","max":"20000",\
                        "refill":true,"cancel":true,"refill_after_hours":0,\(routes)}
                        """
                    )
                    try sandbox.fail("*", fault, times: 1_000_000)
                    try await body(panel, sandbox, panel.client(try await panel.customer("alice", balance: "1000")))
                    let shown = try await panel.json("provider", "show", "box")
                    #expect(shown["circuit"]?.text == "closed", "\(shown)")
                    #expect(shown["failures"]?.id == 0, "\(shown)")
                    #expect(sandbox.ledger.isExact)
                    try await panel.expectHealthy()
                }
            }
        }

        private func order(_ count: Int, _ client: APIClient) async throws -> [Int64] {
            var ids: [Int64] = []
            for number in 0..<count {
                ids.append(try await client.order(["service": "1", "link": "l-\(number)", "quantity": "1000"]))
            }
            return ids
        }

        @Test(arguments: ["lists_refused", "lists_refused_400"])
        func theyAreAskedOneByOne(fault: String) async throws {
            try await with(fault, pace: .instant) { panel, sandbox, client in
                let ids = try await order(20, client)
                for id in ids {
                    let order = try await panel.order(id, is: "completed") { $0.status == "completed" }
                    #expect(order.attention == nil, "\(order.summary)")
                    let answer = try await client.call("refill", ["order": String(id)])
                    #expect(try answer.json()["refill"] != nil, "\(answer.text)")
                }
                // The sandbox rejects every tenth.
                try await eventually("all refills end") {
                    var open = 0
                    for id in ids where try await !panel.order(id).happened.contains("refill_reported") { open += 1 }
                    return open == 0 ? true : nil
                }
                // A list now and then, not one for each order.
                #expect((2...20).contains(sandbox.faultHits.first ?? 0), "\(sandbox.faultHits)")
                let told = panel.serverLog.split(separator: "\n").filter { $0.contains("takes no lists of ids") }
                #expect(!told.isEmpty && told.count < 10, "\(panel.serverLog)")
            }
        }

        @Test(arguments: ["lists_refused", "lists_refused_400"])
        func theirOrdersAreCanceled(fault: String) async throws {
            let slow = Pace(start: .seconds(3600), deliver: .zero)
            try await with(fault, pace: slow) { panel, sandbox, client in
                let ids = try await order(5, client)
                for id in ids { try await panel.order(id, is: "accepted") { $0.submission == "accepted" } }
                try await client.call("cancel", ["orders": ids.map(String.init).joined(separator: ",")])
                for id in ids {
                    let order = try await panel.order(id, is: "canceled") { $0.status == "canceled" }
                    #expect(order.refunded == order.charge)
                }
                #expect(sandbox.ledger.orders.allSatisfy { $0.status == .canceled })
                #expect(try await panel.balance("alice") == "1000")
            }
        }

        /// An order that may have been made is looked for one by one, too.
        @Test func whatIsInDoubtIsFound() async throws {
            try await SandboxProvider.with(try await .started(pace: .instant)) { sandbox in
                try await TestPanel.with { panel in
                    let service = try #require(try await panel.sell(sandbox, as: "box").first)
                    let client = panel.client(try await panel.customer("alice", balance: "1000"))
                    let first = try await client.order(["service": service, "link": "first", "quantity": "1000"])
                    try await panel.order(first, is: "completed") { $0.status == "completed" }
                    let faults = """
                        [{"action":"status","fault":"lists_refused","times":1000000},
                        {"action":"add","fault":"http_500","times":1,"executes":true}]
                        """
                    sandbox.setFaults(try SandboxFault.list(json: Array(faults.utf8)))
                    let struck = try await client.order(["service": service, "link": "struck", "quantity": "1000"])
                    let order = try await panel.order(struck, is: "completed") { $0.status == "completed" }
                    #expect(order.upstreamID == sandbox.orders(link: "struck").first?.id, "\(order.summary)")
                    #expect(sandbox.ledger.isExact)
                    try await panel.expectHealthy()
                }
            }
        }

        /// Some answer a list with what says nothing, and know `order` well.
        @Test(arguments: ["{}", "[]", "null", "", "<br>Notice: Undefined index: order", #"{"99":{"error":"x"}}"#])
        func whatSaysNothingIsAskedOneByOne(answer: String) async throws {
            try await ScriptedProvider.answering { request in
                switch request.action {
                case "add": return .init(body: #"{"order":77}"#)
                case "status" where request["order"] == "77":
                    return .init(body: #"{"charge":"0.1","status":"Completed","remains":"0","currency":"USD"}"#)
                case "status": return .init(body: answer)
                default: return .init(body: "{}")
                }
            } _: { provider in
                try await TestPanel.with { panel in
                    try await panel.addProvider("mute", url: provider.url, key: "a key")
                    try await panel.importServices(
                        Row.make(1, more: #""routes":[{"provider":"mute","service":"1"}]"#)
                    )
                    let client = panel.client(try await panel.customer("alice", balance: "100"))
                    let id = try await client.order(["service": "1", "link": "x", "quantity": "100"])
                    try await panel.order(id, is: "completed") { $0.status == "completed" }
                    #expect(try await panel.json("provider", "show", "mute")["circuit"]?.text == "closed")
                    try await panel.expectHealthy()
                }
            }
        }

        /// A refusal of who asks is none of the order, whatever it is asked with.
        @Test func whatIsSaidOfTheAccountRefusesNoCancel() async throws {
            let isLocked = Flag()
            try await ScriptedProvider.answering { request in
                switch request.action {
                case "add": return .init(body: #"{"order":77}"#)
                case _ where isLocked.isSet: return .init(body: #"{"error":"Account suspended"}"#)
                case "cancel": return .init(body: #"[{"order":77,"cancel":"requested"}]"#)
                case "status":
                    return .init(body: #"{"77":{"charge":"0","status":"Pending","remains":"100","currency":"USD"}}"#)
                default: return .init(body: "{}")
                }
            } _: { provider in
                try await TestPanel.with { panel in
                    try await panel.addProvider("strict", url: provider.url, key: "a key")
                    let more = #""cancel":true,"routes":[{"provider":"strict","service":"1"}]"#
                    try await panel.importServices(Row.make(1, more: more))
                    let client = panel.client(try await panel.customer("alice", balance: "100"))
                    let id = try await client.order(["service": "1", "link": "x", "quantity": "100"])
                    try await panel.order(id, is: "accepted") { $0.submission == "accepted" }
                    isLocked.set(true)
                    try await client.call("cancel", ["orders": String(id)])
                    let asked = provider.count(of: "cancel")
                    try await eventually("it is asked") { provider.count(of: "cancel") > asked ? true : nil }
                    isLocked.set(false)
                    let order = try await panel.order(id, is: "taken") { $0.happened.contains("cancel_taken") }
                    #expect(!order.happened.contains("cancel_refused"), "\(order.summary)")
                    try await panel.expectHealthy()
                }
            }
        }
    }
}

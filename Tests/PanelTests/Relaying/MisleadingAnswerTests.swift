import Foundation
import NIOHTTP1
import PanelCore
import Testing

/// Answers to an `add` that look like a refusal, and beside which an order may have been made: they prove nothing.
struct MisleadingAnswerTests {
    private static let answers: [(status: HTTPResponseStatus, body: String)] =
        [
            (.tooManyRequests, #"{"order":70001}"#),
            (.tooManyRequests, #"{"order":70002,"error":"Too many requests"}"#),
            (.tooManyRequests, #"{"status":"success","data":{"order":70003}}"#),
            (.badRequest, #"{"message":"Insufficient balance","id":55123}"#),
        ]
        + [
            #"{"error":"Insufficient balance for order #55123"}"#,
            #"{"error":"Not enough funds on balance to complete order 55123"}"#,
            #"{"error":"Balance is too low now. 55123"}"#,
            #"{"error":"Payment required to complete order"}"#,
            #"{"error":"Wait until order is completed. Bad link"}"#,
            #"{"error":"Insufficient balance","message":"Order 55123 created"}"#,
            #"{"errors":["Not enough funds","Order 55123 created"]}"#,
            #"{"success":true,"error":"Insufficient balance"}"#,
            #"{"status":"success","error":"Not enough funds"}"#,
            #"{"error":"Invalid link","msg":"Order created"}"#,
            #"{"error":"Invalid link","id":55123}"#,
            #"{"error":"Invalid link","orderID":55123}"#,
            #"{"error":"Invalid link","order_number":"55123"}"#,
            #"{"error":"Invalid link","orders":[55123]}"#,
            #"{"error":"Invalid link","data":[{"order":55123}]}"#,
            #"{"error":"Invalid link","response":{"order":55123}}"#,
            #"{"error":{"message":"Invalid link","order":55123}}"#,
        ].map { (.ok, $0) }

    @Test func theyAreHeldAndNotSentAgain() async throws {
        let answers = Self.answers
        try await ScriptedProvider.answering { request in
            guard request.action == "add", let index = Int(request["link"]) else { return .init(body: "{}") }
            return .init(status: answers[index].status, body: answers[index].body)
        } _: { provider in
            try await TestPanel.with { panel in
                let client = panel.client(try await panel.customer("alice", balance: "100"))
                var ids: [Int64] = []
                for index in answers.indices {
                    // One that misleads often is left alone for a while.
                    if index % 3 == 0 {
                        try await panel.addProvider("misleading-\(index)", url: provider.url, key: "a key of 1234")
                        let routes = #"[{"provider":"misleading-\#(index)","service":"1"},{"provider":"staff"}]"#
                        try await panel.importServices(Row.make(1, more: #""routes":\#(routes)"#))
                    }
                    ids.append(try await client.order(["service": "1", "link": String(index), "quantity": "100"]))
                }
                for (id, answer) in zip(ids, answers) {
                    let order = try await panel.order(id, is: "decided about") {
                        $0.submission == "held" || $0.submission == "staff" || $0.refunded != "0"
                    }
                    #expect(order.submission == "held", "\(answer.body): \(order.summary)")
                    try await panel.staff(.POST, "/orders/\(id)/resolve", #"{"refund":true,"note":"odd"}"#)
                }
                #expect(provider.count(of: "add") == answers.count)
                try await panel.expectHealthy()
            }
        }
    }

    /// A provider that is only busy is asked again.
    @Test(arguments: [
        #"{"error":"Server is busy, try again later"}"#, #"{"error":"Database error"}"#,
        #"[{"order":77,"cancel":{"error":"Temporary fault, try again later"}}]"#,
    ])
    func aCancelOutlivesWhatPasses(answer: String) async throws {
        let isBusy = Flag()
        isBusy.set(true)
        try await ScriptedProvider.answering { request in
            switch request.action {
            case "add": return .init(body: #"{"order":77}"#)
            case "cancel" where isBusy.isSet: return .init(body: answer)
            case "cancel": return .init(body: #"[{"order":77,"cancel":1}]"#)
            case "status":
                return .init(body: #"{"77":{"charge":"0","status":"Pending","remains":"100","currency":"USD"}}"#)
            default: return .init(body: "{}")
            }
        } _: { provider in
            try await TestPanel.with { panel in
                try await panel.addProvider("busy", url: provider.url, key: "a key")
                let more = #""cancel":true,"routes":[{"provider":"busy","service":"1"}]"#
                try await panel.importServices(Row.make(1, more: more))
                let client = panel.client(try await panel.customer("alice", balance: "100"))
                let id = try await client.order(["service": "1", "link": "x", "quantity": "100"])
                try await panel.order(id, is: "accepted") { $0.submission == "accepted" }
                try await client.call("cancel", ["orders": String(id)])
                let asked = provider.count(of: "cancel")
                try await eventually("it is asked") { provider.count(of: "cancel") > asked + 1 ? true : nil }
                isBusy.set(false)
                let order = try await panel.order(id, is: "taken") { $0.happened.contains("cancel_taken") }
                #expect(!order.happened.contains("cancel_refused"), "\(order.summary)")
                try await panel.expectHealthy()
            }
        }
    }
}

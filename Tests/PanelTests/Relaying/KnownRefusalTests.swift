import Foundation
import NIOHTTP1
import PanelCore
import Testing

/// Refusals of widespread panels, at a service that has staff as its second route.
struct KnownRefusalTests {
    private struct Refusal: Sendable {
        let words: String
        var status = HTTPResponseStatus.ok
        let end: End

        enum End: Sendable {
            /// The next route.
            case passed
            case refunded
            case waits
            case held
        }
    }

    private static let refusals: [Refusal] =
        [
            Refusal(words: "Insufficient balance. Add funds to continue.", status: .paymentRequired, end: .passed),
            Refusal(words: "Unauthorized", status: .unauthorized, end: .passed),
        ]
        + [
            "neworder.error.not_enough_funds", "You do not have enough funds to Place order",
            "Your balance is not enough", "Incorrect API key", "Account suspended", "Invalid Service Id",
            "Service ID does not exists", "neworder.error.service_inactive", "Minimum quantity is 100",
            "Quantity must to be greater than or equal to minimum amount", "neworder.error.invalid_quantity",
        ].map { Refusal(words: $0, end: .passed) }
        + ["Invalid Link", "neworder.error.link_not_found", "Comments field is required"].map {
            Refusal(words: $0, end: .refunded)
        }
        + [
            "You have already an active order for this link on this service ID", "Rate limit exceeded. Slow down.",
        ].map { Refusal(words: $0, end: .waits) }
        + ["Order received, insufficient balance warning", "Something odd happened"].map {
            Refusal(words: $0, end: .held)
        }

    /// - Parameter key: The panel's at the provider. Short ones are a part of what is said.
    @Test(arguments: ["a key of 1234", "n", "order"]) func theyGoWhereTheyShould(key: String) async throws {
        let refusals = Self.refusals
        try await ScriptedProvider.answering { request in
            guard request.action == "add", let index = Int(request["link"]) else { return .init(body: "{}") }
            return .init(status: refusals[index].status, body: #"{"error":"\#(refusals[index].words)"}"#)
        } _: { provider in
            try await TestPanel.with { panel in
                try await panel.addProvider("wordy", url: provider.url, key: key)
                let routes = #"[{"provider":"wordy","service":"1"},{"provider":"staff"}]"#
                try await panel.importServices(Row.make(1, more: #""routes":\#(routes)"#))
                let client = panel.client(try await panel.customer("alice", balance: "100"))
                var held: [Int64] = []
                for (index, refusal) in refusals.enumerated() {
                    let id = try await client.order(["service": "1", "link": String(index), "quantity": "100"])
                    let order = try await panel.order(id, is: "decided about") {
                        $0.isInDoubt || $0.happened.contains("refused")
                    }
                    let said = "\(refusal.words): \(order.summary)"
                    switch refusal.end {
                    case .passed: #expect(order.submission == "staff", "\(said)")
                    case .refunded: #expect(order.refunded == order.charge, "\(said)")
                    case .waits: #expect(order.submission == "queued", "\(said)")
                    case .held:
                        #expect(order.submission == "held", "\(said)")
                        held.append(id)
                    }
                }
                for id in held {
                    try await panel.staff(.POST, "/orders/\(id)/resolve", #"{"refund":true,"note":"odd"}"#)
                }
                try await panel.expectHealthy()
            }
        }
    }
}

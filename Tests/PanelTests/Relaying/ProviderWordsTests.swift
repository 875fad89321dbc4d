import Foundation
import NIOHTTP1
import Testing

/// What a provider says reaches neither terminals nor customers as it said it.
struct ProviderWordsTests {
    private func with(
        _ type: String = "Default",
        _ script: @escaping ScriptedProvider.Script,
        _ body: (TestPanel, APIClient) async throws -> Void
    ) async throws {
        try await ScriptedProvider.with(script) { provider in
            try await TestPanel.with { panel in
                try await panel.addProvider("wordy", url: provider.url, key: "a key")
                let more = #""routes":[{"provider":"wordy","service":"1"}]"#
                try await panel.importServices(Row.make(1, type, "2", more: more))
                try await body(panel, panel.client(try await panel.customer("alice", balance: "100")))
                try await panel.expectHealthy()
            }
        }
    }

    private static let movements = ["\u{1B}", "\u{7F}", "\u{9B}", "\u{202E}", "\u{2028}", "\r"]

    @Test func controlCharactersAreShownAsTextOnATerminal() async throws {
        let words = #"\u001b[31mOdd\r\norder 1 of bob, \u009b2J\u202e\u2028\u007f"#
        try await with {
            $0 == "add" ? #"{"error":"\#(words)"}"# : "{}"
        } _: { panel, client in
            let id = try await client.order(["service": "1", "link": "held", "quantity": "100"])
            try await panel.order(id, is: "held") { $0.submission == "held" }
            for command in [["order", "held"], ["order", "show", String(id)]] {
                let shown = try await panel.run(command)
                #expect(shown.output.contains(#"\u{1b}[31mOdd\r\norder 1 of bob, \u{9b}2J\u{202e}"#), "\(shown)")
                for movement in Self.movements { #expect(!shown.output.contains(movement), "\(shown)") }
                #expect(!shown.output.split(separator: "\n").contains { $0.hasPrefix("order 1 of bob") })
                // For programs it is JSON, with what was said.
                let json = try await panel.run(command + ["--json"])
                for movement in Self.movements { #expect(!json.output.contains(movement), "\(json)") }
                #expect(json.output.contains(#"\u009b2J"#))
                #expect(try json.json().text == nil)
            }
            try await panel.staff(.POST, "/orders/\(id)/resolve", #"{"refund":true,"note":"odd"}"#)
        }
    }

    @Test func whatIsKeptOfAProvidersWordsIsBounded() async throws {
        let words = String(repeating: "ệ", count: 50_000)
        try await with {
            $0 == "add" ? #"{"error":"\#(words)"}"# : "{}"
        } _: { panel, client in
            let id = try await client.order(["service": "1", "link": "held", "quantity": "100"])
            let order = try await panel.order(id, is: "held") { $0.submission == "held" }
            let kept = try #require(order.runs.first?["reasons"]?.array.first?["facts"]?["words"]?.text)
            #expect((900...1024).contains(kept.utf8.count))
            #expect(order.attention?.hasSuffix("ệ…") == true)
            try await panel.staff(.POST, "/orders/\(id)/resolve", #"{"refund":true,"note":"odd"}"#)
        }
    }

    @Test func whatIsKeptOfAStatusIsBounded() async throws {
        let words = String(repeating: "ệ", count: 50_000)
        let state = #"{"charge":"0","start_count":"0","status":"\#(words)","remains":"100","currency":"USD"}"#
        try await with {
            switch $0 {
            case "add": #"{"order":77}"#
            case "status": #"{"77":\#(state)}"#
            default: "{}"
            }
        } _: { panel, client in
            let id = try await client.order(["service": "1", "link": "odd", "quantity": "100"])
            let order = try await panel.order(id, is: "flagged") { $0.attention != nil }
            let status = try #require(order.runs.first?["upstream_status"]?.text)
            #expect(status.hasSuffix("ệ…") && status.utf8.count <= 64, "\(status.utf8.count)")
            #expect(try #require(order.attention).utf8.count <= 1024)
            try await panel.staff(.POST, "/orders/\(id)/resolve", #"{"refund":true,"note":"odd"}"#)
        }
    }

    @Test(arguments: [
        (#""posts":3,"expiry":"2099-12-31 10:00:00","orders":["7","8"]"#, "3", "31/12/2099"),
        (#""posts":"4","expiry":"1/2/2099","orders":[7]"#, "4", "01/02/2099"),
        (#""posts":-1,"expiry":"31/12/2099""#, "5", "30/12/2099"),
        (#""posts":99999999999,"expiry":"31/12/2099""#, "5", "30/12/2099"),
        (#""posts":2,"expiry":"<b>soon</b>""#, "2", "30/12/2099"),
        (#""posts":2,"expiry":"\#(String(repeating: "x", count: 200_000))""#, "2", "30/12/2099"),
    ])
    func aCustomerIsToldOfASubscriptionInThePanelsWords(said: String, posts: String, expiry: String) async throws {
        let script: ScriptedProvider.Script = { action in
            let state = #"{"charge":"1","start_count":"0","status":"Active","remains":"1","currency":"USD",\#(said)}"#
            return switch action {
            case "add": #"{"order":77}"#
            case "status": #"{"77":\#(state)}"#
            default: "{}"
            }
        }
        try await with("Subscriptions", script) { panel, client in
            let id = try await client.order(["service": "1", "username": "a", "posts": "5", "expiry": "30/12/2099"])
            try await panel.order(id, is: "in progress") { $0.status == "in_progress" }
            let status = try await client.call("status", ["order": String(id)])
            let rest = #""currency":"USD","posts":"\#(posts)","expiry":"\#(expiry)","orders":[]}"#
            #expect(status.text.hasSuffix(rest), "\(status.text)")
        }
    }
}

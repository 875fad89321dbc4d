import Foundation
import Testing

/// What programs in the field send and read, beside what the contract's examples say.
@Suite(.serialized)
struct ClientDialectTests {
    private func withCustomer(
        _ profile: Profile = .perfectpanel,
        _ options: [String] = [],
        _ body: (TestPanel, APIClient) async throws -> Void
    ) async throws {
        try await TestPanel.with(options) { panel in
            let key = try await panel.customer("alice", profile: profile, balance: "48")
            try await panel.importServices(
                Row.facebookViews,
                Row.tiktokViews,
                Row.make(3, more: #""deny_duplicates":true"#)
            )
            try await body(panel, panel.client(key))
            try await panel.expectHealthy()
        }
    }

    private let order: APIClient.Parameters = ["service": "1", "link": "a", "quantity": "1000"]

    // MARK: Cancels

    @Test func oneCancelIsAnObjectInPerfectpanel() async throws {
        try await withCustomer { panel, client in
            for _ in 1...3 { _ = try await client.order(order) }
            for _ in 1...2 {
                #expect(try await client.call("cancel", ["order": "2"]).text == #"{"order":2,"cancel":1}"#)
            }
            #expect(try await client.call("status", ["order": "2"]).json()["status"] == .string("Canceled"))
            let unknown = #"{"error":"Incorrect order ID"}"#
            for order in ["77", "0", "x", "", "2x"] {
                #expect(try await client.call("cancel", ["order": "\(order)"]).text == unknown, "\(order)")
            }
            try await panel.update(1, "--status", "completed")
            #expect(
                try await client.call("cancel", ["order": "1"]).text
                    == #"{"error":"Cancel is not available for this order"}"#
            )
            // A list is answered by a list, whoever asks for it in which way.
            let list = #"[{"order":3,"cancel":1},{"order":77,"cancel":{"error":"Incorrect order ID"}}]"#
            for name in ["orders", "order"] {
                let answer = try await client.send([("key", client.key), ("action", "cancel"), (name, "3,77")])
                #expect(answer.text == list)
            }
            #expect(try await client.call("cancel", ["orders": "3"]).text == #"[{"order":3,"cancel":1}]"#)
            #expect(try await panel.balance("alice") == "45.5")
        }
    }

    @Test func oneCancelIsAListInTheSeed() async throws {
        try await withCustomer(.seed) { _, client in
            _ = try await client.order(order)
            #expect(try await client.call("cancel", ["order": "1"]).text == #"[{"order":1,"cancel":1}]"#)
            let unknown = #"[{"order":77,"cancel":{"error":"Incorrect order ID"}}]"#
            #expect(try await client.call("cancel", ["order": "77"]).text == unknown)
        }
    }

    // MARK: Keys, wishes, balances

    @Test func strangersAreAnsweredInTheDefaultProfile() async throws {
        try await withCustomer(.seed, ["--default-profile", "perfectpanel"]) { panel, client in
            for key in ["", "nonsense"] {
                for action in ["services", "add", "status", "cancel", "refill", "refill_status", "balance", "orders"] {
                    let answer = try await panel.client(key).call(action, ["order": "1"])
                    #expect(answer.text == #"{"error":"Invalid API key"}"#, "\(action)")
                }
            }
            // Whose key is known is answered in the key's own.
            #expect(try await client.order(order) == 1)
            #expect(try await client.call("add").text.hasPrefix(#"{"status":"error","msg":""#))
            #expect(try await client.call("balance").text == #"{"balance":"45.5","currency":"USD"}"#)
        }
        try await TestPanel.with(starts: false) { panel in
            let result = try await panel.run("serve", "--default-profile", "other")
            #expect(!result.succeeded && result.errors.contains("--default-profile"), "\(result)")
        }
    }

    @Test func noWishIsNoWish() async throws {
        try await withCustomer { panel, client in
            for nothing in ["0", "undefined", "null", "NaN", ""] {
                for service in ["1", "2"] {
                    let id = try await client.order([
                        "service": service, "link": "a", "quantity": "200", "runs": nothing, "interval": nothing,
                        "days": nothing, "view_time": nothing,
                    ])
                    let placed = try await panel.json("order", "show", "\(id)")
                    #expect(placed["quantity"] == .number(200))
                    #expect(placed["parameters"]?["view_time"] == nil)
                }
            }
        }
    }

    @Test(arguments: [(Profile.perfectpanel, "48.00", "45.5", "43.00"), (.seed, "48", "45.5", "43")])
    func wholeBalancesHaveTwoPlacesInPerfectpanel(
        profile: Profile,
        whole: String,
        broken: String,
        less: String
    ) async throws {
        try await withCustomer(profile) { _, client in
            #expect(try await client.call("balance").text == #"{"balance":"\#(whole)","currency":"USD"}"#)
            _ = try await client.order(order)
            #expect(try await client.call("balance").text == #"{"balance":"\#(broken)","currency":"USD"}"#)
            _ = try await client.order(order)
            #expect(try await client.call("balance").text == #"{"balance":"\#(less)","currency":"USD"}"#)
        }
    }

    // MARK: Lists

    @Test(arguments: Profile.allCases)
    func severalIDsInPlaceOfOneAreAList(profile: Profile) async throws {
        try await withCustomer(profile) { panel, client in
            for _ in 1...2 { _ = try await client.order(order) }
            func answer(_ action: String, _ name: String, _ ids: String) async throws -> String {
                try await client.send([("key", client.key), ("action", action), (name, ids)]).text
            }
            for ids in ["1,2", " 2 , 1 ,77", "1,", ","] {
                let list = try await answer("status", "orders", ids)
                #expect(try await answer("status", "order", ids) == list)
            }
            for id in 1...2 { try await panel.update(Int64(id), "--status", "completed") }
            #expect(
                try await answer("refill", "order", "1,2") == #"[{"order":1,"refill":1},{"order":2,"refill":2}]"#
            )
            #expect(try await answer("refill_status", "refill", "1,2") == answer("refill_status", "refills", "1,2"))
            let many = (1...101).map(String.init).joined(separator: ",")
            for (action, name) in [("status", "order"), ("refill", "order"), ("refill_status", "refill")] {
                #expect(try await answer(action, name, many) == #"{"error":"Too many IDs, maximum 100"}"#)
            }
        }
    }

    @Test(arguments: Profile.allCases)
    func aLostOrderIsFoundInTheListOfTheNewest(profile: Profile) async throws {
        try await withCustomer(profile) { panel, client in
            let other = panel.client(try await panel.customer("bob", profile: profile, balance: "10"))
            #expect(try await client.call("orders").text == "[]")
            for link in ["a", "b"] {
                _ = try await client.order(["service": "2", "link": "https://example.com/\(link)/", "quantity": "10"])
            }
            _ = try await other.order(order)
            let text = try await client.call("orders").text
            let created = try await panel.json("order", "show", "2")["created_at"]?.text
            let newest =
                #"{"order":2,"service":2,"link":"https://example.com/b/","quantity":"10","created":""#
                + (created ?? "?")
                + #"","charge":"0.04","start_count":"0","status":"Pending","remains":"10","currency":"USD"}"#
            #expect(text.hasPrefix("[\(newest),"))
            let ids = try await client.call("orders").json().array.map { $0["order"] }
            #expect(ids == [.number(2), .number(1)])
            #expect(try await client.call("orders", ["limit": "1"]).text == "[\(newest)]")
            for limit in ["0", "101", "-1", "x"] {
                let error = profile == .seed ? "neworder.error.limit" : "Incorrect limit"
                #expect(try await client.call("orders", ["limit": limit]).text == #"{"error":"\#(error)"}"#)
            }
        }
    }

    // MARK: Links

    @Test func linksThatLeadToTheSameAreOneForDenyDuplicates() async throws {
        try await withCustomer { panel, client in
            let links = ["https://www.example.com/p/1/?igsh=abc", "http://EXAMPLE.com/p/1", "example.com/p/1?utm_a=b"]
            let id = try await client.order(["service": "3", "link": links[0], "quantity": "1"])
            for link in links {
                let answer = try await client.call("add", ["service": "3", "link": link, "quantity": "1"])
                #expect(answer.text.contains("You have active order with this link"), "\(link)")
            }
            #expect(try await panel.json("order", "show", "\(id)")["link"]?.text == links[0])
            _ = try await client.order(["service": "3", "link": "https://example.com/p/2", "quantity": "1"])
            try await panel.update(id, "--status", "completed")
            _ = try await client.order(["service": "3", "link": links[1], "quantity": "1"])
        }
    }
}

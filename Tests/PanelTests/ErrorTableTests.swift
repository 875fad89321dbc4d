import Testing

/// Every row of the contract's table of errors, over HTTP, in both profiles.
@Suite(.serialized)
struct ErrorTableTests {
    /// A panel with the catalogue of the table, a rule, and a customer with an active order.
    private func withCustomer(
        _ profile: Profile,
        _ body: (TestPanel, APIClient) async throws -> Void
    ) async throws {
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", profile: profile, balance: "1000")
            let rows = ErrorRow.catalogue.joined(separator: ",")
            try await panel.importServices(rows)
            try await panel.json("rule", "add", "casino")
            let client = panel.client(key)
            _ = try await client.order(["service": "4", "link": "https://example.com/active", "quantity": "1"])
            _ = try await client.order(["service": "1", "link": "a", "quantity": "500", "request_id": "used"])
            try await body(panel, client)
            try await panel.expectHealthy()
        }
    }

    /// Compares an answer with what the contract gives for it.
    private func check(
        _ answer: HTTPAnswer,
        _ error: String,
        envelope: Bool,
        _ name: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(answer.status == 200, "\(name)", sourceLocation: sourceLocation)
        guard envelope else {
            #expect(answer.text == #"{"error":"\#(error)"}"#, "\(name)", sourceLocation: sourceLocation)
            return
        }
        #expect(answer.text.hasPrefix(#"{"status":"error","msg":""#), "\(name)", sourceLocation: sourceLocation)
        #expect(
            answer.text.hasSuffix(#"","error":"\#(error)"}"#),
            "\(name): \(answer.text)",
            sourceLocation: sourceLocation
        )
        #expect(try answer.json()["msg"]?.text?.isEmpty == false, "\(name)", sourceLocation: sourceLocation)
    }

    @Test(arguments: Profile.allCases)
    func everyRowAboutAdd(profile: Profile) async throws {
        try await withCustomer(profile) { panel, client in
            let balance = try await panel.balance("alice")
            for row in ErrorRow.adds {
                let answer = try await client.send([("key", client.key), ("action", row.action)] + row.parameters)
                let error = profile == .seed ? row.seed : row.perfectpanel
                try check(answer, error, envelope: profile == .seed, row.name)
            }
            #expect(try await panel.balance("alice") == balance)
            #expect(try await panel.orders().count == 2)
        }
    }

    @Test(arguments: Profile.allCases)
    func aKeyThatIsMissingUnknownOrRevoked(profile: Profile) async throws {
        try await withCustomer(profile) { panel, client in
            try await panel.json("user", "rotate-key", "alice")
            for key in [[], [("key", "")], [("key", "nonsense")], [("key", client.key)]] {
                for action in ["services", "status", "balance", "refill_status"] {
                    let answer = try await client.send(key + [("action", action)])
                    try check(answer, "Invalid API key", envelope: false, action)
                }
                // Whose key is not known has the panel's profile.
                for action in ["add", "cancel", "refill"] {
                    let answer = try await client.send(key + [("action", action), ("order", "1")])
                    try check(answer, "Invalid API key", envelope: true, action)
                    #expect(try answer.json()["msg"]?.text == "Invalid API key")
                }
            }
        }
    }

    @Test(arguments: Profile.allCases)
    func aSuspendedAccount(profile: Profile) async throws {
        try await withCustomer(profile) { panel, client in
            try await panel.json("user", "suspend", "alice")
            for action in ["services", "status", "balance", "refill_status"] {
                let answer = try await client.call(action, ["order": "1"])
                try check(answer, "Invalid API key", envelope: false, action)
            }
            for action in ["add", "cancel", "refill"] {
                let answer = try await client.call(
                    action,
                    ["order": "1", "service": "1", "link": "a", "quantity": "500"]
                )
                let error = profile == .seed ? "neworder.error.account_banned" : "Invalid API key"
                try check(answer, error, envelope: profile == .seed, action)
            }
            try await panel.json("user", "resume", "alice")
            #expect(try await client.call("status", ["order": "1"]).json()["status"] == .string("Pending"))
        }
    }

    @Test(arguments: Profile.allCases)
    func aRequestThatCanNotBeRead(profile: Profile) async throws {
        try await withCustomer(profile) { _, client in
            let key = "key=\(client.key)"
            let bodies: [(body: String, type: String)] = [
                (key, "application/x-www-form-urlencoded"),
                ("\(key)&action=", "application/x-www-form-urlencoded"),
                ("\(key)&action=nonsense", "application/x-www-form-urlencoded"),
                ("\(key)&action=Balance", "application/x-www-form-urlencoded"),
                ("\(key)&action=balance&action=balance", "application/x-www-form-urlencoded"),
                ("\(key)&action=balance&\(key)", "application/x-www-form-urlencoded"),
                ("\(key)&action=add&link=%FF", "application/x-www-form-urlencoded"),
                (#"{"key":"\#(client.key)","action":"balance""#, "application/json"),
                (#"{"key":"\#(client.key)","action":{"a":1}}"#, "application/json"),
                (#"{"key":"\#(client.key)","action":"balance","action":"balance"}"#, "application/json"),
                ("no parts", "multipart/form-data; boundary=b"),
            ]
            for (body, type) in bodies {
                let answer = try await client.post(body, type: type)
                try check(answer, "Incorrect request", envelope: false, body)
            }
        }
    }

    @Test(arguments: Profile.allCases)
    func ordersAndRefillsThatDoNotExist(profile: Profile) async throws {
        try await withCustomer(profile) { _, client in
            try check(try await client.call("status", ["order": "77"]), "Incorrect order ID", envelope: false, "status")
            try check(
                try await client.call("refill", ["order": "77"]),
                "Incorrect order ID",
                envelope: profile == .seed,
                "refill"
            )
            try check(
                try await client.call("refill_status", ["refill": "77"]),
                "Refill not found",
                envelope: false,
                "refill_status"
            )
            let unknown = #"{"error":"Incorrect order ID"}"#
            #expect(try await client.call("status", ["orders": "77"]).text == #"{"77":\#(unknown)}"#)
            #expect(try await client.call("cancel", ["orders": "77"]).text == #"[{"order":77,"cancel":\#(unknown)}]"#)
            #expect(
                try await client.call("cancel", ["order": "77"]).text
                    == (profile == .seed ? #"[{"order":77,"cancel":\#(unknown)}]"# : unknown)
            )
            #expect(try await client.call("refill", ["orders": "77"]).text == #"[{"order":77,"refill":\#(unknown)}]"#)
            let ids = Array(repeating: 0, count: 101).indices.map { String($0 + 1) }.joined(separator: ",")
            for (action, name) in [("status", "orders"), ("cancel", "orders"), ("refill", "orders")] {
                let answer = try await client.send([("key", client.key), ("action", action), (name, ids)])
                #expect(answer.text == #"{"error":"Too many IDs, maximum 100"}"#, "\(action)")
            }
            let answer = try await client.call("refill_status", ["refills": ids])
            #expect(answer.text == #"{"error":"Too many IDs, maximum 100"}"#)
        }
    }

    @Test(arguments: Profile.allCases)
    func cancelsThatAreNotOfferedOrTooLate(profile: Profile) async throws {
        try await withCustomer(profile) { panel, client in
            // The service of order 1 offers no cancel; order 2 is completed; order 3 was handed on, still in time.
            try await panel.update(2, "--status", "completed")
            _ = try await client.order(["service": "1", "link": "a", "quantity": "500"])
            try await panel.update(3, "--status", "processing")
            let balance = try await panel.balance("alice")
            let error =
                profile == .seed
                ? "error.cancel_not_available" : "Cancel is not available for this order"
            let answer = try await client.call("cancel", ["orders": "1, 2, 3"])
            #expect(
                answer.text == """
                    [{"order":1,"cancel":{"error":"\(error)"}},{"order":2,"cancel":{"error":"\(error)"}},\
                    {"order":3,"cancel":1}]
                    """
            )
            // The refund comes with the outcome.
            #expect(try await panel.balance("alice") == balance)
            try await panel.update(3, "--status", "canceled")
            #expect(try await client.call("status", ["order": "3"]).json()["charge"]?.text == "0")
        }
    }

    @Test(arguments: Profile.allCases)
    func refillsThatAreNotAvailable(profile: Profile) async throws {
        try await withCustomer(profile) { panel, client in
            let error =
                profile == .seed
                ? "error.refill_not_available" : "Refill is not available for this order"
            func expectRefused(_ order: Int, _ name: String) async throws {
                let answer = try await client.call("refill", ["order": "\(order)"])
                try check(answer, error, envelope: profile == .seed, name)
                let list = try await client.call("refill", ["orders": "\(order)"])
                #expect(list.text == #"[{"order":\#(order),"refill":{"error":"\#(error)"}}]"#, "\(name)")
            }
            try await panel.importServices(
                Row.make(24, more: #""refill":1,"cancel":true"#).replacing(#""refill":false,"#, with: "")
            )
            for service in ["24", "1", "1"] {
                _ = try await client.order(["service": service, "link": "a", "quantity": "500"])
            }
            try await expectRefused(2, "not finished")
            for id in 1...5 { try await panel.update(Int64(id), "--status", "completed") }
            try await expectRefused(1, "not offered")
            try await expectRefused(3, "too early: 24 hours by default")
            #expect(try await client.call("refill", ["order": "4"]).text == #"{"refill":"1"}"#)
            try await expectRefused(4, "one is open")
            await panel.stop()
            try panel.age(3, days: 2)
            try panel.age(5, days: 31)
            try await panel.start()
            let again = panel.client(client.key)
            try check(
                try await again.call("refill", ["order": "5"]),
                error,
                envelope: profile == .seed,
                "too late"
            )
            #expect(try await again.call("refill", ["order": "3"]).json()["refill"]?.id != nil)
        }
    }
}

import Testing

/// Lists of ids, and whose orders they are.
@Suite(.serialized)
struct IDListTests {
    private func withOrders(
        _ count: Int,
        _ body: (TestPanel, APIClient) async throws -> Void
    ) async throws {
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", balance: "1000")
            try await panel.importServices(Row.facebookViews, Row.tiktokViews)
            let client = panel.client(key)
            for _ in 0..<count { _ = try await client.order(["service": "2", "link": "a", "quantity": "100"]) }
            try await body(panel, client)
            try await panel.expectHealthy()
        }
    }

    @Test func spacesAreIgnoredRepeatedIDsAnsweredOnceInTheOrderOfTheRequest() async throws {
        try await withOrders(3) { panel, client in
            let unknown = #"{"error":"Incorrect order ID"}"#
            let cancel = try await client.call("cancel", ["orders": " 3 , 9,3,1 ,\t9, 1"])
            #expect(
                cancel.text
                    == #"[{"order":3,"cancel":1},{"order":9,"cancel":\#(unknown)},{"order":1,"cancel":1}]"#
            )
            #expect(try await panel.balance("alice") == "999.6")
            let status = try await client.call("status", ["orders": "2, 9 ,2,abc"])
            let pending = #"{"charge":"0.4","start_count":"0","status":"Pending","remains":"100","currency":"USD"}"#
            #expect(status.text == #"{"2":\#(pending),"9":\#(unknown),"abc":\#(unknown)}"#)
        }
    }

    @Test func aHundredIDsAreTakenAndOneMoreDoesNothing() async throws {
        try await withOrders(2) { panel, client in
            let hundred: [String] = (1...100).map { String($0) }
            let tooMany: String = #"{"error":"Too many IDs, maximum 100"}"#
            for action in ["cancel", "refill", "status"] {
                let ids = (hundred + ["101"]).joined(separator: ",")
                let answer = try await client.call(action, ["orders": ids])
                #expect(answer.text == tooMany, "\(action)")
            }
            #expect(try await panel.balance("alice") == "999.2")
            let ids = hundred.joined(separator: ",")
            #expect(try await client.call("cancel", ["orders": ids]).json().array.count == 100)
            #expect(try await client.call("refill", ["orders": ids]).json().array.count == 100)
            #expect(try await client.call("refill_status", ["refills": ids]).json().array.count == 100)
            // A hundred different ones, each of them twice.
            #expect(try await client.call("cancel", ["orders": "\(ids),\(ids)"]).json().array.count == 100)
            #expect(try await panel.balance("alice") == "1000")
            #expect(try await client.call("refill_status", ["refills": ids + ",101"]).text == tooMany)
        }
    }

    @Test func arraysOfIDsInJSONAreLists() async throws {
        try await withOrders(2) { _, client in
            for list in ["[1,2]", #"["1","2"]"#, #""1,2""#] {
                let body = #"{"key":"\#(client.key)","action":"status","orders":\#(list)}"#
                let answer = try await client.post(body, type: "application/json").json()
                #expect(answer["1"]?["status"]?.text == "Pending", "\(list)")
                #expect(answer["2"]?["status"]?.text == "Pending", "\(list)")
            }
        }
    }

    @Test(arguments: Profile.allCases)
    func somebodyElsesOrderIsLikeOneThatDoesNotExist(profile: Profile) async throws {
        try await withOrders(1) { panel, client in
            _ = try await client.order(["service": "1", "link": "a", "quantity": "200"])
            try await panel.update(2, "--status", "completed")
            #expect(try await client.call("refill", ["order": "2"]).text == #"{"refill":"1"}"#)
            let other = panel.client(try await panel.customer("mallory", profile: profile, balance: "10"))
            for (action, name) in [
                ("status", "order"), ("status", "orders"), ("cancel", "order"), ("cancel", "orders"),
                ("refill", "order"), ("refill", "orders"), ("refill_status", "refill"), ("refill_status", "refills"),
            ] {
                for id in ["1", "2"] {
                    func ask(_ id: String) async throws -> String {
                        try await other.send([("key", other.key), ("action", action), (name, id)]).text
                    }
                    let unknown = try await ask("777").replacing("777", with: id)
                    #expect(try await ask(id) == unknown, "\(action) \(name)")
                }
            }
            #expect(try await client.call("status", ["order": "1"]).json()["status"]?.text == "Pending")
            #expect(try await panel.balance("alice") == "999.1")
        }
    }
}

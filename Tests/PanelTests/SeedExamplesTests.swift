import Testing

/// Every example of the API document, by its bytes, in both profiles.
@Suite(.serialized)
struct SeedExamplesTests {
    /// The link of all orders.
    private let link = "https://example.com/post/1"

    @Test(arguments: Profile.allCases)
    func servicesStartWithTheKeysOfTheExample(profile: Profile) async throws {
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", profile: profile)
            // The list price of the second is not hers: the answer has the rate that she pays.
            try await panel.importServices(Row.facebookViews, Row.tiktokViews.replacing(#""4""#, with: #""7.125""#))
            try await panel.json("user", "set-rate", "alice", "2", "4")
            let answer = try await panel.client(key).call("services")
            let expected = SeedExamples.services.compactJSON.dropFirst(2).dropLast(2).split(separator: "},{")
            #expect(answer.text.hasPrefix("[{") && answer.text.hasSuffix("}]"))
            let found = answer.text.dropFirst(2).dropLast(2).split(separator: "},{")
            #expect(found.count == expected.count)
            for (service, example) in zip(found, expected) {
                #expect(service == example || service.hasPrefix(example + ","), "\(service)")
            }
            #expect(found.first?.hasSuffix(#","refill":true,"cancel":true,"dripfeed":true"#) == true)
            try await panel.expectHealthy()
        }
    }

    @Test(arguments: Profile.allCases)
    func anUnknownKey(profile: Profile) async throws {
        try await TestPanel.with { panel in
            _ = try await panel.customer("alice", profile: profile)
            let stranger = panel.client("0000")
            for action in ["services", "status", "balance", "refill_status"] {
                #expect(try await stranger.call(action).text == #"{"error":"Invalid API key"}"#, "\(action)")
            }
            // The profile of a key that does not exist is the panel's.
            #expect(try await stranger.call("add").text == SeedExamples.addWithUnknownKey.compactJSON)
        }
    }

    @Test(arguments: Profile.allCases)
    func addAndItsErrors(profile: Profile) async throws {
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", profile: profile, balance: "3")
            try await panel.importServices(Row.facebookViews)
            try await panel.setNext("orders", 23501)
            let client = panel.client(key)
            let parameters: APIClient.Parameters = ["service": "1", "link": link, "quantity": "1000"]
            let taken = try await client.call("add", parameters)
            let refused = try await client.call("add", parameters)
            switch profile {
            case .seed:
                #expect(taken.text == SeedExamples.add.compactJSON)
                #expect(refused.text == SeedExamples.addWithoutBalance.compactJSON)
            case .perfectpanel:
                #expect(taken.text == #"{"order":23501}"#)
                #expect(refused.text == #"{"error":"Not enough funds on balance"}"#)
            }
            #expect(try await panel.balance("alice") == "0.5")
            try await panel.expectHealthy()
        }
    }

    @Test(arguments: Profile.allCases)
    func statusOfOneOrder(profile: Profile) async throws {
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", profile: profile, balance: "1")
            try await panel.importServices(Row.make(1, "Default", "0.5"))
            try await panel.json("user", "set-rate", "alice", "1", "0.27819")
            try await panel.setNext("orders", 23501)
            let client = panel.client(key)
            let id = try await client.order(["service": "1", "link": link, "quantity": "1000"])
            try await panel.update(id, "--status", "completed", "--start-count", "3572", "--remains", "157")
            #expect(try await client.call("status", ["order": "23501"]).text == SeedExamples.status.compactJSON)
            #expect(try await client.call("status", ["order": "23502"]).text == #"{"error":"Incorrect order ID"}"#)
            try await panel.expectHealthy()
        }
    }

    @Test(arguments: Profile.allCases)
    func statusOfManyOrders(profile: Profile) async throws {
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", profile: profile, balance: "10")
            let other = try await panel.customer("mallory", profile: profile, balance: "10")
            // 0.33 less the 157 of 1,000 that were not delivered is 0.27819.
            try await panel.importServices(Row.make(1, "Default", "0.33"), Row.make(2, "Default", "1.44219"))
            try await panel.setNext("orders", 123)
            _ = try await panel.client(key).order(["service": "1", "link": link, "quantity": "1000"])
            try await panel.update(123, "--status", "partial", "--start-count", "3572", "--remains", "157")
            // The order in between is somebody else's.
            try await panel.setNext("orders", 456)
            _ = try await panel.client(other).order(["service": "1", "link": link, "quantity": "1000"])
            try await panel.setNext("orders", 789)
            _ = try await panel.client(key).order(["service": "2", "link": link, "quantity": "1000"])
            try await panel.update(789, "--status", "in_progress", "--start-count", "234", "--remains", "10")
            let answer = try await panel.client(key).call("status", ["orders": "123,456,789"])
            #expect(answer.text == SeedExamples.statuses.compactJSON)
            try await panel.expectHealthy()
        }
    }

    @Test(arguments: Profile.allCases)
    func cancelOfManyOrders(profile: Profile) async throws {
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", profile: profile, balance: "10")
            try await panel.importServices(Row.facebookViews)
            let client = panel.client(key)
            for _ in 1...2 { _ = try await client.order(["service": "1", "link": link, "quantity": "1000"]) }
            #expect(try await client.call("cancel", ["orders": "9,2"]).text == SeedExamples.cancel.compactJSON)
            #expect(try await panel.balance("alice") == "7.5")
            // Asking again gives the same and does nothing.
            #expect(try await client.call("cancel", ["orders": "9,2"]).text == SeedExamples.cancel.compactJSON)
            #expect(try await panel.balance("alice") == "7.5")
            try await panel.expectHealthy()
        }
    }

    @Test(arguments: Profile.allCases)
    func balance(profile: Profile) async throws {
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", profile: profile, balance: "100.84292")
            #expect(try await panel.client(key).call("balance").text == SeedExamples.balance.compactJSON)
            try await panel.expectHealthy()
        }
    }

    @Test(arguments: Profile.allCases)
    func refillOfOneOrder(profile: Profile) async throws {
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", profile: profile, balance: "10")
            try await panel.importServices(Row.facebookViews)
            try await panel.setNext("refills", 23501)
            let client = panel.client(key)
            let id = try await client.order(["service": "1", "link": link, "quantity": "1000"])
            try await panel.update(id, "--status", "completed")
            #expect(try await client.call("refill", ["order": "\(id)"]).text == SeedExamples.refill.compactJSON)
            try await panel.json("refill", "update", "23501", "--status", "completed")
            let status = try await client.call("refill_status", ["refill": "23501"])
            switch profile {
            case .seed: #expect(status.text == SeedExamples.refillStatus.compactJSON)
            case .perfectpanel: #expect(status.text == #"{"status":"Completed"}"#)
            }
            try await panel.expectHealthy()
        }
    }

    @Test(arguments: Profile.allCases)
    func refillOfManyOrders(profile: Profile) async throws {
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", profile: profile, balance: "10")
            try await panel.importServices(Row.facebookViews)
            let client = panel.client(key)
            for id in 1...2 {
                _ = try await client.order(["service": "1", "link": link, "quantity": "1000"])
                try await panel.update(Int64(id), "--status", "completed")
            }
            #expect(try await client.call("refill", ["orders": "1,2,3"]).text == SeedExamples.refills.compactJSON)
            try await panel.json("refill", "update", "1", "--status", "completed")
            try await panel.json("refill", "update", "2", "--status", "rejected")
            let statuses = try await client.call("refill_status", ["refills": "1,2,3"])
            #expect(statuses.text == SeedExamples.refillStatuses.compactJSON)
            try await panel.expectHealthy()
        }
    }
}

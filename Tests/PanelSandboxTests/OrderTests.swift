import PanelCore
import PanelSandbox
import PanelWire
import Testing

/// What becomes of orders without any fault.
struct OrderTests {
    @Test func anOrderIsDeliveredOnTheClock() async throws {
        try await TestSandbox.with { sandbox in
            let id = try await sandbox.order()
            #expect(
                try await sandbox.status(id) == [
                    "charge": "0.5", "start_count": "0", "status": "Pending", "remains": "1000", "currency": "USD",
                ]
            )
            sandbox.provider.advance(seconds: 2)
            var status = try await sandbox.status(id)
            #expect(status["status"] == "In progress")
            #expect(status["remains"] == "1000")
            let startCount = try #require(status["start_count"])
            #expect(startCount != "0")
            sandbox.provider.advance(seconds: 3)
            status = try await sandbox.status(id)
            #expect(status["remains"] == "500")
            sandbox.provider.advance(seconds: 3)
            status = try await sandbox.status(id)
            #expect(status["status"] == "Completed")
            #expect(status["remains"] == "0")
            #expect(status["start_count"] == startCount)
            #expect(status["charge"] == "0.5")
            #expect(try await sandbox.balance() == "999.5")
            #expect(try await sandbox.balance("bob") == "1000.00")
        }
    }

    @Test func oneInTenFails() async throws {
        try await TestSandbox.with {
            $0.pace = .instant
        } _: { sandbox in
            for _ in 1...20 { _ = try await sandbox.order(["service": "1", "link": "a", "quantity": "100"]) }
            let ledger = sandbox.provider.ledger
            #expect(ledger.order(9)?.status == .partial)
            #expect(ledger.order(9)?.remains == 33)
            // 0.05 × 33 ÷ 100
            #expect(ledger.order(9)?.refunded == Money("0.0165"))
            #expect(ledger.order(19)?.status == .canceled)
            #expect(ledger.order(19)?.refunded == Money("0.05"))
            #expect(ledger.orders.count { $0.status == .completed } == 18)
            #expect(try await sandbox.balance() == "999.0665")
            #expect(try await sandbox.status(9)["charge"] == "0.0335")
        }
    }

    @Test func aRefundIsInTheBalanceBeforeAnybodyAsksForTheOrder() async throws {
        try await TestSandbox.with {
            $0.firstOrderID = 19
        } _: { sandbox in
            let id = try await sandbox.order()
            #expect(id == 19)
            #expect(try await sandbox.balance() == "999.5")
            sandbox.provider.advance(seconds: 8)
            #expect(try await sandbox.balance() == "1000.00")
        }
    }

    @Test(arguments: SandboxCatalogue.sample.indices)
    func everyServiceCanBeOrdered(_ place: Int) async throws {
        let service = SandboxCatalogue.sample[place]
        try await TestSandbox.with { sandbox in
            let answer = try await sandbox.call(
                "add",
                [
                    "service": "\(service.id)", "link": "https://example.com", "quantity": "\(service.minimum)",
                    "comments": "One\nTwo", "usernames": "a\nb", "username": "a", "hashtags": "x\ny", "hashtag": "x",
                    "keywords": "x", "media": "m", "answer_number": "1", "groups": "g", "country": "VN",
                    "device": "1", "type_of_traffic": "3", "posts": "5", "max": "100", "expiry": "31/12/2099",
                ]
            )
            #expect(answer.text == #"{"order":1}"#)
            #expect(sandbox.provider.ledger.orders.count == 1)
            let state = try await sandbox.call("status", ["order": "1"])
            #expect(state.text.contains(#""status":"Pending""#))
            #expect(
                state.text.contains(#""posts":"5","expiry":"31/12/2099","orders":[]"#)
                    == (service.type == .subscriptions)
            )
        }
    }

    @Test func theSampleHasEveryType() {
        #expect(Set(SandboxCatalogue.sample.map(\.type)) == Set(ServiceType.allCases))
        #expect(SandboxCatalogue.sample.allSatisfy { $0.problem == nil })
    }

    @Test func refusalsCostNothing() async throws {
        let cases: [(TestSandbox.Parameters, String)] = [
            (["service": "999", "link": "a", "quantity": "10"], "Incorrect service ID"),
            (["service": "1", "quantity": "10"], "Bad link"),
            (["service": "1", "link": "a", "quantity": "9"], "Quantity less than minimal 10"),
            (["service": "1", "link": "a", "quantity": "1000001"], "Quantity more than maximum 1000000"),
            (["service": "7", "link": "a"], "Comments are required"),
            (
                ["service": "3", "link": "a", "quantity": "50", "runs": "2", "interval": "5"],
                "Drip-feed is not available for this service"
            ),
        ]
        try await TestSandbox.with { sandbox in
            for (parameters, error) in cases {
                let answer = try await sandbox.call("add", parameters)
                #expect(answer.text == "{\"error\":\"\(error)\"}")
            }
            let stranger = try await sandbox.call("add", TestSandbox.views, key: "eve")
            #expect(stranger.text == #"{"error":"Invalid API key"}"#)
            #expect(sandbox.provider.ledger.orders.isEmpty)
            #expect(try await sandbox.balance() == "1000.00")
        }
    }

    @Test func theBalanceLimitsWhatCanBeOrdered() async throws {
        try await TestSandbox.with {
            $0.balance = Money(micros: 900_000)
        } _: { sandbox in
            _ = try await sandbox.order()
            let answer = try await sandbox.call("add", TestSandbox.views)
            #expect(answer.text == #"{"error":"Not enough funds on balance"}"#)
            #expect(try await sandbox.balance() == "0.4")
        }
    }

    @Test func aDripFeedIsTakenWhole() async throws {
        try await TestSandbox.with { sandbox in
            let id = try await sandbox.order([
                "service": "1", "link": "a", "quantity": "100", "runs": "5", "interval": "10",
            ])
            let order = try #require(sandbox.provider.ledger.order(id))
            #expect(order.quantity == 500)
            #expect(order.charge == Money("0.25"))
            #expect(order.parameters["runs"] == "5")
        }
    }

    @Test func anotherKeysOrderDoesNotExist() async throws {
        try await TestSandbox.with { sandbox in
            let id = try await sandbox.order(key: "bob")
            for action in ["status", "refill"] {
                #expect(
                    try await sandbox.call(action, ["order": "\(id)"]).text == #"{"error":"Incorrect order ID"}"#
                )
            }
            #expect(
                try await sandbox.call("cancel", ["orders": "\(id)"]).text
                    == #"[{"order":1,"cancel":{"error":"Incorrect order ID"}}]"#
            )
        }
    }

    @Test func manyOrdersAreAnsweredAtOnce() async throws {
        try await TestSandbox.with { sandbox in
            _ = try await sandbox.order()
            let answer = try await sandbox.call("status", ["orders": "1, 2,x"])
            #expect(
                answer.text == #"{"1":{"charge":"0.5","start_count":"0","status":"Pending","remains":"1000","#
                    + #""currency":"USD"},"2":{"error":"Incorrect order ID"},"x":{"error":"Incorrect order ID"}}"#
            )
        }
    }

    @Test func listsOfIDsAreReadAsAPanelReadsThem() async throws {
        try await TestSandbox.with { sandbox in
            for _ in 1...3 { _ = try await sandbox.order() }
            // As they were sent, once each, in their order.
            for (list, names) in [
                ("3,1,2", ["3", "1", "2"]), ("2,2,1,2", ["2", "1"]), ("01,1", ["01"]), ("1,,3,", ["1", "3"]),
                ("0,1", ["0", "1"]), ("99999999999999999999,2", ["99999999999999999999", "2"]),
                ("9223372036854775807", ["9223372036854775807"]), ("-1,1", ["-1", "1"]),
            ] {
                let text = try await sandbox.call("status", ["orders": "\(list)"]).text
                let found = text.matches(of: /"([^"]*)":\{/).map { String($0.output.1) }
                #expect(found == names, "\(list): \(text)")
                let known = names.count { Int($0).map { (1...3).contains($0) } ?? false }
                #expect(text.matches(of: /"status":"Pending"/).count == known, "\(list): \(text)")
            }
            let most = (1...100).map(String.init).joined(separator: ",")
            let full = try await sandbox.call("status", ["orders": "\(most)"])
            #expect(full.text.matches(of: /"status"/).count == 3)
            let over = try await sandbox.call("status", ["orders": "\(most),101"])
            #expect(over.text == #"{"error":"Too many IDs, maximum 100"}"#)
        }
    }

    @Test func theOtherProfileHasItsOwnWords() async throws {
        try await TestSandbox.with {
            $0.profile = .seed
        } _: { sandbox in
            let taken = try await sandbox.call("add", TestSandbox.views)
            #expect(taken.text == #"{"status":"success","msg":"Order created successfully","order":"1"}"#)
            let refused = try await sandbox.call("add", ["service": "1", "link": "a"])
            #expect(refused.text.hasSuffix(#""error":"neworder.error.min_quantity"}"#))
        }
    }

    @Test func theServicesAreListed() async throws {
        try await TestSandbox.with { sandbox in
            let text = try await sandbox.call("services").text
            #expect(
                text.hasPrefix(
                    #"[{"service":1,"name":"Sandbox views","type":"Default","category":"Views","rate":"0.5","#
                )
            )
            #expect(sandbox.provider.ledger.count(.services).executed == 1)
        }
    }
}

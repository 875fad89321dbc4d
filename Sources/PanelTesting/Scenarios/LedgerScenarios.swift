import PanelCore
import PanelStore
import Testing

// Balances and credits.
extension StoreConformance {
    static let ledger: [StoreScenario] = [
        StoreScenario("64 customers' tasks race for a balance worth 10 orders, and 10 get one", raceForBalance),
        StoreScenario("a credit books once by its reference", creditsBookOnce),
        StoreScenario("20 tasks with one reference book it once", creditsBookOnceConcurrently),
        StoreScenario("a reference of another account or amount is refused", referenceReused),
        StoreScenario("a correction takes at most what is there", corrections),
        StoreScenario("a balance that would not fit is refused", balanceTooLarge),
        StoreScenario("more than 64 bits is received in all", moreThanABalanceIsReceived),
        StoreScenario("an order that costs nothing moves nothing, placed and canceled", freeOrders),
        StoreScenario("an order takes what the customer's own price says", ownPrices),
        StoreScenario("a storm of everything leaves the books right", storm),
    ]

    private static func raceForBalance(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "25.000001")
        let service = try await panel.service()
        let request = try await panel.request(service, of: alice)
        let results = try await simultaneously(64) { _ in
            try await panel.writer.perform(panel.placing(request, for: alice))
        }
        let placed = results.compactMap { try? $0.get().placedOrder }
        #expect(Set(placed) == Set((1...10).map { OrderID(rawValue: $0) }))
        #expect(results.compactMap(\.refusal) == Array(repeating: .insufficientBalance, count: 54))
        #expect(try await panel.balance(alice) == .of("0.000001"))
        #expect(try await panel.store.orders(OrderFilter(limit: 100)).count == 10)
    }

    private static func moreThanABalanceIsReceived(_ panel: PanelFixture) async throws {
        let (most, back) = ("9223372036854.775807", "-9223372036854.775807")
        let alice = try await panel.account(balance: most)
        let bob = try await panel.account("bob", balance: most)
        for number in 1...2 {
            try await panel.perform(panel.crediting(alice, back, reference: "back \(number)"))
            try await panel.perform(panel.crediting(alice, most, reference: "again \(number)"))
        }
        for account in [alice, bob] { #expect(try await panel.balance(account) == .of(most)) }
    }

    private static func creditsBookOnce(_ panel: PanelFixture) async throws {
        let alice = try await panel.account()
        let reference = String(repeating: "Mã số 👍 ", count: 13)
        for note in ["first", "another note", ""] {
            let balance = try await panel.perform(
                panel.crediting(alice, "10.5", reference: reference, note: note)
            )
            #expect(balance == .of("10.5"))
        }
        #expect(try await panel.perform(panel.crediting(alice, "0.000001", reference: "2")) == .of("10.500001"))
        #expect(try await panel.perform(panel.crediting(alice, "10.5", reference: reference)) == .of("10.500001"))
        #expect(try await panel.balance(alice) == .of("10.500001"))

        // Also when both come in one batch, and in another spelling of the same characters.
        let queue = panel.queue()
        let answers = ["caf\u{E9}", "cafe\u{301}", "caf\u{E9}"].map {
            queue.add(panel.crediting(alice, "1", reference: $0))
        }
        try await queue.carryOut()
        for answer in answers { _ = try await answer.value.get() }
        #expect(try await panel.balance(alice) == .of("12.500001"))
    }

    private static func creditsBookOnceConcurrently(_ panel: PanelFixture) async throws {
        let alice = try await panel.account()
        let balances = try await simultaneously(20) { _ in
            try await panel.perform(panel.crediting(alice, "3", reference: "payment 1"))
        }
        #expect(balances == Array(repeating: .of("3"), count: 20))
        #expect(try await panel.balance(alice) == .of("3"))
    }

    private static func referenceReused(_ panel: PanelFixture) async throws {
        let alice = try await panel.account()
        let bob = try await panel.account("bob")
        try await panel.perform(panel.crediting(alice, "3", reference: "1"))
        for command in [
            panel.crediting(alice, "4", reference: "1"), panel.crediting(bob, "3", reference: "1"),
            panel.crediting(alice, "-3", reference: "1"),
        ] {
            #expect(try await panel.refusal(of: command) == .account(.referenceReused("1")))
        }
        #expect(try await panel.balance(alice) == .of("3"))
        #expect(try await panel.balance(bob) == .zero)
    }

    private static func corrections(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "5")
        let tooMuch = panel.crediting(alice, "-5.000001", reference: "c1")
        #expect(try await panel.refusal(of: tooMuch) == .account(.insufficientBalance(balance: .of("5"))))
        #expect(try await panel.refusal(of: panel.crediting(alice, "0", reference: "c1")) == .account(.zeroAmount))
        #expect(try await panel.perform(panel.crediting(alice, "-2", reference: "c1")) == .of("3"))
        #expect(try await panel.perform(panel.crediting(alice, "-3", reference: "c2")) == .zero)
        let nobody = CreditAccount(
            name: AccountName(unchecked: "nobody"),
            account: AccountID(rawValue: 99),
            amount: .of("1"),
            reference: "c3",
            note: "",
            now: PanelFixture.noon
        )
        #expect(try await panel.refusal(of: nobody) == .account(.unknown(nobody.name)))
    }

    private static func balanceTooLarge(_ panel: PanelFixture) async throws {
        let most = "9223372036854.775807"
        let alice = try await panel.account(balance: most)
        let more = panel.crediting(alice, "0.000001", reference: "more")
        #expect(try await panel.refusal(of: more) == .account(.balanceTooLarge))
        #expect(try await panel.balance(alice) == .of(most))
    }

    private static func freeOrders(_ panel: PanelFixture) async throws {
        let alice = try await panel.account()
        let service = try await panel.service { $0.rate = .zero }
        let ids = [try await panel.place(service, for: alice), try await panel.place(service, for: alice)]
        #expect(try await panel.cancel([ids[0]], by: alice).isEmpty)
        try await panel.perform(panel.updating(ids[1], of: alice, .partial, remains: 500))
        #expect(try await panel.order(ids[0]).order.status == .canceled)
        #expect(try await panel.order(ids[1]).order.refundCount == 0)
        #expect(try await panel.balance(alice) == .zero)
    }

    private static func ownPrices(_ panel: PanelFixture) async throws {
        let discount = try #require(Discount(percent: "7.5"))
        let alice = try await panel.account(balance: "10", discount: discount)
        let service = try await panel.service()
        let first = try await panel.place(service, for: alice)
        #expect(try await panel.order(first).order.charge == .of("2.3125"))
        try await panel.perform(SetOwnRate(name: alice.name, account: alice.id, service: service, rate: .of("1.5")))
        let second = try await panel.place(service, for: alice, quantity: 333)
        #expect(try await panel.order(second).order.charge == .of("0.4995"))
        #expect(try await panel.balance(alice) == .of("7.188"))
    }

    private static func storm(_ panel: PanelFixture) async throws {
        let accounts = [
            try await panel.account("a", balance: "60"), try await panel.account("b", balance: "40"),
            try await panel.account("c"),
        ]
        let services = [
            try await panel.service(1), try await panel.service(2) { $0.deniesDuplicates = true },
        ]
        _ = try await simultaneously(12) { task in
            for step in 0..<30 {
                let account = accounts[(task + step) % 3]
                let service = services[(task + step / 2) % 2]
                let id = OrderID(rawValue: Int64((task * 7 + step * 3) % 60 + 1))
                switch (task * 5 + step) % 9 {
                case 0, 1, 2:
                    let link = "https://example.com/\((task + step) % 7)"
                    let request = try await panel.request(service, of: account, link: link)
                    let requestID = step % 3 == 0 ? "r\(step)" : nil
                    _ = try await panel.writer.perform(panel.placing(request, for: account, requestID: requestID))
                case 3:
                    let amount = step % 2 == 0 ? "2.5" : "-1"
                    _ = try await panel.writer.perform(
                        panel.audited(panel.crediting(account, amount, reference: "s\(step)"))
                    )
                case 4, 5, 6:
                    guard let order = try await panel.store.order(id)?.order else { continue }
                    let status = OrderStatus.allCases[(task + step) % 6]
                    let change = OrderChange(status: status, remains: Int64(step * 33))
                    _ = try await panel.writer.perform(
                        panel.audited(
                            UpdateOrder(id: id, account: order.account, change: change, now: PanelFixture.noon)
                        )
                    )
                case 7:
                    _ = try await panel.cancel([id, OrderID(rawValue: id.rawValue + 1)], by: account)
                default:
                    _ = try await panel.refill(id, by: account)
                }
            }
        }
        #expect(try await panel.store.orders(OrderFilter(limit: 1000)).count > 10)
    }
}

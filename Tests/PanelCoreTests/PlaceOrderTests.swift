import PanelCore
import Testing

struct PlaceOrderTests {
    @Test func anOrderTakesItsChargeFromTheBalance() throws {
        let store = MemoryStore()
        let sent = ParameterSet.sample.setting([.quantity: "157", .reaction: "LOVE"])
        #expect(try store.run(store.place(sent)) == .success(.placed(order(101))))
        #expect(store.balances == [alice: money("99.6075"), bob: money("100")])
        let charge = Transfer(
            cause: .orderCharge(order(101)),
            source: .customer(alice),
            destination: .sales,
            amount: money("0.3925"),
            at: noon
        )
        #expect(store.transfers == [charge])
        let placed = Order(
            id: order(101),
            account: alice,
            service: service(1),
            type: .standard,
            link: "https://example.com/p/1",
            quantity: 157,
            dripFeed: nil,
            charge: money("0.3925"),
            guardsLink: false,
            createdAt: noon
        )
        #expect(store.orders == [order(101): placed])
        #expect(placed.status == .pending)
        #expect(store.orderParameters == [order(101): [.init(.reaction, "LOVE")]])
        #expect(!store.changes.changesSettings)
    }

    @Test(arguments: [("0.25", true), ("0.249999", false), ("0", false)])
    func theBalanceHasToCoverTheWholeCharge(balance: String, isEnough: Bool) throws {
        let store = MemoryStore(balance: balance)
        let result = try store.run(store.place())
        #expect(result == (isEnough ? .success(.placed(order(101))) : .failure(.insufficientBalance)))
        #expect(store.balances[alice] == (isEnough ? .zero : money(balance)))
        #expect(store.changedNothing == !isEnough)
    }

    @Test func whatCostsNothingNeedsNoBalance() throws {
        let store = MemoryStore(selling: [.sample { $0.rate = .zero }], balance: "0")
        #expect(try store.run(store.place()) == .success(.placed(order(101))))
        #expect(store.transfers.isEmpty)
    }

    @Test func anAccountWithoutABalanceCanNotPay() throws {
        let store = MemoryStore()
        let request = try store.place().request
        let stranger = PlaceOrder(
            account: AccountID(rawValue: 9),
            request: request,
            identity: nil,
            idempotencyKey: nil,
            now: noon
        )
        #expect(store.run(stranger) == .failure(.insufficientBalance))
        #expect(store.changedNothing)
    }

    @Test func aDripFeedIsOneOrderWithOneCharge() throws {
        let store = MemoryStore(selling: [.sample { $0.offersDripFeed = true }])
        #expect(try store.run(store.place(.sample.setting(.days, "7"))) == .success(.placed(order(101))))
        #expect(store.orders[order(101)]?.quantity == 700)
        #expect(store.orders[order(101)]?.dripFeed == DripFeed(runs: 7, interval: 1440))
        #expect(store.balances[alice] == money("98.25"))
    }

    @Test func ofABatchOf64OnlyThoseArePlacedThatTheBalanceCovers() throws {
        // A balance of 10, orders of 1, and every third costs more than there ever was.
        let services = [Service.sample { $0.rate = money("10") }]
        let store = MemoryStore(selling: services, balance: "10")
        let commands = try (0..<64).map { index in
            try store.place(
                .sample.setting([
                    .quantity: index % 3 == 1 ? "1001" : "100", .link: "https://example.com/\(index)",
                    .post: "\(index)",
                ]),
                identity: PlaceOrder.Identity(requestID: "\(index)", fingerprint: [UInt8(index)])
            )
        }
        let results = store.run(commands)
        let covered = (0..<64).filter { $0 % 3 != 1 }.prefix(10)
        for (index, result) in results.enumerated() {
            let place = covered.firstIndex(of: index).map { order(101 + Int64($0)) }
            #expect(result == (place.map { .success(.placed($0)) } ?? .failure(.insufficientBalance)), "\(index)")
        }
        #expect(store.balances == [alice: .zero, bob: money("10")])

        let alone = MemoryStore(selling: services, balance: "10")
        _ = alone.run(covered.map { commands[$0] })
        #expect(differences(store.changes, alone.changes) == [])
        #expect(store.changes.allotted.orders == 10)
    }

    @Test func aBatchOf64PlacesExactly10WorthOneEach() throws {
        let store = MemoryStore(selling: [.sample { $0.rate = money("10") }], balance: "10")
        let results = store.run(Array(repeating: try store.place(), count: 64))
        #expect(
            results == (101...110).map { .success(.placed(order($0))) }
                + Array(repeating: .failure(.insufficientBalance), count: 54)
        )
        #expect(store.transfers.map(\.cause) == (101...110).map { .orderCharge(order($0)) })
    }

    @Test func eachOrderNamesTheOneBeforeItOfItsAccount() throws {
        let free = Service.sample(2) { $0.rate = .zero }
        let store = MemoryStore(selling: [.sample(), free])
        for _ in 0..<2 {
            let commands = try [alice, bob, alice].map { try store.place(by: $0) }
            _ = store.run(commands + [try store.place(.sample.setting(.service, "2"), by: bob)])
        }
        let previous = (101...108).map { store.orders[order($0)]?.previous?.rawValue }
        #expect(previous == [nil, nil, 101, 102, 103, 104, 105, 106])
        #expect(store.lastOrders == [alice: order(107), bob: order(108)])
    }

    @Test func accountsOfOneBatchPayEachForThemselves() throws {
        let store = MemoryStore(selling: [.sample { $0.rate = money("10") }], balance: "2")
        let results = store.run(try [alice, bob, alice, alice, bob].map { try store.place(by: $0) })
        #expect(results[3] == .failure(.insufficientBalance))
        #expect(store.balances == [alice: .zero, bob: .zero])
        #expect(store.orders.values.filter { $0.account == bob }.map(\.id).sorted() == [order(102), order(104)])
    }

    @Test func aDepositEarlierInTheBatchCanBeSpent() throws {
        let store = MemoryStore(balance: "0")
        let place = try store.place()
        let results = store.run(place, CreditAccount.sample(money("0.25")), place)
        #expect(results.0 == .failure(.insufficientBalance))
        #expect(results.2 == .success(.placed(order(101))))
        #expect(store.balances[alice] == .zero)
    }
}

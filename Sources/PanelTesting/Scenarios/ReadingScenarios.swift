import PanelCore
import PanelStore
import Testing

// What is read.
extension StoreConformance {
    static let reading: [StoreScenario] = [
        StoreScenario("somebody else's orders and refills look like none", othersAreInvisible),
        StoreScenario("the state of an order says what the customer is told", statesOfOrders),
        StoreScenario("the newest orders of a customer are his own, as he sees them", newestOrders),
        StoreScenario("listings are filtered, limited, and newest first", listings),
        StoreScenario("a read after an answer sees what was answered", readsSeeAnswers),
        StoreScenario("accounts are listed as they were made, with their balances", accountListing),
    ]

    private static func othersAreInvisible(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "10")
        let bob = try await panel.account("bob", balance: "10")
        let service = try await panel.service()
        var orders: [OrderID] = []
        var refills: [RefillID] = []
        for account in [alice, bob, alice] {
            let order = try await panel.place(service, for: account)
            try await panel.perform(panel.updating(order, of: account, .completed))
            refills.append(try await panel.refill(order, by: account).get())
            orders.append(order)
        }
        let askedOrders = orders + [OrderID(rawValue: 99), orders[0], OrderID(rawValue: .max)]
        let askedRefills = refills + [RefillID(rawValue: 99), refills[0], RefillID(rawValue: .max)]
        let store = panel.store
        #expect(Set(try await store.orderStates(askedOrders, of: alice.id).keys) == [orders[0], orders[2]])
        #expect(Set(try await store.orderStates(askedOrders, of: bob.id).keys) == [orders[1]])
        #expect(Set(try await store.refillStatuses(askedRefills, of: alice.id).keys) == [refills[0], refills[2]])
        #expect(Set(try await store.refillStatuses(askedRefills, of: bob.id).keys) == [refills[1]])
        let nobody = AccountID(rawValue: 99)
        #expect(try await store.orderStates(askedOrders, of: nobody).isEmpty)
        #expect(try await store.refillStatuses(askedRefills, of: nobody).isEmpty)
        #expect(try await store.orderStates([], of: alice.id).isEmpty)
        #expect(try await store.refillStatuses([], of: alice.id).isEmpty)
    }

    private static func statesOfOrders(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "1000")
        let service = try await panel.service()
        let subscriptions = try await panel.service(2, type: .subscriptions) { $0.minimum = 1 }
        let fresh = try await panel.place(service, for: alice)
        let started = try await panel.place(service, for: alice)
        try await panel.perform(panel.updating(started, of: alice, .inProgress, startCount: 12, remains: 0))
        let request = try await panel.request(subscriptions, of: alice, [.posts: "3", .expiry: "1/12/2026"])
        let limited = try #require(try await panel.perform(panel.placing(request, for: alice)).placedOrder)
        let endless = try await panel.place(subscriptions, for: alice, quantity: 5)
        let states = try await panel.store.orderStates([endless, fresh, limited, started], of: alice.id)
        #expect(states[fresh] == OrderState(status: .pending, netCharge: .of("2.5"), startCount: 0, remains: 1000))
        #expect(
            states[started] == OrderState(status: .inProgress, netCharge: .of("2.5"), startCount: 12, remains: 0)
        )
        #expect(
            states[limited]
                == OrderState(
                    status: .pending,
                    netCharge: .of("7.5"),
                    startCount: 0,
                    remains: 3,
                    subscription: OrderState.Subscription(posts: 3, expiry: "1/12/2026")
                )
        )
        #expect(states[endless]?.subscription == OrderState.Subscription(posts: 5, expiry: ""))
    }

    private static func newestOrders(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "1000")
        let bob = try await panel.account("bob", balance: "1000")
        let nobody = try await panel.account("eve")
        let service = try await panel.service()
        let subscriptions = try await panel.service(2, type: .subscriptions) { $0.minimum = 1 }
        var placed: [OrderID] = []
        for number in 1...5 {
            placed.append(try await panel.place(service, for: alice, link: "https://example.com/\(number)/?igsh=x"))
            _ = try await panel.place(service, for: bob)
        }
        placed.append(try await panel.place(subscriptions, for: alice, quantity: 5))
        try await panel.perform(panel.updating(placed[2], of: alice, .partial, remains: 400))
        let store = panel.store
        let orders = try await store.newestOrders(of: alice.id, limit: 100)
        #expect(orders.map(\.id) == placed.reversed())
        let states = try await store.orderStates(placed, of: alice.id)
        for order in orders {
            let record = try await panel.order(order.id).order
            #expect(order.state == states[order.id])
            #expect(order.service == record.service && order.link == record.link)
            #expect(order.quantity == record.quantity && order.createdAt == record.createdAt)
        }
        for limit in 1...7 {
            let some = try await store.newestOrders(of: alice.id, limit: Int64(limit))
            #expect(some == Array(orders.prefix(limit)))
        }
        #expect(try await store.newestOrders(of: nobody.id, limit: 100) == [])
        #expect(try await store.newestOrders(of: AccountID(rawValue: 99), limit: 100) == [])
    }

    private static func listings(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let bob = try await panel.account("bob", balance: "100")
        let service = try await panel.service(7) { $0.name = "Likes" }
        let other = try await panel.service(8, type: .customComments) { $0.minimum = 1 }
        for number in 0..<12 {
            let account = number % 3 == 0 ? bob : alice
            let id = try await panel.place(service, for: account)
            let status = OrderStatus.allCases[number % 6]
            try await panel.perform(panel.updating(id, of: account, status, remains: 10))
        }
        let request = try await panel.request(other, of: alice, [.comments: "one\ntwo"])
        try await panel.perform(panel.placing(request, for: alice))

        func ids(account: Account? = nil, status: OrderStatus? = nil, limit: Int = 100) async throws -> [Int64] {
            let filter = OrderFilter(account: account?.id, status: status, limit: limit)
            return try await panel.store.orders(filter).map(\.order.id.rawValue)
        }
        #expect(try await ids() == (1...13).reversed())
        #expect(try await ids(limit: 3) == [13, 12, 11])
        #expect(try await ids(limit: 0) == [])
        #expect(try await ids(account: bob) == [10, 7, 4, 1])
        #expect(try await ids(account: bob, limit: 2) == [10, 7])
        for (index, status) in OrderStatus.allCases.enumerated() {
            let first = Int64(index) + 1
            let expected = status == .pending ? [13, 7, 1] : [first + 6, first]
            #expect(try await ids(status: status) == expected)
            #expect(try await ids(status: status, limit: 1) == [expected[0]])
        }
        #expect(try await ids(account: alice, status: .pending) == [13])
        #expect(try await ids(account: bob, status: .pending) == [7, 1])
        #expect(try await ids(account: alice, status: .canceled) == [12, 6])
        let newest = try await panel.store.orders(OrderFilter(limit: 2))
        #expect(newest.map(\.serviceName) == ["Service 8", "Likes"])
        #expect(newest.map(\.accountName) == [alice.name, alice.name])
        #expect(newest.allSatisfy { $0.parameters.isEmpty })
        #expect(try await panel.order(newest[0].order.id).parameters == [.init(.comments, "one\ntwo")])
        for record in newest { #expect(try await panel.order(record.order.id).order == record.order) }
    }

    private static func readsSeeAnswers(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "1000")
        let service = try await panel.service()
        let request = try await panel.request(service, of: alice)
        _ = try await simultaneously(100) { number in
            let outcome = try await panel.perform(panel.placing(request, for: alice, requestID: "r\(number)"))
            let id = try #require(outcome.placedOrder)
            #expect(try await panel.store.orderStates([id], of: alice.id)[id]?.status == .pending)
            let key = PlacedRequest.Key(account: alice.id, requestID: "r\(number)")
            #expect(try await panel.store.placedRequest(key)?.order == id)
            let most = Money(micros: 1_000_000_000 - 2_500_000)
            #expect(try await panel.balance(alice) <= most)
            try await panel.perform(panel.updating(id, of: alice, .completed))
            #expect(try await panel.order(id).order.status == .completed)
            let refill = try await panel.refill(id, by: alice).get()
            #expect(try await panel.store.refillStatuses([refill], of: alice.id) == [refill: .pending])
        }
        #expect(try await panel.balance(alice) == .of("750"))
    }

    private static func accountListing(_ panel: PanelFixture) async throws {
        let names = ["zoe", "Adam", "bob", "0", "_"]
        for (index, name) in names.enumerated() { _ = try await panel.account(name, balance: "\(index).5") }
        let records = try await panel.store.accounts()
        #expect(records.map(\.account.name.description) == names)
        #expect(records.map(\.balance.description) == ["0.5", "1.5", "2.5", "3.5", "4.5"])
        for record in records {
            #expect(try await panel.store.account(named: record.account.name) == record)
        }
    }
}

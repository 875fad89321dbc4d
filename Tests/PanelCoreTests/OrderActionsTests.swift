import PanelCore
import PanelTesting
import Testing

/// What pages offer is what commands accept.
struct OrderActionsTests {
    @Test func pagesOfferWhatCommandsAccept() {
        var random = Seeded(15)
        var counts: [String: Int] = [:]
        for _ in 0..<2000 {
            let offersCancel = Bool.random(using: &random)
            let service = Service.sample {
                $0.offersRefill = Bool.random(using: &random)
                $0.offersCancel = offersCancel
                $0.isEnabled = Bool.random(using: &random)
                $0.refillDays = Int64.random(in: 0...3, using: &random)
                $0.refillAfterHours = Int64.random(in: 0...48, using: &random)
            }
            let status = OrderStatus.allCases.randomElement(using: &random)!
            let isSold = Int.random(in: 0..<8, using: &random) > 0
            let store = MemoryStore(
                selling: isSold ? [service] : [],
                balance: "100",
                orders: [.settled(status)]
            )
            if Bool.random(using: &random), isSold { _ = store.run(cancel(at: noon, in: store)) }
            if Bool.random(using: &random) { _ = store.run(refill(at: noon, in: store)) }
            let now = noon.adding(hours: Int64.random(in: -1...80, using: &random))
            let hasOpenRefill = store.refills.values.contains { $0.status.isOpen }
            guard let order = store.orders[OrderID(rawValue: 1)] else { return #expect(Bool(false)) }
            let actions = OrderActions(
                of: order,
                isSold ? service : nil,
                hasOpenRefill: hasOpenRefill,
                at: now
            )
            let takesCancel = store.run(cancel(at: now, in: store)).get()?[order.id]?.isTaken ?? false
            #expect(takesCancel == (actions.cancel != .unavailable))
            // Something is done by it only where it is offered.
            #expect(store.changedNothing == (actions.cancel != .available))
            // A refill of what is canceled now is no question: the order before is asked about.
            guard actions.cancel != .available else { continue }
            let takesRefill = store.run(refill(at: now, in: store)).get()?[order.id]?.isTaken ?? false
            #expect(takesRefill == actions.canRefill, "\(actions)")
            #expect(actions.canReorder == (isSold && service.isEnabled))
            counts["\(actions.refill)".prefix { $0 != "(" }.description, default: 0] += 1
        }
        #expect(counts.keys.sorted() == ["available", "notYet", "over", "unavailable", "underWay"])
    }

    @Test func aRefillSaysFromWhenAndUntilWhen() {
        let service = Service.sample { ($0.offersRefill, $0.refillAfterHours, $0.refillDays) = (true, 24, 30) }
        let order = Order.settled(.completed)
        let (opens, closes) = (noon.adding(hours: 24), noon.adding(days: 30))
        func availability(_ now: Timestamp, isOpen: Bool = false) -> RefillAvailability {
            order.refillAvailability(service, hasOpenRefill: isOpen, at: now)
        }
        #expect(availability(opens.adding(milliseconds: -1)) == .notYet(from: opens, until: closes))
        #expect(availability(opens) == .available(until: closes))
        #expect(availability(closes) == .available(until: closes))
        #expect(availability(closes.adding(milliseconds: 1)) == .over(since: closes))
        #expect(availability(opens, isOpen: true) == .underWay)
        #expect(order.refillAvailability(nil, hasOpenRefill: false, at: opens) == .unavailable)
    }

    @Test func aFormForTheSameOrderBeginsWithAllOfIt() {
        let plain = Order.sample(quantity: 1000)
        #expect(
            plain.fields(with: [.init(.country, "VN")]).map { "\($0.name.rawValue)=\($0.value)" } == [
                "service=1", "link=https://example.com/p/1", "quantity=1000", "country=VN",
            ]
        )
    }

    @Test func whatIsDeliveredIsKnownFromWhatRemains() {
        #expect(Order.sample().delivered == nil)
        #expect(Order.sample(status: .inProgress, remains: 400).delivered == 600)
        #expect(Order.sample(status: .completed).delivered == 1000)
        #expect(Order.sample(status: .canceled).delivered == 0)
    }

    private func cancel(at now: Timestamp, in store: MemoryStore) -> CancelOrders {
        CancelOrders(account: alice, orders: [order(1)], catalogue: store.catalogue, now: now)
    }

    private func refill(at now: Timestamp, in store: MemoryStore) -> RequestRefills {
        RequestRefills(account: alice, orders: [order(1)], catalogue: store.catalogue, now: now)
    }
}

extension Result {
    fileprivate var isTaken: Bool {
        if case .success = self { true } else { false }
    }
}

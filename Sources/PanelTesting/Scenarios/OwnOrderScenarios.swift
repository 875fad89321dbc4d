import PanelCore
import PanelStore
import Testing

// What a customer asks about their orders.
extension StoreConformance {
    static func refillsOfOrders(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let service = try await panel.service()
        var orders: [OrderID] = []
        for _ in 0..<3 {
            let id = try await panel.place(service, for: alice)
            try await panel.perform(panel.updating(id, of: alice, .completed))
            orders.append(id)
        }
        func refills() async throws -> [OrderID: [RefillID]] {
            try await panel.store.read(RefillsOfOrders(orders + [OrderID(rawValue: 99)])).mapValues { $0.map(\.id) }
        }
        func open() async throws -> Set<OrderID> { try await panel.store.read(OrdersWithOpenRefill(orders)) }
        #expect(try await refills().isEmpty)
        #expect(try await open().isEmpty)
        let first = try await panel.refill(orders[0], by: alice).get()
        let other = try await panel.refill(orders[1], by: alice).get()
        #expect(try await open() == [orders[0], orders[1]])
        try await panel.perform(UpdateRefill(id: first, status: .completed, now: PanelFixture.noon))
        #expect(try await open() == [orders[1]])
        let second = try await panel.refill(orders[0], by: alice).get()
        #expect(try await open() == [orders[0], orders[1]])
        #expect(try await refills() == [orders[0]: [second, first], orders[1]: [other]])
        #expect(try await panel.store.read(OrdersWithOpenRefill([])).isEmpty)
    }

    /// Clocks of servers are not the same: an order may say that it is older than one before it.
    static func daysByClocksThatDiffer(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "1000")
        let service = try await panel.service()
        let minutes: [Int64] = [0, 50, 10, 70, 60, 30, 1440, 1400, 1445, 2880, 2850, 2900]
        var placed: [(id: OrderID, at: Timestamp)] = []
        for (number, minute) in minutes.enumerated() {
            let at = PanelFixture.noon.adding(minutes: minute)
            placed.append((try await panel.place(service, for: alice, at: at), at))
            if number == 7 { while try await panel.store.fillListings(ListingLimits()) {} }
        }
        for from in minutes {
            for to in minutes {
                let period = OrderCriteria.Period(
                    from: PanelFixture.noon.adding(minutes: from),
                    before: PanelFixture.noon.adding(minutes: to)
                )
                let query = FilteredOrders(.all, in: period, of: alice.id, Part(limit: 2))
                let found = try await pages(of: query, on: panel).map(\.order.id)
                #expect(found == placed.filter { period.contains($0.at) }.map(\.id).reversed(), "\(from) to \(to)")
            }
        }
    }
}

import PanelCore
import PanelStore
import Testing

// Refills.
extension StoreConformance {
    static let refills: [StoreScenario] = [
        StoreScenario("a refill goes through its life, and one is open at a time", refillLife),
        StoreScenario("20 tasks asking for one order's refill get one", refillConcurrently),
        StoreScenario("a refill has a window after the order's end", refillWindow),
        StoreScenario("what can not be refilled is refused by itself", refillRefusals),
        StoreScenario("a refill moves forward only", refillTransitions),
    ]

    private static func refillLife(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "10")
        let service = try await panel.service()
        let order = try await panel.place(service, for: alice)
        #expect(try await panel.refill(order, by: alice) == .failure(.refillUnavailable))
        try await panel.perform(panel.updating(order, of: alice, .completed))
        var seen: [RefillID] = []
        for end in [RefillStatus.completed, .rejected] {
            let id = try await panel.refill(order, by: alice).get()
            seen.append(id)
            for status in [RefillStatus.pending, .inProgress] {
                try await panel.perform(UpdateRefill(id: id, status: status, now: PanelFixture.noon))
                #expect(try await panel.refill(order, by: alice) == .failure(.refillUnavailable))
                #expect(try await panel.store.refillStatuses([id], of: alice.id) == [id: status])
            }
            // In one batch: asked before the end it is refused, after it there is a new one.
            let catalogue = try await panel.store.catalogue()
            let asking = RequestRefills(
                account: alice.id,
                orders: [order],
                catalogue: catalogue,
                now: PanelFixture.noon
            )
            let queue = panel.queue()
            let before = queue.add(asking)
            let ended = queue.add(UpdateRefill(id: id, status: end, now: PanelFixture.noon))
            let after = queue.add(asking)
            let again = queue.add(asking)
            try await queue.carryOut()
            #expect(try await before.value.get()?[order]?.refusal == .refillUnavailable)
            #expect(try await ended.value.get().status == end)
            let next = try #require(try await after.value.get()?[order]).get()
            #expect(try await again.value.get()?[order]?.refusal == .refillUnavailable)
            seen.append(next)
            try await panel.perform(UpdateRefill(id: next, status: .completed, now: PanelFixture.noon))
        }
        #expect(seen.map(\.rawValue) == [1, 2, 3, 4])
        #expect(try await panel.store.refills(status: nil, limit: 9).map(\.id.rawValue) == [4, 3, 2, 1])
        #expect(try await panel.store.refills(status: nil, limit: 3).map(\.id.rawValue) == [4, 3, 2])
        #expect(try await panel.store.refills(status: .rejected, limit: 9).map(\.id.rawValue) == [3])
        #expect(try await panel.store.refills(status: .pending, limit: 9).isEmpty)
    }

    private static func refillConcurrently(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "10")
        let service = try await panel.service()
        let order = try await panel.place(service, for: alice)
        try await panel.perform(panel.updating(order, of: alice, .partial, remains: 10))
        let answers = try await simultaneously(20) { _ in try await panel.refill(order, by: alice) }
        #expect(answers.compactMap { try? $0.get() } == [RefillID(rawValue: 1)])
        #expect(answers.compactMap(\.refusal) == Array(repeating: .refillUnavailable, count: 19))
    }

    private static func refillWindow(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "10")
        let service = try await panel.service {
            $0.refillAfterHours = 24
            $0.refillDays = 30
        }
        let order = try await panel.place(service, for: alice)
        try await panel.perform(panel.updating(order, of: alice, .completed, at: .noon(plusHours: 5)))
        // A correction does not open the window again.
        try await panel.perform(panel.updating(order, of: alice, .partial, remains: 1, at: .noon(plusHours: 500)))
        let early = Timestamp(milliseconds: Timestamp.noon(plusHours: 29).milliseconds - 1)
        let late = Timestamp(milliseconds: Timestamp.noon(plusHours: 5 + 720).milliseconds + 1)
        for now in [early, late] {
            #expect(try await panel.refill(order, by: alice, at: now) == .failure(.refillUnavailable))
        }
        for now in [Timestamp.noon(plusHours: 29), .noon(plusHours: 5 + 720)] {
            let id = try await panel.refill(order, by: alice, at: now).get()
            try await panel.perform(UpdateRefill(id: id, status: .completed, now: now))
        }
    }

    private static func refillRefusals(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let bob = try await panel.account("bob", balance: "100")
        let service = try await panel.service()
        let without = try await panel.service(2) { $0.offersRefill = false }
        var orders: [OrderID] = []
        for status in OrderStatus.allCases {
            let id = try await panel.place(service, for: alice)
            try await panel.perform(panel.updating(id, of: alice, status, remains: 10))
            orders.append(id)
        }
        let notOffered = try await panel.place(without, for: alice)
        try await panel.perform(panel.updating(notOffered, of: alice, .completed))
        let bobs = try await panel.place(service, for: bob)
        try await panel.perform(panel.updating(bobs, of: bob, .completed))
        let unknown = OrderID(rawValue: 999)
        let catalogue = try await panel.store.catalogue()
        let asked = RequestRefills(
            account: alice.id,
            orders: orders + [notOffered, bobs, unknown],
            catalogue: catalogue,
            now: PanelFixture.noon
        )
        let answers = try #require(try await panel.perform(asked))
        let unavailable = [orders[0], orders[1], orders[2], orders[5], notOffered]
        for id in unavailable { #expect(answers[id]?.refusal == .refillUnavailable) }
        for id in [bobs, unknown] { #expect(answers[id]?.refusal == .unknownOrder) }
        // Completed and partial ones, in the order they were asked for.
        #expect(answers[orders[3]] == .success(RefillID(rawValue: 1)))
        #expect(answers[orders[4]] == .success(RefillID(rawValue: 2)))
    }

    private static func refillTransitions(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "10")
        let service = try await panel.service()
        let order = try await panel.place(service, for: alice)
        try await panel.perform(panel.updating(order, of: alice, .completed))
        let id = try await panel.refill(order, by: alice).get()
        try await panel.perform(UpdateRefill(id: id, status: .inProgress, now: .noon(plusHours: 1)))
        let back = UpdateRefill(id: id, status: .pending, now: .noon(plusHours: 2))
        #expect(try await panel.refusal(of: back) == .refill(.illegalTransition(from: .inProgress, to: .pending)))
        let same = UpdateRefill(id: id, status: .inProgress, now: .noon(plusHours: 2))
        #expect(try await panel.perform(same).updatedAt == .noon(plusHours: 1))
        try await panel.perform(UpdateRefill(id: id, status: .completed, now: .noon(plusHours: 3)))
        let other = UpdateRefill(id: id, status: .rejected, now: .noon(plusHours: 4))
        #expect(try await panel.refusal(of: other) == .refill(.illegalTransition(from: .completed, to: .rejected)))
        let unknown = UpdateRefill(id: RefillID(rawValue: 9), status: .completed, now: PanelFixture.noon)
        #expect(try await panel.refusal(of: unknown) == .refill(.unknown(unknown.id)))
        #expect(try await panel.store.refills(status: nil, limit: 9).map(\.updatedAt) == [.noon(plusHours: 3)])
    }
}

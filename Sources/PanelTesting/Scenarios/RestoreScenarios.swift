import PanelCore
import PanelStore
import Testing

// What a panel finds that goes on from a copy of its database.
extension StoreConformance {
    static func restoredWorkIsFound(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let provider = try await panel.provider()
        let service = try await panel.service(by: [provider]) {
            $0.offersRefill = true
            $0.refillAfterHours = 0
        }
        var orders: [OrderID] = []
        for _ in 1...5 { orders.append(try await panel.place(service, for: alice)) }
        func unsettled(after key: SubmissionKey? = nil, limit: Int = 9) async throws -> [OrderID] {
            try await panel.store.unsettledSubmissions(after: key, limit: limit).map(\.order.id)
        }
        #expect(try await unsettled() == orders)
        try await panel.accept(orders[0], as: "1")
        #expect(try await panel.claim(orders[1]) == 1)
        #expect(try await panel.claim(orders[2]) == 1)
        try await panel.perform(panel.answering(orders[2], .unclear(CallFailure(.timedOut))))
        #expect(try await panel.claim(orders[3]) == 1)
        try await panel.perform(panel.answering(orders[3], .refused(words: "Oops")))
        #expect(try await unsettled() == [orders[1], orders[2], orders[4]])
        #expect(try await unsettled(limit: 2) == [orders[1], orders[2]])
        #expect(try await unsettled(after: SubmissionKey(order: orders[2], run: 1)) == [orders[4]])
        try await panel.report(orders[0], "Completed", remains: 0)
        let refill = try await panel.refill(orders[0], by: alice).get()
        #expect(try await panel.store.unsentRefills(after: nil, limit: 9).map(\.id) == [refill])
        #expect(try await panel.store.unsentRefills(after: refill, limit: 9).isEmpty)
        let waiting = try await panel.store.unsettledSubmissions(after: nil, limit: 9).map(\.submission)
        let items = waiting.map { ResolveRestored.Item($0, keys: []) }
        let noon = PanelFixture.noon
        let outcome = try await panel.perform(ResolveRestored(items, clockWasSetBack: false, now: noon))
        #expect(outcome == ResolveRestored.Outcome(held: 3))
        #expect(try await unsettled().isEmpty)
        let refills = try await panel.store.unsentRefills(after: nil, limit: 9)
        #expect(try await panel.perform(ResolveRestoredRefills(refills, now: noon)) == 1)
        #expect(try await panel.store.refillsNeedingAttention(limit: 9).map(\.id) == [refill])
    }

    static func restoreVoidsEvidence(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let provider = try await panel.provider()
        let service = try await panel.service(by: [provider])
        let before = try await panel.place(service, for: alice)
        try await panel.accept(before, as: "1")
        try await panel.report(before, "Pending")
        func newest(sinceRestore: Bool) async throws -> [String] {
            try await panel.store.newestUpstreamIDs(of: provider.id, sinceRestore: sinceRestore, limit: 9)
                .map(\.description)
        }
        #expect(try await newest(sinceRestore: true) == ["1"])
        #expect(try await panel.inDoubt(at: provider) == 0)
        let restore = Restore(firstOrder: OrderID(rawValue: before.rawValue + 1), at: PanelFixture.noon)
        for _ in 1...2 { try await panel.perform(NoteRestore(restore)) }
        #expect(try await newest(sinceRestore: true).isEmpty)
        #expect(try await newest(sinceRestore: false) == ["1"])
        #expect(try await panel.inDoubt(at: provider) == 1)
        #expect(try await panel.inDoubt(at: provider, givenUpSince: .noon(plusHours: 1)) == 0)
        let ids = ["1", "2", "3"].map { UpstreamID(unchecked: $0) }
        let seen = ids.map { id in
            OrphanOrder(
                UpstreamOrderKey(provider: provider.id, id: id),
                details: OrphanOrder.Details(status: "Pending", charge: .of("0.5"), link: "https://example.com"),
                seenAt: PanelFixture.noon
            )
        }
        #expect(try await panel.perform(RecordOrphans(seen)) == 2)
        #expect(try await panel.perform(RecordOrphans(seen)) == 2)
        #expect(try await panel.store.orphans(among: ids, of: provider.id) == Set(ids.dropFirst()))
        #expect(try await panel.store.orphans(limit: 9) == Array(seen.dropFirst()))
        #expect(try await panel.store.orphans(limit: 1) == [seen[1]])
        let after = try await panel.place(service, for: alice)
        try await panel.accept(after, as: "3")
        #expect(try await panel.submission(after).state == .held)
        let other = try await panel.place(service, for: alice)
        try await panel.accept(other, as: "4")
        #expect(try await newest(sinceRestore: true) == ["4"])
    }
}

import PanelCore
import Testing

struct UpdateRefillTests {
    /// Where a refill may go from each status.
    static let transitions: [(RefillStatus, [RefillStatus])] = [
        (.pending, [.pending, .inProgress, .completed, .rejected]),
        (.inProgress, [.inProgress, .completed, .rejected]),
        (.completed, [.completed]),
        (.rejected, [.rejected]),
    ]

    @Test(arguments: transitions)
    func aRefillGoesWhereItsLifeAllows(from: RefillStatus, allowed: [RefillStatus]) {
        for next in RefillStatus.allCases {
            let store = MemoryStore(refills: [
                Refill(id: refill(1), order: order(1), account: alice, createdAt: noon, status: from)
            ])
            let later = noon.adding(hours: 1)
            let result = store.run(UpdateRefill(id: refill(1), status: next, now: later))
            let isAllowed = allowed.contains(next)
            #expect(((try? result.get()) != nil) == isAllowed)
            if !isAllowed { #expect(result == .failure(.illegalTransition(from: from, to: next))) }
            #expect(store.refills[refill(1)]?.status == (isAllowed ? next : from))
            #expect(store.changedNothing == (!isAllowed || next == from))
            #expect(store.refills[refill(1)]?.updatedAt == (store.changedNothing ? noon : later))
        }
    }

    @Test func aRefillThatIsNotThereIsRefused() {
        let result = MemoryStore().run(UpdateRefill(id: refill(1), status: .completed, now: noon))
        #expect(result == .failure(.unknown(refill(1))))
    }

    @Test func statusesAreNamedAsOnTheWire() {
        #expect(RefillStatus.allCases.map(\.wireName) == ["Pending", "In progress", "Completed", "Rejected"])
        for status in RefillStatus.allCases { #expect(RefillStatus(identifier: status.identifier) == status) }
    }
}

import PanelCore
import Testing

@Suite struct ShareProvidersTests {
    private let store = MemoryStore(selling: [], providers: (1...40).map { .sample($0) })
    private let all = Set((1...40).map { provider($0) })

    @discardableResult
    private func share(
        _ name: String,
        released: Set<ProviderID> = [],
        silent: [ServerName: Timestamp] = [:],
        isLeaving: Bool = false,
        after seconds: Int64 = 0
    ) -> ShareProviders.Outcome {
        var outcome = store.run(
            ShareProviders(
                server: ServerName(name),
                released: released,
                silent: silent,
                isLeaving: isLeaving,
                now: noon.adding(seconds: seconds)
            )
        ).get()
        others = outcome.others
        outcome.others = [:]
        return outcome
    }

    /// What the last one who shared saw of the others.
    private var others: [ServerName: Timestamp] {
        get { seen.value }
        nonmutating set { seen.value = newValue }
    }

    private let seen = Box()

    private final class Box {
        var value: [ServerName: Timestamp] = [:]
    }

    @Test func oneServerCallsAll() {
        #expect(share("a") == ShareProviders.Outcome(held: all))
        #expect(share("a", after: 3) == ShareProviders.Outcome(held: all))
    }

    @Test func noProviderHasTwo() {
        share("a")
        #expect(share("b").held.isEmpty, "all are leased")
        let moved = share("a", after: 1).unwanted
        #expect((10...30).contains(moved.count), "about half of them are the other one's")
        #expect(share("b", after: 1).held.isEmpty, "they are not released yet")
        #expect(share("a", released: moved, after: 2) == ShareProviders.Outcome(held: all.subtracting(moved)))
        #expect(share("b", after: 2) == ShareProviders.Outcome(held: moved))
    }

    @Test func theDeadAreReplaced() {
        share("a")
        share("b")
        share("a", released: share("a").unwanted)
        share("b")
        let silent = others
        #expect(silent.keys.map(\.description) == ["a"])
        #expect(share("b", after: 3600).held != all, "what the clocks show does not matter")
        #expect(share("b", silent: silent, after: -3600).held == all)
        // Back again, it has lost what it had.
        #expect(share("a", after: 11).held.isEmpty)
    }

    @Test func whoWasHeardOfSinceIsAlive() {
        share("a")
        share("b")
        let silent = others
        share("a", after: -500)
        #expect(share("b", silent: silent, after: 20).held.isEmpty)
        share("b")
        let before = others
        share("a", after: -500)
        share("b")
        #expect(others != before, "it changes even when the clock stands still")
    }

    @Test func aServerThatStoodStillGoesOnWhenNobodyTookOver() {
        share("a")
        #expect(share("a", after: 3600).held == all)
    }

    @Test func aThirdServerMovesOnlyItsOwn() {
        for name in ["a", "b"] { share(name) }
        share("a", released: share("a").unwanted)
        let before = (a: share("a").held, b: share("b").held)
        share("c")
        let moved = (a: share("a").unwanted, b: share("b").unwanted)
        share("a", released: moved.a)
        share("b", released: moved.b)
        #expect(share("c").held == moved.a.union(moved.b))
        #expect(share("a").held == before.a.subtracting(moved.a))
        #expect(share("b").held == before.b.subtracting(moved.b))
        #expect(!moved.a.isEmpty && !moved.b.isEmpty)
    }

    @Test func whoLeavesLeavesAll() {
        share("a")
        share("b")
        #expect(share("a", isLeaving: true).held.isEmpty)
        #expect(share("b").held == all)
    }
}

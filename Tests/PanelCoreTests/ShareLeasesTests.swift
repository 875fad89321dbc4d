import PanelCore
import Testing

@Suite struct ShareLeasesTests {
    private let store = MemoryStore(selling: [], providers: (1...40).map { .sample($0) })
    private let all = Set((1...40).map { LeaseName.provider(provider($0)) })

    @discardableResult
    private func share(
        _ name: String,
        released: Set<LeaseName> = [],
        silent: [ServerName: Timestamp] = [:],
        isLeaving: Bool = false,
        jobs: Set<String> = [],
        after seconds: Int64 = 0
    ) -> ShareLeases.Outcome {
        var outcome = store.run(
            ShareLeases(
                server: ServerName(name),
                jobs: jobs,
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
        #expect(share("a") == ShareLeases.Outcome(held: all))
        #expect(share("a", after: 3) == ShareLeases.Outcome(held: all))
    }

    @Test func noProviderHasTwo() {
        share("a")
        #expect(share("b").held.isEmpty, "all are leased")
        let moved = share("a", after: 1).unwanted
        #expect((10...30).contains(moved.count), "about half of them are the other one's")
        #expect(share("b", after: 1).held.isEmpty, "they are not released yet")
        #expect(share("a", released: moved, after: 2) == ShareLeases.Outcome(held: all.subtracting(moved)))
        #expect(share("b", after: 2) == ShareLeases.Outcome(held: moved))
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

    @Test func aJobIsRunByOneServer() {
        let jobs: Set = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"]
        let names = Set(jobs.map(LeaseName.job))
        #expect(share("a", jobs: jobs).held == all.union(names))
        #expect(share("b", jobs: jobs).held.isEmpty)
        let moved = share("a", jobs: jobs).unwanted
        #expect(!moved.isDisjoint(with: names) && !moved.isSuperset(of: names))
        share("a", released: moved, jobs: jobs)
        #expect(share("b", jobs: jobs).held == moved)
        // A job that a server does not know is given up by it, and whoever knows it takes it.
        #expect(share("b").unwanted == moved.intersection(names))
    }

    @Test func leasesAreStoredByName() {
        for name in [LeaseName.provider(provider(7)), .job("index"), .job("provider:7")] {
            #expect(LeaseName(stored: name.description) == name)
        }
        for text in ["", "provider:", "provider:x", "index"] { #expect(LeaseName(stored: text) == nil) }
    }

    @Test func whoLeavesLeavesAll() {
        share("a")
        share("b")
        #expect(share("a", isLeaving: true).held.isEmpty)
        #expect(share("b").held == all)
    }
}

import PanelCore
import PanelTesting
import Testing

/// What becomes of what waited in the copy of a database from which the panel goes on.
struct RestoredTests {
    private let keyed = ProviderTerms(idempotencyParameter: "request_id")
    private let later = noon.adding(hours: 2)

    @discardableResult
    private func resolve(
        _ store: MemoryStore,
        at now: Timestamp? = nil,
        clockWasSetBack: Bool = false
    ) throws -> ResolveRestored.Outcome {
        let now = now ?? later
        let items = try store.submissions.values.sorted { $0.key < $1.key }.map { submission in
            let order = try #require(store.orders[submission.key.order])
            let count = ResolveRestored.runsToMake(
                after: submission,
                of: order,
                at: now,
                clockWasSetBack: clockWasSetBack
            )
            return ResolveRestored.Item(submission, keys: (0..<count).map { _ in store.newKey() })
        }
        return store.run(ResolveRestored(items, clockWasSetBack: clockWasSetBack, now: now)).get()
    }

    // MARK: What waited

    @Test func whatWaitedIsSentAgainWithItsKey() throws {
        let store = MemoryStore.relaying(terms: keyed)
        try store.placed()
        let key = store.submissions[first]?.idempotencyKey
        #expect(try resolve(store) == .init(repeated: 1))
        let submission = try #require(store.submissions[first])
        #expect(submission.state == .uncertain && submission.isInDoubt && submission.floor == nil)
        #expect(submission.idempotencyKey == key)
        #expect(store.claim(after: 9000, at: later) == 1)
        // It may have gone there before: a refusal proves nothing.
        try store.answer(.refused(words: "Incorrect service ID"), at: later)
        #expect(store.submissions[first]?.state == .uncertain)
        #expect(store.balances[alice] == money("99.75"))
        #expect(store.submissions[first]?.floor == nil, "no id that was known before says what this one made")
    }

    @Test(arguments: [true, false])
    func withoutAKeyItIsHeld(isBeingSent: Bool) throws {
        let store = MemoryStore.relaying()
        try store.placed()
        if isBeingSent { store.claim(after: 9000) }
        #expect(try resolve(store) == .init(held: 1))
        let submission = try #require(store.submissions[first])
        #expect(submission.state == .held && submission.isInDoubt && submission.attention == [.restored])
        #expect(store.claim(at: .noon(plusHours: 100)) == nil)
        #expect(store.history.last == .held)
    }

    @Test func aKeyThatMayBeForgottenIsNotUsed() throws {
        let store = MemoryStore.relaying(terms: keyed)
        try store.placed()
        #expect(try resolve(store, at: .noon(plusHours: 24)) == .init(held: 1))
    }

    @Test(arguments: [[Route.to(1), .to(2)], [.to(1), .staff]])
    func whatMayHaveGoneAnotherWayIsHeld(routes: [Route]) throws {
        let store = MemoryStore.relaying(over: routes, terms: keyed)
        try store.placed()
        #expect(try resolve(store) == .init(held: 1))
    }

    @Test func whatWasNotDueIsAsItWas() throws {
        let store = MemoryStore.relaying(over: [.to(1)])
        try store.placed(runs: 3, every: 600)
        try store.accepted()
        let before = store.submissions
        #expect(try resolve(store) == .init())
        #expect(store.submissions == before)
    }

    @Test func whatWasTriedBeforeMayHaveBeenTriedAtOnce() throws {
        let store = MemoryStore.relaying()
        try store.placed()
        store.claim()
        try store.answer(.busy(retryAfter: 3600))
        #expect(try resolve(store, at: noon.adding(minutes: 1)) == .init(held: 1))
    }

    @Test func itCanBeDoneAgain() throws {
        let store = MemoryStore.relaying(terms: keyed)
        try store.placed(runs: 5, every: 30)
        try store.accepted()
        try resolve(store)
        let before = store.submissions
        #expect(try resolve(store) == .init(repeated: 1))
        #expect(store.submissions == before)
        #expect(store.events.count { $0.kind == .uncertain } == 1)
    }

    /// The server that took it, and the one that sent it, were ahead of the one that is asked now.
    @Test func whatIsOnlyDueByTheClockOfAnotherServerMayHaveBeenSent() throws {
        let store = MemoryStore.relaying()
        try store.placed(runs: 3, every: 2)
        #expect(try resolve(store, at: noon.adding(minutes: -3)) == .init(held: 1, runs: 1))
        let runs = (1...3).compactMap { store.submissions[run($0)]?.state }
        #expect(runs == [.held, .held, .queued])
        let keyed = MemoryStore.relaying(terms: keyed)
        try keyed.placed()
        let now = noon.adding(minutes: -3)
        #expect(try resolve(keyed, at: now) == .init(repeated: 1))
        #expect(keyed.submissions[first]?.keySentAt == now)
    }

    // MARK: Drip-feeds

    @Test func runsThatMayHaveBeenMadeAreHeldAndTheNextOneWaits() throws {
        let store = MemoryStore.relaying(terms: keyed)
        try store.placed(runs: 10, every: 30)
        try store.accepted()
        // Run 2 was due after 30 minutes, and runs 3 to 5 may have been made since; run 6 is not due before 150 minutes.
        #expect(try resolve(store) == .init(repeated: 1, runs: 3))
        let runs = (1...6).compactMap { store.submissions[run($0)] }
        #expect(runs.map(\.state) == [.accepted, .uncertain, .held, .held, .held, .queued])
        #expect(runs[2].isInDoubt && runs[2].attention == [.restored] && runs[2].keySentAt == nil)
        #expect(runs[5].dueAt == noon.adding(minutes: 150) && !runs[5].isInDoubt)
        #expect(store.submissions[run(7)] == nil)
        #expect(store.claim(run(2), at: later) == 1)
        #expect(store.submissions[run(7)] == nil, "a run that was sent again makes no other one")
        #expect(store.claim(run(6), at: later) == nil)
        #expect(store.claim(run(6), at: noon.adding(minutes: 150)) == 1)
        #expect(store.submissions[run(7)]?.state == .queued)
    }

    /// Whatever waited may have been sent, however often and whenever: brought forward, or by a clock that was ahead.
    @Test(arguments: [true, false])
    func afterTheClockWasSetBackAllIsHeld(isKnown: Bool) throws {
        let store = MemoryStore.relaying(terms: keyed)
        try store.placed(runs: 4, every: 60)
        try store.accepted()
        // Run 2 is due at 13:00, which is too far off for a clock that shows 02:00.
        let now = isKnown ? noon.adding(minutes: 10) : noon.adding(hours: -10)
        #expect(try resolve(store, at: now, clockWasSetBack: isKnown) == .init(held: 1, runs: 2))
        let runs = (2...4).compactMap { store.submissions[run($0)] }
        #expect(runs.map(\.state) == [.held, .held, .held] && runs.allSatisfy(\.isInDoubt))
    }

    @Test func aKeyIsNotUsedAfterTheClockWasSetBack() throws {
        let store = MemoryStore.relaying(terms: keyed)
        try store.placed()
        #expect(try resolve(store, clockWasSetBack: true) == .init(held: 1))
    }

    @Test func aRunThatStaffLinkUnsentMakesTheNextOne() throws {
        let store = MemoryStore.relaying(terms: keyed)
        try store.placed(runs: 2, every: 60)
        _ = try store.resolve(.link(upstream("9002"))).get()
        #expect(store.submissions[first]?.state == .accepted)
        #expect(store.submissions[run(2)]?.state == .queued)
        #expect(store.submissions[run(2)]?.dueAt == noon.adding(minutes: 60))
    }

    @Test func noMoreRunsAreHeldThanThereAre() throws {
        let store = MemoryStore.relaying()
        try store.placed(runs: 3, every: 1)
        try store.accepted()
        #expect(try resolve(store) == .init(held: 1, runs: 1))
        #expect(store.submissions.count == 3)
        _ = try store.resolve(.refund, at: later).get()
        #expect(store.balances[alice] == money("100"))
        #expect(store.submissions[run(3)]?.isInDoubt == true)
    }

    @Test func aCanceledDripFeedMakesNoRuns() throws {
        let store = MemoryStore.relaying(terms: keyed)
        try store.placed(runs: 5, every: 10)
        store.claim()
        store.cancel()
        try resolve(store)
        #expect(store.submissions.count == 2)
    }

    // MARK: Refills

    @Test func refillsThatMayHaveBeenAskedForAreForStaff() throws {
        let store = MemoryStore.relaying()
        try store.placed()
        try store.accepted()
        try store.report("Completed", remains: 0)
        let request = RequestRefills(account: alice, orders: [order(101)], catalogue: store.catalogue, now: noon)
        _ = store.run(request).get()
        let refills = Array(store.refills.values)
        #expect(store.run(ResolveRestoredRefills(refills, now: later)).get() == 1)
        #expect(store.refills.values.first?.relay?.state == .unclear)
        #expect(store.run(ResolveRestoredRefills(refills, now: later)).get() == 0)
    }

    // MARK: Orders that nobody here has

    private let stray = UpstreamOrderKey(provider: provider(1), id: upstream("9001"))

    private func withOrphan(_ terms: ProviderTerms, at moment: Timestamp) throws -> MemoryStore {
        let store = MemoryStore.relaying(terms: terms)
        try store.placed()
        let orphans = [OrphanOrder(stray, seenAt: moment)]
        #expect(store.run(RecordOrphans(orphans)).get() == 1)
        return store
    }

    @Test func anOrphanIsNeverEvidence() throws {
        let store = try withOrphan(ProviderTerms(), at: noon)
        store.claim(after: 9000)
        try store.answer(.unclear(CallFailure(.timedOut)))
        let attempt = Attempt(of: first, to: provider(1), number: 1)
        let evidence = RecordEvidence(.found(stray.id), about: attempt, evidence: .noneAbove(9000), now: noon)
        #expect(try store.run(evidence).get() == false)
        #expect(store.submissions[first]?.state == .held)
        #expect(store.submissions[first]?.upstreamID == nil)
        // A person knows more.
        _ = try store.resolve(.link(stray.id)).get()
        #expect(store.submissions[first]?.upstreamID == stray.id)
    }

    @Test func anOrphanIsNoAnswerToWhatWasSentLater() throws {
        for terms in [ProviderTerms(), keyed] {
            let store = try withOrphan(terms, at: noon)
            let later = noon.adding(minutes: 1)
            store.claim(at: later)
            try store.answer(.accepted(stray.id), at: later)
            #expect(store.submissions[first]?.state == .held)
            #expect(store.submissions[first]?.upstreamID == nil)
        }
    }

    @Test func anOrphanIsTheAnswerToAKeyThatWasSentBefore() throws {
        let store = try withOrphan(keyed, at: later)
        try resolve(store)
        store.claim(at: later)
        try store.answer(.accepted(stray.id), at: later)
        #expect(store.submissions[first]?.state == .accepted)
    }

    @Test func whatAnOrderHasIsNoOrphan() throws {
        let store = MemoryStore.relaying()
        try store.placed()
        try store.accepted()
        #expect(store.run(RecordOrphans([OrphanOrder(stray, seenAt: later)])).get() == 0)
        #expect(store.orphans.isEmpty)
    }
}

import PanelCore
import Testing

struct ResolveOrderTests {
    /// An order whose attempt was answered with words that nobody knows.
    private func held(runs: Int64? = nil) throws -> MemoryStore {
        let store = MemoryStore.relaying()
        try store.placed(runs: runs)
        store.claim()
        try store.answer(.refused(words: "Oops"))
        #expect(store.submissions[first]?.state == .held)
        return store
    }

    @Test func linkingFollowsTheOrder() throws {
        let store = try held()
        try store.resolve(.link(upstream("9001"))).get()
        #expect(store.submissions[first]?.state == .accepted)
        #expect(store.submissions[first]?.isInDoubt == false)
        #expect(store.submissions[first]?.attention == [])
        #expect(store.orders[order(101)]?.status == .processing)
        #expect(store.events.last?.kind == .linked)
        #expect(store.events.last?.by == "anna")
        try store.report("Completed")
        #expect(store.orders[order(101)]?.status == .completed)
    }

    @Test func anOrderOfAnotherIsNotLinked() throws {
        let store = try held()
        let second = SubmissionKey(order: try store.placed(), run: 1)
        try store.accepted(as: "9001", second)
        #expect(throws: OrderHandlingRefusal.upstreamOrderIsTaken(upstream("9001"), by: second.order)) {
            try store.resolve(.link(upstream("9001"))).get()
        }
        #expect(throws: OrderHandlingRefusal.hasNoProvider(order(101))) {
            try store.resolve(.link(upstream("9002")), provider: 2).get()
        }
        #expect(store.changedNothing)
    }

    @Test func resubmittingSendsItOnceMore() throws {
        let store = try held()
        try store.resolve(.resubmit).get()
        #expect(store.submissions[first]?.isInDoubt == false)
        #expect(store.claim(after: 12) == 2)
        #expect(store.submissions[first]?.floor == 12)
        #expect(throws: OrderHandlingRefusal.attemptIsUnderWay(order(101))) { try store.resolve(.resubmit).get() }
    }

    @Test func whatAProviderHasIsNotSentAgain() throws {
        let store = try held()
        try store.resolve(.link(upstream("9001"))).get()
        #expect(throws: OrderHandlingRefusal.isNotToBeSent(order(101))) { try store.resolve(.resubmit).get() }
    }

    /// Staff may have linked an id that is none of the provider's.
    @Test func whatAProviderDoesNotKnowIsSentAgain() throws {
        let store = try held()
        try store.resolve(.link(upstream("9001"))).get()
        _ = try store.take(.unknown(words: "Incorrect order ID"))
        try store.resolve(.resubmit).get()
        #expect(store.submissions[first]?.state == .queued)
        #expect(store.submissions[first]?.upstreamID == nil)
        #expect(store.claim() == 2)
    }

    @Test func whatAProviderHasReportedOnIsNotSentAgain() throws {
        let store = try held()
        try store.resolve(.link(upstream("9001"))).get()
        try store.report("In progress")
        _ = try store.take(.unknown(words: "Incorrect order ID"))
        #expect(throws: OrderHandlingRefusal.isNotToBeSent(order(101))) { try store.resolve(.resubmit).get() }
    }

    @Test func refundingGivesItBackAndEndsIt() throws {
        let store = try held()
        try store.resolve(.refund).get()
        #expect(store.orders[order(101)]?.status == .canceled)
        #expect(store.balances[alice] == money("100"))
        #expect(store.submissions[first]?.state == .rejected)
        #expect(throws: OrderHandlingRefusal.self) { try store.resolve(.resubmit).get() }
        try store.resolve(.refund).get()
        #expect(store.balances[alice] == money("100"), "once")
    }

    /// What was made of it may show up yet, and must not be taken for another order's.
    @Test func whatIsGivenBackInDoubtStaysInDoubt() throws {
        let store = try held()
        try store.resolve(.refund).get()
        #expect(store.submissions[first]?.isInDoubt == true)
        let unconfirmed = try held()
        try unconfirmed.resolve(.link(upstream("9001"))).get()
        try unconfirmed.resolve(.refund).get()
        #expect(unconfirmed.submissions[first]?.isInDoubt == true)
        let confirmed = try held()
        try confirmed.resolve(.link(upstream("9001"))).get()
        try confirmed.report("In progress")
        try confirmed.resolve(.refund).get()
        #expect(confirmed.submissions[first]?.isInDoubt == false)
        let unsent = MemoryStore.relaying()
        try unsent.placed()
        try unsent.resolve(.refund).get()
        #expect(unsent.submissions[first]?.isInDoubt == false)
    }

    @Test func aRefundTakesAllRuns() throws {
        let store = try held(runs: 3)
        #expect(store.submissions[run(2)]?.state == .queued)
        try store.resolve(.refund).get()
        #expect(store.submissions.values.allSatisfy { $0.state == .rejected })
        #expect(store.balances[alice] == money("100"))
    }

    @Test func whileAnyRunIsBeingSentNothingIsGivenBack() throws {
        let store = try held(runs: 3)
        store.claim(run(2), at: noon.adding(minutes: 10))
        #expect(throws: OrderHandlingRefusal.attemptIsUnderWay(order(101))) { try store.resolve(.refund, run: 1).get() }
    }

    @Test func anOrderOfStaffHasNothingToResolve() throws {
        let store = MemoryStore(orders: [.sample(101)])
        #expect(throws: OrderHandlingRefusal.hasNoProvider(order(101))) { try store.resolve(.refund).get() }
        #expect(throws: OrderHandlingRefusal.unknown(order(101))) {
            try MemoryStore().resolve(.refund).get()
        }
    }

    @Test func staffDoNotUpdateWhatAProviderHas() throws {
        let store = try held()
        let update = UpdateOrder(id: order(101), account: alice, change: OrderChange(status: .completed), now: noon)
        #expect(throws: OrderHandlingRefusal.isRelayed(order(101))) { try store.run(update).get() }
    }
}

struct RecordEvidenceTests {
    private func uncertain() throws -> MemoryStore {
        let store = MemoryStore.relaying()
        try store.placed()
        store.claim(after: 9000)
        try store.answer(.unclear(CallFailure(.timedOut)))
        return store
    }

    private func record(_ finding: RecordEvidence.Finding, attempt: Int64 = 1, in store: MemoryStore) throws {
        let command = RecordEvidence(
            finding,
            about: Attempt(of: first, to: provider(1), number: attempt),
            evidence: .nothingToCompare,
            now: noon.adding(minutes: 1)
        )
        _ = try store.run(command).get()
    }

    @Test func whatIsFoundIsLinked() throws {
        let store = try uncertain()
        try record(.found(upstream("9001")), in: store)
        #expect(store.submissions[first]?.state == .accepted)
        #expect(store.orders[order(101)]?.status == .processing)
        #expect(store.history == [.submitting, .uncertain, .evidence])
    }

    @Test func anOrderOfAnotherIsNoEvidence() throws {
        let store = try uncertain()
        let second = SubmissionKey(order: try store.placed(), run: 1)
        try store.accepted(as: "9001", second)
        try record(.found(upstream("9001")), in: store)
        #expect(store.submissions[first]?.state == .held)
        #expect(store.submissions[second]?.upstreamID == upstream("9001"))
    }

    @Test func whatIsUnclearIsLookedAtLater() throws {
        let store = try uncertain()
        let before = try #require(store.submissions[first])
        try record(.unclear, in: store)
        let after = try #require(store.submissions[first])
        #expect(after.state == .uncertain)
        #expect(after.failures == before.failures + 1)
        #expect(after.dueAt > before.dueAt)
    }

    @Test func whatStaysUnclearIsForAPerson() throws {
        let store = try uncertain()
        try record(.inconclusive, in: store)
        #expect(store.submissions[first]?.state == .held)
        #expect(store.submissions[first]?.attention == [.inconclusive(.nothingToCompare)])
        #expect(store.submissions[first]?.isInDoubt == true)
    }

    @Test func evidenceOfAnEarlierAttemptDoesNotCount() throws {
        let store = try uncertain()
        try store.resolve(.resubmit).get()
        store.claim()
        try store.answer(.unclear(CallFailure(.timedOut)))
        try record(.found(upstream("9001")), attempt: 1, in: store)
        #expect(store.changedNothing)
    }

    @Test func anAttemptIsGivenUpOnce() throws {
        let store = MemoryStore.relaying()
        try store.placed()
        store.claim()
        #expect(store.expire(attempt: 2) == 0, "it is another one that was seen")
        #expect(store.expire(attempt: 1) == 1)
        #expect(store.submissions[first]?.state == .uncertain)
        #expect(store.submissions[first]?.isInDoubt == true)
        #expect(store.expire(attempt: 1) == 0, "once")
    }
}

import PanelCore
import PanelTesting
import Testing

/// What commits give to do, and when there is something to do next.
struct WorkTests {
    private let caller = provider(1)

    @Test func anOrderForAProviderIsToBeSent() throws {
        let store = MemoryStore.relaying()
        _ = store.run(try store.place())
        #expect(store.changes.work == [.queued(caller)])
        let own = MemoryStore()
        _ = own.run(try own.place())
        #expect(own.changes.work.isEmpty)
    }

    @Test func attemptsThatAreLostAreToBeFoundOut() throws {
        let store = MemoryStore.relaying()
        _ = store.run(try store.place())
        let submission = try #require(store.submissions.values.first)
        let claim = ClaimSubmissions(
            provider: caller,
            claims: [.init(submission, sent: "", nextKey: store.newKey())],
            lease: noon.adding(seconds: 60),
            lastUpstreamID: nil,
            now: noon
        )
        _ = store.run(claim)
        #expect(store.changes.work.isEmpty, "whoever claimed it knows")
        let sent = try #require(store.submissions[submission.key])
        let attempt = LeasedAttempt(
            key: sent.key,
            number: sent.attempt,
            updatedAt: sent.updatedAt,
            endsAt: sent.dueAt
        )
        _ = store.run(ExpireAttempts([attempt], now: noon.adding(seconds: 60)))
        #expect(store.changes.work == [.uncertain(caller)])
    }

    @Test func notesToPollAreToBeFollowed() {
        let store = MemoryStore.relaying()
        let key = SubmissionKey(order: order(1), run: 1)
        _ = store.run(RequestPolling(PollRequest(key: key, provider: caller, upstreamID: upstream("9"))))
        #expect(store.changes.work == [.pollRequests(caller)])
        _ = store.run(FinishPollRequests([key]))
        #expect(store.changes.work.isEmpty)
    }

    @Test func whoKnowsOfNothingRestsLong() {
        let nothing = NextDue()
        #expect(nothing.restOfSubmissions(at: noon) == NextDue.longestRest)
        #expect(nothing.restOfErrands(at: noon) == NextDue.longestRest)
        #expect(nothing.restOfInvestigations(at: noon) == NextDue.longestRest)
        #expect(nothing.work(of: caller, at: noon, since: nil).isEmpty)
    }

    @Test func whoWaitsRestsUntilThen() {
        let due = NextDue(uncertain: noon.adding(seconds: 30), errands: noon.adding(seconds: 5))
        #expect(due.restOfSubmissions(at: noon) == 30_000)
        #expect(due.restOfInvestigations(at: noon) == 30_000)
        #expect(due.restOfErrands(at: noon) == 5000)
        #expect(due.restOfErrands(at: noon.adding(seconds: 9)) == 0)
        #expect(NextDue(errands: noon.adding(days: 1)).restOfErrands(at: noon) == NextDue.longestRest)
    }

    @Test func whatAClockMadeThatIsAheadIsLookedForOften() {
        let near = NextDue(queued: noon.adding(seconds: ClockComparison.tolerance))
        #expect(near.restOfSubmissions(at: noon) == NextDue.lookingAhead)
        #expect(NextDue(queued: Timestamp(milliseconds: noon.milliseconds + 300)).restOfSubmissions(at: noon) == 300)
        #expect(near.restOfSubmissions(at: noon.adding(seconds: -20)) == 20_000)
    }

    @Test func looksThatComeToNothingBecomeRarer() {
        #expect((0...9).map { NextDue.rest(after: $0) } == [50, 100, 200, 400, 800, 1000, 1000, 1000, 1000, 1000])
    }

    @Test func whatOthersMadeIsToldOnceUntilItIsDue() {
        let due = NextDue(queued: noon.adding(seconds: 60), hasPollRequests: true)
        #expect(due.work(of: caller, at: noon, since: nil) == [.queued(caller), .pollRequests(caller)])
        #expect(due.work(of: caller, at: noon, since: due) == [.pollRequests(caller)])
        #expect(due.work(of: caller, at: noon.adding(seconds: 60), since: due).contains(.queued(caller)))
    }
}

import PanelCore
import Testing

/// An answer that comes when its attempt was given up long ago.
struct LateAnswerTests {
    private let later = noon.adding(minutes: 5)

    /// A panel whose attempt was lost, and whose staff then decided.
    private func lost(_ decision: ResolveOrder.Decision? = nil, over routes: [Route] = [.to(1)]) throws -> MemoryStore {
        let store = MemoryStore.relaying(over: routes)
        try store.placed()
        store.claim()
        #expect(store.expire(attempt: 1, at: later) == 1)
        if let decision { try store.resolve(decision, at: later).get() }
        return store
    }

    @Test func itSettlesWhatIsUncertain() throws {
        let store = try lost()
        try store.answer(.accepted(upstream("9001")), at: later)
        #expect(store.submissions[first]?.state == .accepted)
        #expect(store.submissions[first]?.upstreamID == upstream("9001"))
    }

    @Test(arguments: [
        SubmissionAnswer.busy(retryAfter: nil), .notSent(CallFailure(.noConnection)), .refused(words: "bad link"),
    ])
    func whatProvesNothingAboutAnAcceptanceLeavesItUncertain(answer: SubmissionAnswer) throws {
        let store = try lost()
        try store.answer(answer, at: later)
        #expect(store.submissions[first]?.state == .uncertain)
        #expect(store.submissions[first]?.isInDoubt == true)
    }

    @Test func whatWillBeSentAgainIsNotSentWhenItWasMade() throws {
        let store = try lost(.resubmit)
        #expect(store.submissions[first]?.state == .queued)
        try store.answer(.accepted(upstream("9001")), at: later)
        #expect(store.submissions[first]?.state == .accepted)
        #expect(store.submissions[first]?.upstreamID == upstream("9001"))
        #expect(store.claim(at: later) == nil)
    }

    @Test func whatIsOnItsWayElsewhereWaitsForAPerson() throws {
        let store = try lost(.resubmit, over: [.to(1), .to(2)])
        store.claim(at: later)
        try store.answer(.refused(words: "incorrect service id"), at: later)
        #expect(store.submissions[first]?.destination?.provider == provider(2))
        let command = RecordAnswer(
            .accepted(upstream("9001")),
            to: Attempt(of: first, to: provider(1), number: 1),
            service: service(1),
            nextKey: store.newKey(),
            now: later
        )
        _ = try store.run(command).get()
        #expect(store.submissions[first]?.state == .held)
        #expect(store.claim(at: later) == nil)
    }

    /// The next provider is asked at the moment at which it turns out that the one before has made the order.
    @Test(arguments: [
        SubmissionAnswer.refused(words: "incorrect service id"), .refused(words: "bad link"), .busy(retryAfter: nil),
        .refused(words: "odd"), .notSent(CallFailure(.noConnection)), .unclear(CallFailure(.timedOut)),
        .accepted(upstream("77")),
    ])
    func whatIsBeingSentElsewhereIsSentNoFurther(answer: SubmissionAnswer) throws {
        let store = try lost(.resubmit, over: [.to(1), .to(2), .to(3)])
        store.claim(at: later)
        try store.answer(.refused(words: "incorrect service id"), at: later)
        let second = try #require(store.claim(at: later))
        func record(_ answer: SubmissionAnswer, to number: Int64, attempt: Int64) throws {
            let attempt = Attempt(of: first, to: provider(number), number: attempt)
            _ = try store.run(
                RecordAnswer(answer, to: attempt, service: service(1), nextKey: store.newKey(), now: later)
            ).get()
        }
        try record(.accepted(upstream("9001")), to: 1, attempt: 1)
        try record(answer, to: 2, attempt: second)
        #expect(store.submissions[first]?.state == .held)
        #expect(store.submissions[first]?.attention == [.acceptedLate(upstream("9001"), attempt: 1)])
        #expect(store.submissions[first]?.isInDoubt == true)
        #expect(store.orders[order(101)]?.refunded == money("0"))
        #expect(store.claim(at: later) == nil)
    }

    @Test func anOrderThatWasMadeTwiceWaitsForAPerson() throws {
        let store = try lost(.resubmit)
        #expect(store.claim(at: later) == 2)
        try store.answer(.accepted(upstream("9001")), attempt: 1, at: later)
        #expect(store.submissions[first]?.state == .accepted)
        try store.answer(.accepted(upstream("9002")), attempt: 2, at: later)
        #expect(store.submissions[first]?.state == .held)
        #expect(store.submissions[first]?.attention == [.acceptedLate(upstream("9002"), attempt: 2)])
        #expect(store.history.filter { $0 == .lateAnswer }.count == 2)
        // Staff had one of them canceled, and go on with the other.
        try store.resolve(.link(upstream("9002")), at: later).get()
        try store.report("Completed")
        #expect(store.orders[order(101)]?.status == .completed)
    }

    @Test(arguments: [
        SubmissionAnswer.busy(retryAfter: nil), .notSent(CallFailure(.noConnection)), .refused(words: "bad link"),
    ])
    func whatIsSaidOfAnEarlierAttemptDoesNotCountForThisOne(answer: SubmissionAnswer) throws {
        let store = try lost(.resubmit)
        #expect(store.claim(at: later) == 2)
        try store.answer(answer, attempt: 1, at: later)
        #expect(store.changedNothing)
        #expect(store.submissions[first]?.state == .submitting)
    }

    @Test func theSameAnswerOnceMoreChangesNothing() throws {
        let store = try lost(.resubmit)
        store.claim(at: later)
        try store.answer(.accepted(upstream("9001")), attempt: 1, at: later)
        try store.answer(.accepted(upstream("9001")), attempt: 2, at: later)
        #expect(store.changedNothing)
    }

    @Test func afterARefundStaffAreTold() throws {
        let store = try lost(.refund)
        #expect(store.balances[alice] == money("100"))
        try store.answer(.accepted(upstream("9001")), at: later)
        #expect(store.submissions[first]?.state == .rejected)
        #expect(store.submissions[first]?.attention == [.acceptedLate(upstream("9001"), attempt: 1)])
        #expect(store.history.last == .lateAnswer)
        #expect(store.submissions[first]?.isInDoubt == true)
    }
}

import PanelCore
import Testing

struct RecordAnswerTests {
    private let routes: [Route] = [.to(1), .to(2)]

    private func sent(over routes: [Route] = [.to(1), .to(2)]) throws -> MemoryStore {
        let store = MemoryStore.relaying(over: routes)
        try store.placed()
        #expect(store.claim(after: 9000) == 1)
        return store
    }

    @Test func anAcceptedOrderIsBeingProcessed() throws {
        let store = try sent()
        #expect(store.orders[order(101)]?.status == .pending)
        try store.answer(.accepted(upstream("9001")))
        let submission = store.submissions[first]
        #expect(submission?.state == .accepted)
        #expect(submission?.upstreamOrder == UpstreamOrderKey(provider: provider(1), id: upstream("9001")))
        #expect(submission?.isWatched == true)
        #expect(store.orders[order(101)]?.status == .processing)
        #expect(store.history == [.submitting, .accepted])
    }

    @Test func anIdOfAnotherOrderIsHeld() throws {
        let store = try sent()
        try store.answer(.accepted(upstream("9001")))
        let second = SubmissionKey(order: try store.placed(), run: 1)
        store.claim(second)
        try store.answer(.accepted(upstream("9001")), to: second)
        #expect(store.submissions[second]?.state == .held)
        #expect(store.submissions[second]?.attention == [.upstreamOrderIsTaken(upstream("9001"), by: order(101))])
        #expect(store.submissions[second]?.upstreamID == nil)
    }

    @Test func whatIsUnclearIsNotSentAgain() throws {
        let store = try sent()
        try store.answer(.unclear(CallFailure(.timedOut)))
        #expect(store.submissions[first]?.state == .uncertain)
        #expect(store.submissions[first]?.floor == 9000)
        #expect(store.claim(at: noon.adding(days: 1)) == nil)
        #expect(store.history == [.submitting, .uncertain])
        #expect(store.balances[alice] == money("99.75"), "the charge stays")
    }

    @Test func whatGoesAnotherWayByNowIsNotClaimed() throws {
        let other = Route(target: .provider(provider(1), service: upstream("8")))
        let store = MemoryStore.relaying(over: [.to(1), other])
        try store.placed()
        let asItWasRead = try #require(store.submissions[first])
        store.claim()
        try store.answer(.refused(words: "Incorrect service ID"))
        #expect(store.submissions[first]?.destination?.service == upstream("8"))
        let stale = ClaimSubmissions(
            provider: provider(1),
            claims: [.init(asItWasRead, sent: "service=7", nextKey: store.newKey())],
            lease: noon.adding(seconds: 60),
            now: noon.adding(minutes: 10)
        )
        #expect(store.run(stale).get().isEmpty)
        #expect(store.claim(at: noon.adding(minutes: 10)) == 2)
    }

    @Test func aKeyMakesItSafeToAskAgain() throws {
        let store = MemoryStore.relaying(terms: ProviderTerms(idempotencyParameter: "key_of_caller"))
        try store.placed()
        store.claim(after: 9000)
        try store.answer(.unclear(CallFailure(.timedOut)))
        let later = noon.adding(minutes: 1)
        #expect(store.claim(after: 9010, at: later) == 2)
        #expect(store.submissions[first]?.floor == 9000, "the floor is that of the first attempt in doubt")
        // A refusal is of this attempt; the first one may have made it.
        try store.answer(.refused(words: "bad link"), at: later)
        #expect(store.submissions[first]?.state == .uncertain)
        #expect(store.orders[order(101)]?.status == .pending)
    }

    @Test(arguments: [("Not enough funds.", 2), ("Quantity less than minimal 500", 2), ("Incorrect service ID", 2)])
    func aRefusalOfThisProviderGoesToTheNext(words: String, next: Int64) throws {
        let store = try sent()
        try store.answer(.refused(words: words))
        #expect(store.submissions[first]?.state == .queued)
        #expect(store.submissions[first]?.destination?.provider == provider(next))
        #expect(store.submissions[first]?.failures == 0)
    }

    @Test func withoutAnotherProviderItWaitsForFunds() throws {
        let store = try sent(over: [.to(1)])
        try store.answer(.refused(words: "neworder.error.insufficient_balance"))
        #expect(store.submissions[first]?.state == .queued)
        #expect(store.submissions[first]?.dueAt ?? noon > noon)
        #expect(store.orders[order(101)]?.status == .pending)
    }

    @Test func withoutAnotherProviderItIsGivenBack() throws {
        let store = try sent(over: [.to(1)])
        try store.answer(.refused(words: "neworder.error.service"))
        #expect(store.submissions[first]?.state == .rejected)
        #expect(store.orders[order(101)]?.status == .canceled)
        #expect(store.balances[alice] == money("100"))
        #expect(store.history == [.submitting, .refused, .rejected])
    }

    @Test func staffAreTheLastRoute() throws {
        let store = try sent(over: [.to(1), .staff])
        try store.answer(.refused(words: "neworder.error.service"))
        #expect(store.submissions[first]?.state == .staff)
        #expect(store.orders[order(101)]?.status == .pending)
        #expect(store.history.last == .staff)
        let update = UpdateOrder(
            id: order(101),
            account: alice,
            change: OrderChange(status: .completed),
            now: noon
        )
        #expect(try store.run(update).get().status == .completed)
    }

    @Test func aRefusalForGoodIsGivenBackAtOnce() throws {
        let store = try sent()
        try store.answer(.refused(words: "neworder.error.link"))
        #expect(store.orders[order(101)]?.status == .canceled)
    }

    @Test func aRefusalForNowWaits() throws {
        let store = try sent()
        try store.answer(.refused(words: "You have active order with this link. Wait."))
        #expect(store.submissions[first]?.state == .queued)
        #expect(store.submissions[first]?.destination?.provider == provider(1))
    }

    @Test func unknownWordsAreForAPerson() throws {
        let store = try sent()
        try store.answer(.refused(words: "Oops"))
        #expect(store.submissions[first]?.state == .held)
        #expect(store.submissions[first]?.attention == [.unknownRefusal(KeptText("Oops"))])
        #expect(store.claim(at: noon.adding(days: 1)) == nil)
    }

    @Test func withAKeyUnknownWordsAreAskedAboutOnce() throws {
        let store = MemoryStore.relaying(terms: ProviderTerms(idempotencyParameter: "key_of_caller"))
        try store.placed()
        store.claim()
        try store.answer(.refused(words: "Oops"))
        #expect(store.submissions[first]?.state == .uncertain)
        #expect(store.submissions[first]?.isInDoubt == true)
        #expect(store.submissions[first]?.attention == [.unknownRefusal(KeptText("Oops"))])
        #expect(store.claim() == nil, "not at once")
        let later = noon.adding(minutes: 1)
        #expect(store.claim(at: later) == 2)
        try store.answer(.refused(words: "Oops"), at: later)
        #expect(store.submissions[first]?.state == .held)
        #expect(store.balances[alice] == money("99.75"))
    }

    @Test func withAKeyWhatWentWrongForAMomentNeedsNobody() throws {
        let store = MemoryStore.relaying(terms: ProviderTerms(idempotencyParameter: "key_of_caller"))
        try store.placed()
        store.claim()
        try store.answer(.refused(words: "Oops"))
        let later = noon.adding(minutes: 1)
        store.claim(at: later)
        try store.answer(.accepted(upstream("9001")), at: later)
        #expect(store.submissions[first]?.state == .accepted)
        #expect(store.submissions[first]?.attention == [])
    }

    @Test func whatAnEarlierRouteLeftIsNoRefusalOfTheNext() throws {
        let terms = ProviderTerms(idempotencyParameter: "key_of_caller")
        let store = MemoryStore.relaying(over: [.to(2), .to(1)], terms: terms)
        try store.placed()
        var now = noon
        func next(_ answer: SubmissionAnswer) throws {
            #expect(store.claim(at: now) != nil)
            try store.answer(answer, at: now)
            now = now.adding(hours: 2)
        }
        for _ in 1...10 { try next(.busy(retryAfter: nil)) }
        try next(.refused(words: "neworder.error.service"))
        #expect(store.submissions[first]?.destination?.provider == provider(1))
        #expect(store.submissions[first]?.attention == [], "it is of the provider that had it before")
        try next(.unclear(CallFailure(.timedOut)))
        try next(.refused(words: "Oops"))
        #expect(store.submissions[first]?.state == .uncertain, "these words came for the first time")
        try next(.refused(words: "Oops"))
        #expect(store.submissions[first]?.state == .held)
    }

    @Test(arguments: [(nil, 2), (30, 30), (100_000, 3600)] as [(Int64?, Int64)])
    func aBusyProviderIsLeftAlone(retryAfter: Int64?, seconds: Int64) throws {
        let store = try sent()
        try store.answer(.busy(retryAfter: retryAfter))
        let wait = try #require(store.submissions[first]).dueAt.milliseconds - noon.milliseconds
        #expect(wait <= seconds * 1000 && wait >= seconds * 750)
    }

    @Test func theThirdAttemptThatReachesNobodyGoesToTheNext() throws {
        let store = try sent()
        var now = noon
        for attempt: Int64 in 1...3 {
            #expect(store.submissions[first]?.destination?.provider == provider(1))
            try store.answer(.notSent(CallFailure(.noConnection)), attempt: attempt, at: now)
            now = now.adding(minutes: 10)
            store.claim(at: now)
        }
        #expect(store.submissions[first]?.destination?.provider == provider(2))
    }

    @Test func afterTenFailuresStaffAreTold() throws {
        let store = try sent(over: [.to(1)])
        var now = noon
        for attempt: Int64 in 1...10 {
            #expect(store.submissions[first]?.attention == [])
            try store.answer(.notSent(CallFailure(.noConnection)), attempt: attempt, at: now)
            now = now.adding(minutes: 10)
            store.claim(at: now)
        }
        #expect(store.submissions[first]?.attention == [.attemptsFailed(10, last: .failed(CallFailure(.noConnection)))])
    }

    @Test(arguments: [
        SubmissionAnswer.notSent(CallFailure(.noConnection)), .busy(retryAfter: nil),
        .refused(words: "too many requests"),
        .refused(words: "neworder.error.service"),
    ])
    func whatWasCanceledMeanwhileIsNotTriedAgain(answer: SubmissionAnswer) throws {
        let store = try sent()
        #expect(store.cancel())
        #expect(store.orders[order(101)]?.status == .pending, "it may be made at this moment")
        try store.answer(answer)
        #expect(store.submissions[first]?.state == .rejected)
        #expect(store.orders[order(101)]?.status == .canceled)
        #expect(store.balances[alice] == money("100"))
    }

    @Test func aCancelThatTheProviderLeavesOutIsAskedForLaterEachTime() throws {
        let store = try sent()
        try store.answer(.accepted(upstream("9001")))
        #expect(store.cancel())
        var pauses: [Int64] = []
        for _ in 1...4 {
            let item = RecordCancels.Item(key: first, upstreamID: upstream("9001"), answer: .missing)
            store.run(RecordCancels(items: [item], now: noon)).get()
            pauses.append(try #require(store.submissions[first]).dueAt.milliseconds - noon.milliseconds)
        }
        #expect(pauses == pauses.sorted() && pauses[0] >= 1500 && pauses[3] >= 12_000, "\(pauses)")
        #expect(store.submissions[first]?.cancel == .wanted)
    }

    @Test func whatWasCanceledMeanwhileAndMadeIsCanceledThere() throws {
        let store = try sent()
        #expect(store.cancel())
        try store.answer(.accepted(upstream("9001")))
        #expect(store.submissions[first]?.cancel == .wanted)
        let item = RecordCancels.Item(key: first, upstreamID: upstream("9001"), answer: .taken)
        store.run(RecordCancels(items: [item], now: noon)).get()
        #expect(store.submissions[first]?.cancel == .taken)
        #expect(store.history.last == .cancelTaken)
        try store.report("Canceled")
        #expect(store.balances[alice] == money("100"))
    }
}

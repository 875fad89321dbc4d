import PanelCore
import Testing

/// Some moment of a process.
let start = Instant(milliseconds: 86_400_000)

struct BackoffTests {
    @Test(
        arguments: [
            (0, 2000), (1, 2000), (2, 4000), (5, 32_000), (8, 256_000), (9, 300_000), (1000, 300_000),
        ] as [(Int64, Int64)]
    )
    func eachWaitIsTwiceTheOneBefore(failures: Int64, longest: Int64) {
        for spread: Int64 in [0, 1, 2, 99, .max, .min] {
            let delay = Backoff.retry.delay(after: failures, spread: spread)
            #expect(delay <= longest && delay >= longest - longest / 4)
        }
    }

    @Test func neighboursWaitForDifferentTimes() {
        let delays = Set((1...100).map { Backoff.retry.delay(after: 9, spread: $0) })
        #expect(delays.count > 90)
    }

    @Test func theSameWaitsTheSame() {
        let next = Backoff.evidence.next(after: 3, spread: 7, from: noon)
        #expect(next == Backoff.evidence.next(after: 3, spread: 7, from: noon))
        #expect(next == noon.adding(milliseconds: Backoff.evidence.delay(after: 3, spread: 7)))
    }
}

struct CircuitBreakerTests {
    private func failing(_ count: Int, at now: Instant = start) -> CircuitBreaker {
        var breaker = CircuitBreaker(spread: 1)
        for _ in 0..<count { breaker.failed(at: now) }
        return breaker
    }

    @Test func itOpensWithTheFifthFailure() {
        var breaker = failing(4)
        #expect(breaker.admits(at: start) == true)
        #expect(breaker.state == .closed)
        breaker.failed(at: start)
        #expect(breaker.admits(at: start) == false)
        #expect(breaker.failures == 5)
    }

    @Test func anAnswerBetweenStartsTheCountAnew() {
        var breaker = failing(4)
        breaker.succeeded()
        breaker.failed(at: start)
        #expect(breaker.state == .closed)
    }

    @Test func afterAWaitOneRequestTries() {
        var breaker = failing(5)
        let later = start.adding(seconds: 2)
        #expect(breaker.admits(at: later) == true)
        #expect(breaker.state == .probing(since: later))
        #expect(breaker.admits(at: later) == false)
        breaker.succeeded()
        #expect(breaker.admits(at: later) == true)
        #expect(breaker.admits(at: later) == true)
    }

    @Test func aFailedProbeWaitsLonger() {
        var breaker = failing(5)
        let later = start.adding(seconds: 2)
        _ = breaker.admits(at: later)
        breaker.failed(at: later)
        #expect(breaker.admits(at: later.adding(seconds: 2)) == false)
        #expect(breaker.admits(at: later.adding(seconds: 4)) == true)
    }

    @Test func aProbeThatWasNotMadeIsForTheNext() {
        var breaker = failing(5)
        let later = start.adding(seconds: 2)
        _ = breaker.admits(at: later)
        breaker.abandoned(at: later)
        #expect(breaker.admits(at: later) == true)
    }

    @Test func aProbeThatIsNotHeardOfIsTakenForFailed() {
        var breaker = failing(5)
        let later = start.adding(seconds: 2)
        _ = breaker.admits(at: later)
        #expect(breaker.admits(at: later.adding(seconds: CircuitBreaker.longestProbe - 1)) == false)
        #expect(breaker.admits(at: later.adding(seconds: CircuitBreaker.longestProbe)) == true)
    }

    @Test func theWaitIsAtMostTwoMinutes() {
        var breaker = failing(5)
        var now = start
        for _ in 0..<20 {
            now = now.adding(seconds: 120)
            #expect(breaker.admits(at: now) == true)
            breaker.failed(at: now)
        }
    }

    @Test func whatWasUnderWayDoesNotKeepItOpenForLonger() {
        var breaker = failing(200)
        #expect(breaker.failures == 200)
        #expect(breaker.opening(at: start) <= start.adding(seconds: 2))
        #expect(breaker.admits(at: start.adding(seconds: 2)) == true)
    }
}

struct RequestBudgetTests {
    @Test func withoutALimitAllIsLetThrough() {
        var budget = RequestBudget(perMinute: nil)
        #expect(budget.take(1_000_000, at: start) == 1_000_000)
    }

    @Test func aBurstIsLetThroughAndThenOneAtATime() {
        var budget = RequestBudget(perMinute: 60)
        #expect(budget.take(100, at: start) == RequestBudget.burst)
        #expect(budget.take(1, at: start.adding(milliseconds: 999)) == 0)
        #expect(budget.take(5, at: start.adding(milliseconds: 1000)) == 1)
        #expect(budget.take(5, at: start.adding(seconds: 3600)) == 5)
    }

    @Test(arguments: [1, 7, 60, 700, 1000, 40_000, 59_999, 1_000_000] as [Int64])
    func overAnyMinuteThereAreAtMostTheLimitAndABurst(limit: Int64) {
        var budget = RequestBudget(perMinute: limit)
        var taken: Int64 = 0
        for step: Int64 in 0..<6000 { taken += budget.take(.max / 2, at: start.adding(milliseconds: 10 * step)) }
        #expect(taken <= limit + RequestBudget.burst)
        #expect(taken >= min(limit, 59_990) / 2)
    }
}

struct PollPlanTests {
    @Test(
        arguments: [
            (0, 60), (1, 60), (2, 60), (3, 120), (4, 240), (5, 480), (6, 900), (250, 900),
        ] as [(Int64, Int64)]
    )
    func whatStandsStillIsAskedForLessAndLess(unchanged: Int64, seconds: Int64) {
        #expect(PollPlan.pause(ProviderTerms().pollPace, unchanged: unchanged) == seconds)
    }

    @Test func aLongerBaseIsKept() {
        #expect(PollPlan.pause(PollPace(base: 86_400, longest: 900), unchanged: 250) == 86_400)
    }

    @Test func anOutcomeIsLookedAtTwice() {
        #expect(PollPlan.outcomeCheck(0, after: start) == start.adding(seconds: 3600))
        #expect(PollPlan.outcomeCheck(1, after: start) == start.adding(days: 1))
        #expect(PollPlan.outcomeCheck(2, after: start) == nil)
    }
}

import PanelCore
import Testing

struct ClockComparisonTests {
    @Test func aStepIsToldOnceWithItsSize() {
        var comparison = ClockComparison()
        var wall: Int64 = 0
        func compare(after seconds: Int64) -> Int64? {
            comparison.step(
                wall: noon.adding(milliseconds: seconds * 1000 + wall),
                monotonic: start.adding(seconds: seconds)
            )
        }
        #expect(compare(after: 0) == nil)
        #expect(compare(after: 1) == nil)
        wall = -18_000_000
        #expect(compare(after: 2) == -18_000_000)
        #expect(compare(after: 3) == nil)
        wall = 0
        #expect(compare(after: 4) == 18_000_000)
        #expect(compare(after: 500) == nil, "the process stood still, the clock was not set")
        wall = 2000
        #expect(compare(after: 501) == 2000)
        #expect(comparison.skipped(since: start) == 18_002_000, "the step back has skipped nothing")
        #expect(comparison.skipped(since: start.adding(seconds: 5)) == 2000)
    }

    @Test func aSlewIsNoStep() {
        var comparison = ClockComparison()
        for second: Int64 in 0..<100_000 {
            // Half a thousandth, as much as the kernel does.
            let wall = noon.adding(milliseconds: second * 1000 + second / 2)
            #expect(comparison.step(wall: wall, monotonic: start.adding(seconds: second)) == nil)
        }
    }
}

struct LeaseWatchTests {
    private var watch = LeaseWatch<String, Int>()
    private func ended(at seconds: Int64) -> [String: Int] {
        watch.ended(at: start.adding(seconds: seconds)) { _ in 10_000 }
    }

    @Test mutating func whatStandsStillHasEnded() {
        watch.see(["a": 1, "b": 1], at: start)
        watch.see(["a": 2, "b": 1], at: start.adding(seconds: 5))
        #expect(ended(at: 9) == [:])
        #expect(ended(at: 10) == ["b": 1])
        #expect(watch.nextEnd { _ in 10_000 } == start.adding(seconds: 10))
        watch.see(["a": 2], at: start.adding(seconds: 12))
        #expect(ended(at: 14) == [:], "b is gone")
        #expect(ended(at: 15) == ["a": 2])
    }

    @Test func anAttemptLastsAsLongAsItsRowSaysWhateverTheClock() {
        func length(_ seconds: Int64) -> Int64 {
            LeasedAttempt(key: first, number: 1, updatedAt: noon, endsAt: noon.adding(seconds: seconds)).length
        }
        #expect(length(60) == 60_000)
        #expect(length(18_060) == 630_000, "the longest that there is")
        #expect(length(-18_000) == 31_000)
    }
}

/// Stored moments that a clock made which was ahead.
struct BringForwardTests {
    private func bring(_ store: MemoryStore, at now: Timestamp) -> Int {
        store.run(BringForward(TooFarOff(submissions: Array(store.submissions.keys)), now: now)).get()
    }

    @Test func whatNothingHasPutOffIsDueWithinTheDifferenceOfClocks() throws {
        let store = MemoryStore.relaying()
        try store.placed()
        #expect(store.claim(at: noon.adding(seconds: -301)) == nil)
        #expect(bring(store, at: noon.adding(seconds: -300)) == 0)
        #expect(store.claim(at: noon.adding(seconds: -300)) == 1)
    }

    @Test func anOrderOfAClockFiveHoursAheadIsDueNow() throws {
        let store = MemoryStore.relaying()
        try store.placed()
        let now = noon.adding(hours: -5)
        #expect(store.claim(at: now) == nil)
        #expect(bring(store, at: now) == 1)
        #expect(store.submissions[first]?.dueAt == now)
        #expect(store.claim(at: now) == 1)
        #expect(bring(store, at: now.adding(hours: -5)) == 0, "an attempt under way is left alone")
        #expect(store.submissions[first]?.state == .submitting)
    }

    @Test(arguments: [
        SubmissionAnswer.notSent(CallFailure(.noConnection)), .busy(retryAfter: 3600), .unclear(CallFailure(.timedOut)),
    ])
    func whatWasPutOffIsDueWhenItCanNotHaveBeenPutOffSoFar(answer: SubmissionAnswer) throws {
        let store = MemoryStore.relaying()
        try store.placed()
        store.claim()
        try store.answer(answer)
        let dueAt = try #require(store.submissions[first]?.dueAt)
        let longest = LongestPause.retry + ClockComparison.tolerance
        #expect(bring(store, at: dueAt.adding(seconds: -longest)) == 0)
        #expect(bring(store, at: dueAt.adding(seconds: -longest - 1)) == 1)
    }

    @Test func aRunOfADripFeedWaitsForItsInterval() throws {
        let store = MemoryStore.relaying()
        try store.placed(runs: 3, every: 600)
        store.claim()
        let second = run(2)
        #expect(store.submissions[second]?.dueAt == noon.adding(minutes: 600))
        #expect(bring(store, at: noon.adding(seconds: -300)) == 0)
        #expect(bring(store, at: noon.adding(seconds: -301)) == 1)
        #expect(store.submissions[second]?.dueAt == noon.adding(seconds: -301))
    }

    @Test func aRefillIsAskedAboutAgain() throws {
        let store = MemoryStore.relaying()
        try store.placed()
        try store.accepted()
        try store.report("Completed")
        let far = noon.adding(hours: 5)
        // The clock is ahead when the refill is asked for.
        let ask = RequestRefills(account: alice, orders: [order(101)], catalogue: store.catalogue, now: far)
        let id = try #require(try store.run(ask).get()?[order(101)]?.get())
        #expect(store.run(BringForward(TooFarOff(refills: [id]), now: far)).get() == 0)
        #expect(store.run(BringForward(TooFarOff(refills: [id]), now: noon)).get() == 1)
        #expect(store.refills[id]?.relay?.dueAt == noon)
    }
}

import PanelCore
import Testing

private let pace = PollPace(base: 300, longest: 900)

struct PolledOrderTests {
    private func new(at now: Instant = start) -> PolledOrder { PolledOrder(first, upstream("7"), pace: pace, at: now) }

    @Test func whatWasJustTakenIsAskedForSoon() {
        #expect(new().dueAt == start.adding(seconds: 60))
        let hasty = PolledOrder(first, upstream("7"), pace: PollPace(base: 5, longest: 900), at: start)
        #expect(hasty.dueAt == start.adding(seconds: 5))
    }

    @Test func onlyWhatIsNewIsWrittenDown() throws {
        let now = start.adding(seconds: 60)
        #expect(new().news(in: .report(digest: 5), at: now) == .report)
        #expect(new().news(in: .unknown(digest: 6), at: now) == .unknown)
        #expect(new().news(in: .missing, at: now) == nil)
        let known = try #require(new().after(.report, .report(digest: 5), .open, pace: pace, at: now))
        #expect(known.dueAt == now.adding(seconds: 300))
        #expect(known.news(in: .report(digest: 5), at: now) == nil)
        #expect(known.news(in: .report(digest: 9), at: now) == .report)
        #expect(new().after(.report, .report(digest: 5), .dropped, pace: pace, at: now) == nil)
    }

    @Test func silenceIsToldOnceAndAskedAboutGoesOn() throws {
        let later = start.adding(days: PollPlan.silentDays)
        #expect(new().news(in: .report(digest: 0), at: later.adding(milliseconds: -1)) == nil)
        let news = try #require(new().news(in: .report(digest: 0), at: later))
        #expect(news == .silent(days: 7))
        let told = try #require(new().after(news, .report(digest: 0), .open, pace: pace, at: later))
        #expect(told.dueAt == later.adding(seconds: 900))
        #expect(told.news(in: .report(digest: 0), at: later.adding(days: 7)) == nil)
    }

    @Test(arguments: [PolledOrder.Answer.report(digest: 0), .missing, .unheard])
    func silenceIsToldWhateverTheCause(answer: PolledOrder.Answer) throws {
        let later = start.adding(days: PollPlan.silentDays)
        var order = new()
        while order.dueAt < later {
            #expect(order.news(in: answer, at: order.dueAt) == nil)
            order =
                answer == .unheard
                ? order.postponed(by: pace.longest, at: order.dueAt) : order.repeated(pace: pace, at: order.dueAt)
        }
        let news = try #require(order.news(in: answer, at: order.dueAt))
        #expect(news == .silent(days: 7))
        let told = try #require(order.after(news, answer, .open, pace: pace, at: order.dueAt))
        #expect(told.news(in: answer, at: later.adding(days: 7)) == nil)
    }

    @Test func anOutcomeThatIsLeftOutStandsAndIsNotAskedForWithoutEnd() throws {
        let ended = try #require(new().after(.report, .report(digest: 5), .settled, pace: pace, at: start))
        #expect(ended.news(in: .missing, at: ended.dueAt) == nil)
        let again = ended.repeated(pace: pace, at: ended.dueAt)
        #expect(again.news(in: .missing, at: again.dueAt) == nil, "the provider may say more of it")
        var left = again
        for _ in 0..<1000 {
            let before = left.dueAt
            left = left.repeated(pace: pace, at: before)
            #expect(left.dueAt > before)
        }
        #expect(left.news(in: .missing, at: start.adding(days: PollPlan.silentDays)) == .settled)
        #expect(left.news(in: .unheard, at: start.adding(days: 30)) == nil, "nobody has looked")
    }

    @Test func anOutcomeIsLookedAtTwice() throws {
        let ended = try #require(new().after(.report, .report(digest: 5), .settled, pace: pace, at: start))
        #expect(ended.dueAt == start.adding(seconds: 3600))
        #expect(ended.news(in: .report(digest: 5), at: ended.dueAt) == nil)
        let again = ended.repeated(pace: pace, at: ended.dueAt)
        #expect(again.dueAt == start.adding(days: 1))
        #expect(again.news(in: .report(digest: 5), at: again.dueAt) == .settled)
    }

    @Test func aStartTakesOverWhatTheWallClockSays() {
        func loaded(age: Int64) -> PolledOrder {
            PolledOrder(first, upstream("7"), digest: 5, hasOutcome: false, unchangedFor: age, pace: pace, at: start)
        }
        #expect(loaded(age: 100_000).dueAt == start.adding(seconds: 200))
        #expect(loaded(age: 0).dueAt == start.adding(seconds: 300))
        #expect(loaded(age: -18_000_000).dueAt == start.adding(seconds: 300), "the clock was ahead by five hours")
        #expect(loaded(age: 18_000_000).dueAt < start)
    }
}

struct PollQueueTests {
    private func order(_ number: Int64, dueAfter seconds: Int64) -> PolledOrder {
        PolledOrder(run(1, of: number), upstream("\(number)"), pace: pace, at: start).postponed(by: seconds, at: start)
    }

    @Test func theLongestDueComesFirst() {
        var queue = PollQueue()
        let seconds = (0..<200).map { Int64($0 * 7919 % 200) - 100 }
        queue.insert(contentsOf: seconds.map { order($0 + 1000, dueAfter: $0) })
        #expect(queue.count == 200)
        #expect(queue.nextDue == start.adding(seconds: -100))
        #expect(queue.take(upTo: 1000, at: start.adding(seconds: -101)).isEmpty)
        let first = queue.take(upTo: 30, at: start)
        #expect(first.map(\.dueAt) == (-100..<(-70)).map { start.adding(seconds: $0) })
        #expect(queue.take(upTo: 1000, at: start).count == 71)
        #expect(queue.count == 99 && queue.nextDue == start.adding(seconds: 1))
    }

    @Test func momentsBeforeTheClockBeganAreDue() {
        var queue = PollQueue()
        let early = Instant(milliseconds: -1500)
        queue.insert(PolledOrder(first, upstream("7"), pace: pace, at: early).postponed(by: 0, at: early))
        #expect(queue.nextDue.map { $0 <= early } == true)
        #expect(queue.take(upTo: 9, at: Instant(milliseconds: 0)).count == 1)
    }

    @Test func whatIsTakenOutDoesNotCome() {
        var queue = PollQueue()
        queue.insert(contentsOf: (1...3).map { order($0, dueAfter: $0) })
        queue.remove(run(1, of: 1))
        #expect(queue.count == 2)
        #expect(queue.take(upTo: 9, at: start.adding(seconds: 9)).map(\.key.order.rawValue) == [2, 3])
        #expect(queue.nextDue == nil)
    }
}

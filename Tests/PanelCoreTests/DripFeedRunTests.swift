import PanelCore
import Testing

struct DripFeedRunTests {
    @Test func eachRunIsMadeWhenTheOneBeforeIsFirstSent() throws {
        let store = MemoryStore.relaying()
        try store.placed(runs: 3)
        #expect(store.submissions.count == 1)
        #expect(store.submissions[first]?.quantity == 100)
        store.claim()
        #expect(store.submissions[run(2)]?.dueAt == noon.adding(minutes: 10))
        // Another attempt at the first makes no third.
        try store.answer(.busy(retryAfter: nil))
        store.claim(at: noon.adding(seconds: 10))
        #expect(store.submissions.count == 2)
        #expect(store.claim(run(2)) == nil, "not before it is due")
        #expect(store.claim(run(2), at: noon.adding(minutes: 10)) == 1)
        #expect(store.submissions[run(3)]?.dueAt == noon.adding(minutes: 20))
    }

    @Test func aRouteThatRelaysTakesTheWholeOrder() throws {
        let store = MemoryStore.relaying(over: [.to(1, relaysDripFeed: true)])
        try store.placed(runs: 3)
        try store.accepted()
        #expect(store.submissions.count == 1)
        #expect(store.submissions[first]?.quantity == 300)
        try store.report("Partial", remains: 30)
        #expect(store.orders[order(101)]?.status == .partial)
        #expect(store.orders[order(101)]?.refunded == money("0.075"))
    }

    @Test func theOrderEndsWithItsLastRun() throws {
        let store = MemoryStore.relaying()
        try store.placed(runs: 2)
        try store.accepted(as: "1")
        try store.report("Partial", remains: 40)
        #expect(store.orders[order(101)]?.status == .inProgress)
        #expect(store.orders[order(101)]?.remains == 140)
        try store.accepted(as: "2", run(2), at: noon.adding(minutes: 10))
        try store.report("Completed", of: run(2))
        #expect(store.orders[order(101)]?.status == .partial)
        #expect(store.orders[order(101)]?.remains == 40)
        #expect(store.orders[order(101)]?.refunded == money("0.1"))
    }

    @Test func aCancelGivesBackWhatHasNotRun() throws {
        let store = MemoryStore.relaying()
        try store.placed(runs: 3)
        try store.accepted()
        #expect(store.cancel())
        #expect(store.submissions[run(2)]?.state == .rejected)
        #expect(store.submissions[first]?.cancel == .wanted)
        #expect(store.orders[order(101)]?.status.isFinal == false)
        try store.report("Completed")
        #expect(store.orders[order(101)]?.status == .partial)
        #expect(store.orders[order(101)]?.refunded == money("0.5"))
        #expect(store.claim(run(2), at: noon.adding(hours: 1)) == nil)
    }

    @Test func severalWaitingRunsAreCanceledAtOnce() throws {
        let store = MemoryStore.relaying()
        try store.placed(runs: 4)
        for number: Int64 in 1...3 {
            let now = noon.adding(minutes: 10 * (number - 1))
            store.claim(run(number), at: now)
            try store.answer(.notSent(reason: "no address"), to: run(number), at: now)
        }
        // The store refuses more events than were declared.
        #expect(store.cancel(at: noon.adding(hours: 1)))
        #expect(store.history.filter { $0 == .rejected }.count == 1)
        #expect(store.submissions.values.allSatisfy { $0.state == .rejected })
        #expect(store.orders[order(101)]?.status == .canceled)
        #expect(store.balances[alice] == money("100"))
    }

    @Test func aRefusalForGoodEndsTheRunsThatWait() throws {
        let store = MemoryStore.relaying()
        try store.placed(runs: 3)
        try store.accepted()
        try store.report("Completed")
        store.claim(run(2), at: noon.adding(minutes: 10))
        try store.answer(.refused(words: "neworder.error.link"), to: run(2))
        #expect(store.submissions[run(3)]?.state == .rejected)
        #expect(store.orders[order(101)]?.status == .partial)
        #expect(store.orders[order(101)]?.remains == 200)
    }

    @Test(arguments: [true, false])
    func aRouteOfTheOtherKindIsNotTaken(relaysFirst: Bool) throws {
        let routes: [Route] = [.to(1, relaysDripFeed: relaysFirst), .to(2, relaysDripFeed: !relaysFirst), .staff]
        let store = MemoryStore.relaying(over: routes)
        try store.placed(runs: 3)
        store.claim()
        try store.answer(.refused(words: "neworder.error.quantity"))
        #expect(store.submissions[first]?.state == .staff)
        // An order without runs can go there.
        let whole = SubmissionKey(order: try store.placed(), run: 1)
        store.claim(whole)
        try store.answer(.refused(words: "neworder.error.quantity"), to: whole)
        #expect(store.submissions[whole]?.destination?.provider == provider(2))
    }
}

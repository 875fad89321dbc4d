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

    /// What remained of a run is settled with its outcome, and nothing that is not believed after that changes it.
    @Test(
        arguments: [
            ("In progress", 100), ("In progress", 0), ("Vanished", nil), ("Partial", nil), ("Partial", 500),
        ] as [(String, Int64?)]
    )
    func whatIsNotBelievedLeavesWhatWasSettled(status: String, remains: Int64?) throws {
        let store = MemoryStore.relaying()
        try store.placed(runs: 2)
        try store.accepted(as: "1")
        try store.report("Partial", remains: 40)
        try store.report(status, remains: remains)
        #expect(store.submissions[first]?.attention != [] || status == "Partial")
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
            try store.answer(.notSent(CallFailure(.noConnection)), to: run(number), at: now)
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

    /// Whatever happens to one run, the others are not looked at.
    @Test func oneRunIsLoadedOfAHundred() throws {
        let store = MemoryStore.relaying(over: [.to(1, cost: "1")])
        try store.placed(runs: 100, every: 1)
        for number: Int64 in 1...100 {
            let now = noon.adding(minutes: number)
            store.claim(run(number), at: now)
            #expect(store.loadedSubmissions == 1)
            try store.answer(.accepted(upstream("\(number)")), to: run(number), at: now)
            #expect(store.loadedSubmissions == 1)
        }
        for number: Int64 in 1...100 {
            let remains: Int64 = number.isMultiple(of: 4) ? 40 : 0
            try store.report("In progress", remains: 50, charge: "0.1", of: run(number))
            #expect(store.loadedSubmissions == 1)
            try store.report(remains > 0 ? "Partial" : "Completed", remains: remains, of: run(number))
            #expect(store.loadedSubmissions == 1)
        }
        #expect(store.orders[order(101)]?.status == .partial)
        #expect(store.orders[order(101)]?.remains == 1000)
        let update = UpdateOrder(id: order(101), account: alice, change: OrderChange(startCount: 3), now: noon)
        _ = try store.run(update).get()
        #expect(store.loadedSubmissions == 1)
    }

    @Test func aCancelLoadsTheRunsThatAreOpen() throws {
        let store = MemoryStore.relaying()
        try store.placed(runs: 20, every: 1)
        for number: Int64 in 1...10 {
            try store.accepted(as: "\(number)", run(number), at: noon.adding(minutes: number))
            if number < 9 { try store.report("Completed", of: run(number)) }
        }
        #expect(store.cancel(at: noon.adding(hours: 1)))
        #expect(store.loadedSubmissions == 4, "the first, two that are delivered and one that waits")
        #expect(store.submissions[run(11)]?.state == .rejected)
        for number: Int64 in 9...10 { try store.report("Canceled", of: run(number)) }
        #expect(store.orders[order(101)]?.remains == 1200)
        #expect(store.orders[order(101)]?.status == .partial)
    }

    @Test func aRefusalForGoodLoadsTheRunsThatAreOpen() throws {
        let store = MemoryStore.relaying()
        try store.placed(runs: 20, every: 1)
        for number: Int64 in 1...10 {
            try store.accepted(as: "\(number)", run(number), at: noon.adding(minutes: number))
            try store.report("Completed", of: run(number))
        }
        store.claim(run(11), at: noon.adding(hours: 1))
        try store.answer(.refused(words: "neworder.error.link"), to: run(11))
        #expect(store.loadedSubmissions == 3)
        #expect(store.submissions[run(12)]?.state == .rejected)
        #expect(store.orders[order(101)]?.status == .partial)
    }
}

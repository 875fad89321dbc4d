import PanelCore
import Testing

/// Reports that cannot be: what is booked and settled of them, and what staff see.
struct ImplausibleReportTests {
    /// An order of 100 pieces for 0.25, which its provider has.
    private func followed(cost: String? = nil) throws -> MemoryStore {
        let store = MemoryStore.relaying(over: [.to(1, cost: cost)])
        try store.placed()
        try store.accepted()
        return store
    }

    private func costTransfers(_ store: MemoryStore) -> [Transfer] {
        store.transfers.filter { if case .providerCharge = $0.cause { true } else { false } }
    }

    // MARK: Costs

    // Twice what 100 pieces cost at 2 for 1,000, else twice the customer's charge, and 0.1.
    @Test(
        arguments: [("2", "0.5", true), ("2", "0.500001", false), (nil, "0.6", true), (nil, "0.600001", false)]
            as [(String?, String, Bool)]
    )
    func aCostIsBookedUpToWhatIsPlausible(known: String?, charge: String, isBooked: Bool) throws {
        let store = try followed(cost: known)
        try store.report("In progress", remains: 60, charge: charge)
        #expect(store.submissions[first]?.cost == (isBooked ? money(charge) : .zero))
        #expect((store.submissions[first]?.attention == []) == isBooked)
        #expect(store.orders[order(101)]?.status == .inProgress, "it goes on")
        #expect(store.orders[order(101)]?.remains == 60)
    }

    @Test(arguments: ["9200000000000", "-0.000001"])
    func whatIsNotPlausibleWaits(charge: String) throws {
        let store = try followed(cost: "1")
        try store.report("In progress", charge: "0.1")
        try store.report("Completed", charge: charge)
        #expect(store.orders[order(101)]?.status == .completed)
        #expect(store.submissions[first]?.cost == money("0.1"))
        #expect(store.submissions[first]?.attention == [.implausibleCost(money(charge), most: money("0.3"))])
        #expect(store.history.last == .attention)
        try store.report("Completed", charge: charge)
        #expect(store.changedNothing, "it is said once")
        // What can be is booked, and nobody has to look any more.
        try store.report("Completed", charge: "0.12")
        #expect(store.submissions[first]?.cost == money("0.12"))
        #expect(store.submissions[first]?.attention == [])
        #expect(costTransfers(store).count == 2)
    }

    @Test func theExpectedCostIsThatOfTheRouteWhenItWasSent() throws {
        let store = try followed(cost: "1")
        #expect(store.submissions[first]?.expectedCost == money("0.1"))
        let package = MemoryStore.relaying(over: [.to(2), .to(1, cost: "1")])
        try package.placed(runs: 3)
        package.claim()
        #expect(package.submissions[first]?.expectedCost == nil)
        try package.answer(.refused(words: "neworder.error.quantity"))
        package.claim()
        #expect(package.submissions[first]?.expectedCost == money("0.1"), "of one run")
    }

    @Test func staffAcceptACost() throws {
        let store = try followed(cost: "1")
        try store.report("Completed", charge: "7")
        try store.resolve(.accept).get()
        #expect(store.submissions[first]?.cost == money("7"))
        #expect(store.submissions[first]?.attention == [])
        #expect(store.history.last == .reportAccepted)
        try store.report("Completed", charge: "7")
        #expect(store.changedNothing)
    }

    @Test func staffFollowAnOrderWithoutItsCost() throws {
        let store = try followed(cost: "1")
        try store.report("In progress", charge: "7")
        try store.resolve(.link(upstream("9001"))).get()
        #expect(store.submissions[first]?.attention == [])
        #expect(store.submissions[first]?.cost == .zero)
        try store.report("In progress", charge: "7")
        #expect(store.changedNothing)
    }

    @Test func thereHasToBeSomethingToAccept() throws {
        let store = try followed()
        #expect(throws: OrderHandlingRefusal.nothingToAccept(order(101))) { try store.resolve(.accept).get() }
        try store.report("In progress", charge: "-1")
        #expect(throws: OrderHandlingRefusal.costCanNotBeBooked(money("-1"))) { try store.resolve(.accept).get() }
        #expect(store.changedNothing)
    }

    @Test(arguments: [("Canceled", nil), ("Partial", 100)] as [(String, Int64?)])
    func aChargeThatIsKeptForNothingIsShown(words: String, remains: Int64?) throws {
        let store = try followed()
        try store.report("In progress", charge: "0.2")
        try store.report(words, remains: remains, charge: "0.2")
        #expect(store.balances[alice] == money("100"), "the customer has it back")
        #expect(store.submissions[first]?.cost == money("0.2"))
        #expect(store.submissions[first]?.attention == [.keptCharge(money("0.2"))])
        try store.resolve(.accept).get()
        #expect(store.submissions[first]?.attention == [])
        try store.report(words, remains: remains, charge: "0.2")
        #expect(store.changedNothing)
    }

    // MARK: Outcomes

    @Test(arguments: [("Completed", 100), ("Completed", 1), ("Completed", 170), ("Partial", 0), ("Partial", -7)])
    func anOutcomeThatContradictsWhatRemainsIsBelievedWhenItIsSaidAgain(words: String, remains: Int64) throws {
        let store = try followed()
        try #require(try store.report(words, remains: remains) == .doubtful)
        #expect(store.orders[order(101)]?.status == .processing)
        #expect(store.submissions[first]?.attention == [Self.contradiction(words, remains)])
        try #require(try store.report(words, remains: remains, at: noon.adding(seconds: 3599)) == .doubtful)
        #expect(store.changedNothing)
        try #require(try store.report(words, remains: remains, at: noon.adding(seconds: 3600)) == .settled)
        #expect(store.orders[order(101)]?.status == .completed)
        #expect(store.orders[order(101)]?.refunded == .zero)
        #expect(store.submissions[first]?.attention != [], "staff are to look at it all the same")
        #expect(store.history.filter { $0 == .attention }.count == 1)
    }

    private static func contradiction(_ words: String, _ remains: Int64) -> Attention {
        words == "Completed" ? .completedWithRemains(remains, of: 100) : .partialWithoutRemains
    }

    @Test func whatIsCorrectedWithinTheHourNeedsNobody() throws {
        let store = try followed()
        try store.report("Completed", remains: 100)
        try #require(try store.report("Completed", remains: 0, at: noon.adding(seconds: 60)) == .settled)
        #expect(store.submissions[first]?.attention == [])
        #expect(store.orders[order(101)]?.status == .completed)
    }

    @Test func staffAcceptAnOutcome() throws {
        let store = try followed()
        try store.report("Completed", remains: 100)
        try store.resolve(.accept).get()
        #expect(store.orders[order(101)]?.status == .completed)
        #expect(store.submissions[first]?.attention == [])
        try #require(try store.report("Completed", remains: 100, at: noon.adding(hours: 2)) == .settled)
        #expect(store.changedNothing)
    }

    /// Somebody looked in between, and nothing is left open by that.
    @Test func anOutcomeThatIsLinkedAgainIsSettledToo() throws {
        let store = try followed()
        try store.report("Completed", remains: 100)
        try store.resolve(.link(upstream("9001")), at: noon.adding(seconds: 60)).get()
        try #require(try store.report("Completed", remains: 100, at: noon.adding(hours: 2)) == .settled)
        #expect(store.orders[order(101)]?.status == .completed)
    }

    @Test func aSubscriptionEndsWithPostsThatRemain() throws {
        let store = try followed()
        let subscription = UpstreamReport.Subscription(posts: 3, expiry: nil)
        let report = UpstreamReport(statusText: "Expired", remains: 40, subscription: subscription)
        try #require(try store.take(.report(report)) == .settled)
        #expect(store.submissions[first]?.attention == [])
    }

    // MARK: Minds that change

    @Test(
        arguments: [
            [("Completed", "0.2"), ("In progress", "0.2")], [("In progress", "0.2"), ("In progress", "0.1")],
            [("Active", "0.2"), ("Paused", "0.2")], [("Moon", "0.2"), ("Mars", "0.2")],
        ]
    )
    func whatFlapsIsSettledOnceAndLeftToStaff(turns: [(String, String)]) throws {
        let store = try followed()
        for turn in 0..<50 where store.submissions[first]?.isWatched == true {
            let (words, charge) = turns[turn % 2]
            try store.report(words, charge: charge, at: noon.adding(hours: Int64(turn)))
        }
        #expect(store.submissions[first]?.state == .held)
        guard case .changedItsMind(5, _)? = store.submissions[first]?.attention.first else {
            Issue.record("\(store.submissions[first]?.attention ?? [])")
            return
        }
        #expect(store.history.last == .contradiction)
        #expect(costTransfers(store).count <= 10)
        #expect(store.events.count <= 25)
        #expect(store.balances[alice] == money("99.75"))
        let before = store.events.count
        // An answer that was under way.
        try store.report("Canceled", charge: "0")
        #expect(store.changedNothing && store.events.count == before)
        // Somebody looked: it is followed as at first.
        try store.resolve(.accept).get()
        #expect(store.submissions[first]?.isWatched == true)
        try store.report("Canceled", charge: "0")
        #expect(store.balances[alice] == money("100"))
    }

    @Test func anOrderThatIsForgottenNowAndThenIsLeftToStaff() throws {
        let store = try followed()
        for _ in 0..<20 where store.submissions[first]?.isWatched == true {
            try store.take(.unknown(words: "Incorrect order ID"))
            try store.report("In progress")
        }
        #expect(store.submissions[first]?.state == .held)
        #expect(store.events.count <= 15)
    }

    @Test func progressIsNotAChangeOfMind() throws {
        let store = try followed()
        for (words, remains, charge) in [
            ("Pending", 100, "0.2"), ("Processing", 100, "0.2"), ("In progress", 80, "0.2"),
            ("In progress", 90, "0.21"), ("Partial", 20, "0.22"),
        ] as [(String, Int64, String)] {
            try store.report(words, remains: remains, charge: charge)
        }
        #expect(store.submissions[first]?.reversals == 0)
    }
}

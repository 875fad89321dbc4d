import PanelCore
import Testing

struct RecordReportsTests {
    private func followed() throws -> MemoryStore {
        let store = MemoryStore.relaying()
        try store.placed()
        try store.accepted()
        return store
    }

    private func status(_ store: MemoryStore) -> OrderStatus? { store.orders[order(101)]?.status }

    @Test func progressReachesTheCustomer() throws {
        let store = try followed()
        try #require(try store.report("In progress", remains: 60) == .open)
        #expect(status(store) == .inProgress)
        #expect(store.orders[order(101)]?.remains == 60)
        #expect(store.orders[order(101)]?.startCount == 5)
    }

    @Test func theSameReportOnceMoreWritesNothing() throws {
        let store = try followed()
        try store.report("In progress", remains: 60)
        try store.report("In progress", remains: 60)
        #expect(store.changedNothing)
    }

    @Test(
        arguments: [
            ("Completed", 0, .completed, "0"), ("Completed", nil, .completed, "0"), ("Completed", -7, .completed, "0"),
            ("Partial", 40, .partial, "0.1"), ("Partial", 100, .partial, "0.25"), ("Canceled", nil, .canceled, "0.25"),
            ("Refunded", 3, .canceled, "0.25"),
        ] as [(String, Int64?, OrderStatus, String)]
    )
    func anOutcomeGivesBackItsPart(words: String, remains: Int64?, outcome: OrderStatus, back: String) throws {
        let store = try followed()
        try #require(try store.report(words, remains: remains) == .settled)
        #expect(status(store) == outcome)
        #expect(store.orders[order(101)]?.refunded == money(back))
        #expect(store.submissions[first]?.attention == [])
    }

    @Test(arguments: [("Partial", nil), ("Partial", 101), ("On the moon", 5)] as [(String, Int64?)])
    func whatCanNotBeFollowedIsForStaff(words: String, remains: Int64?) throws {
        let store = try followed()
        let result = try store.report(words, remains: remains)
        #expect(result == (words == "Partial" ? .doubtful : .open))
        #expect(status(store) == .processing)
        #expect(store.submissions[first]?.attention != [])
        #expect(store.history.last == .attention)
        try store.report(words, remains: remains)
        #expect(store.changedNothing, "it is said once")
        try store.report("Completed")
        #expect(store.submissions[first]?.attention == [])
    }

    @Test func aStepBackIsNotShown() throws {
        let store = try followed()
        try store.report("In progress", remains: 60)
        try store.report("Pending", remains: 100)
        #expect(status(store) == .inProgress)
        #expect(store.orders[order(101)]?.remains == 60)
    }

    /// Many panels write 0 until they know better.
    @Test(
        arguments: [
            ("Pending", 0, 0), ("Processing", 0, 0), ("queued", -1, 0), ("Pending", 0, nil), ("Moon", 0, 0),
        ] as [(String, Int64, Int64?)]
    )
    func nothingRemainsOnlyOnceAnOrderHasBegun(words: String, remains: Int64, start: Int64?) throws {
        let store = try followed()
        func report(_ words: String, _ remains: Int64, _ start: Int64?) throws {
            try store.take(.report(UpstreamReport(statusText: words, startCount: start, remains: remains)))
        }
        try report(words, remains, start)
        #expect(store.orders[order(101)]?.remains == nil, "it is the quantity")
        try report("In progress", 60, 40)
        try report(words, remains, start)
        #expect(store.orders[order(101)]?.remains == 60)
        try report("In progress", 0, 40)
        #expect(store.orders[order(101)]?.remains == 0)
    }

    @Test(
        arguments: [("Processing", 40, 0), ("In progress", nil, 0), ("Pending", nil, 60)] as [(String, Int64?, Int64)]
    )
    func whatRemainsIsToldOnceAnOrderHasBegun(words: String, start: Int64?, remains: Int64) throws {
        let store = try followed()
        try store.take(.report(UpstreamReport(statusText: words, startCount: start, remains: remains)))
        #expect(store.orders[order(101)]?.remains == remains)
    }

    @Test func aRunThatHasNotBegunCountsAsAWhole() throws {
        let store = MemoryStore.relaying()
        try store.placed(runs: 3)
        try store.accepted()
        try store.take(.report(UpstreamReport(statusText: "Pending", startCount: 0, remains: 0)))
        #expect(store.orders[order(101)]?.remains == 300)
    }

    @Test func remainsAreKeptWithinTheOrder() throws {
        let store = try followed()
        try store.report("In progress", remains: 170)
        #expect(store.orders[order(101)]?.remains == 100)
        try store.report("In progress", remains: -5)
        #expect(store.orders[order(101)]?.remains == 0)
    }

    @Test func aCorrectionGivesTheRestBack() throws {
        let store = try followed()
        try store.report("Completed")
        try store.report("Partial", remains: 20)
        #expect(store.orders[order(101)]?.refunded == money("0.05"))
        try store.report("Partial", remains: 30)
        #expect(store.orders[order(101)]?.refunded == money("0.075"))
        try store.report("Canceled")
        #expect(store.orders[order(101)]?.refunded == money("0.25"))
        #expect(store.orders[order(101)]?.refundCount == 3)
        #expect(store.balances[alice] == money("100"))
    }

    @Test(arguments: [("Partial", "Completed"), ("Canceled", "In progress"), ("Canceled", "Completed")])
    func whatTakesBackARefundIsAContradiction(told: String, then: String) throws {
        let store = try followed()
        try store.report(told, remains: 50)
        let settled = store.orders[order(101)]
        try #require(try store.report(then, remains: 50) == .dropped)
        #expect(store.orders[order(101)] == settled)
        #expect(store.submissions[first]?.state == .held)
        #expect(store.submissions[first]?.outcome == settled?.status)
        #expect(store.history.last == .contradiction)
    }

    @Test func aSmallerPartIsAContradiction() throws {
        let store = try followed()
        try store.report("Partial", remains: 50)
        try store.report("Partial", remains: 20)
        #expect(store.submissions[first]?.state == .held)
        #expect(store.orders[order(101)]?.refunded == money("0.125"))
    }

    @Test func aRefillMayOpenACompletedOrder() throws {
        let store = try followed()
        try store.report("Completed")
        try #require(try store.report("In progress", remains: 10) == .settled)
        #expect(status(store) == .completed)
        #expect(store.submissions[first]?.state == .accepted)
    }

    @Test func chargesAreBookedByDifference() throws {
        let store = try followed()
        try store.report("In progress", charge: "0.2")
        try store.report("Completed", charge: "0.25")
        try store.report("Partial", remains: 50, charge: "0.125")
        try store.report("Partial", remains: 60, charge: nil)
        #expect(store.submissions[first]?.cost == money("0.125"))
        let own = entries(of: store.transfers.filter { if case .providerCharge = $0.cause { true } else { false } })
        #expect(own[.providerCost] == 125_000)
        #expect(own[.provider(provider(1))] == -125_000)
        #expect(store.submissions[first]?.costCount == 3)
    }

    @Test func aChargeThatIsNotNamedIsNotBooked() throws {
        let store = try followed()
        let report = UpstreamReport(statusText: "Completed", charge: nil)
        let item = RecordReports.Item(key: first, upstreamID: upstream("9001"), answer: .report(report))
        _ = store.run(RecordReports(provider: provider(1), items: [item], now: noon)).get()
        #expect(store.submissions[first]?.cost == .zero)
        #expect(status(store) == .completed)
    }

    @Test func aReportOfAnotherOrderDoesNotCount() throws {
        let store = try followed()
        let item = RecordReports.Item(
            key: first,
            upstreamID: upstream("1"),
            answer: .report(UpstreamReport(statusText: "Canceled"))
        )
        let command = RecordReports(provider: provider(1), items: [item], now: noon)
        #expect(store.run(command).get() == [first: .dropped])
        #expect(store.changedNothing)
    }

    @Test func whatTheProviderDoesNotKnowIsForStaff() throws {
        let store = try followed()
        try #require(try store.take(.unknown(words: "Incorrect order ID")) == .open)
        let unknown = Attention.unknownToProvider(upstream("9001"), KeptText("Incorrect order ID"))
        #expect(store.submissions[first]?.attention == [unknown])
        try #require(try store.take(.silent(days: 7)) == .open)
        #expect(store.submissions[first]?.attention == [.silent(days: 7)])
    }

    @Test func longWordsAreCutAndSaidOnce() throws {
        let store = try followed()
        let words = String(repeating: "ệ", count: 10_000)
        try #require(try store.take(.unknown(words: words)) == .open)
        guard case .unknownToProvider(_, let kept)? = store.submissions[first]?.attention.first else {
            Issue.record("nobody is told")
            return
        }
        #expect(kept.description.utf8.count <= KeptText.longest && kept.description.hasSuffix("ệ…"))
        try #require(try store.take(.unknown(words: words)) == .open)
        #expect(store.changedNothing)
        try store.report(words)
        let status = try #require(store.submissions[first]?.report?.statusText)
        #expect(status.utf8.count <= UpstreamReport.longestStatus && status.hasSuffix("ệ…"))
    }

    @Test func whatIsSettledIsNotAskedForAnyLonger() throws {
        let store = try followed()
        try store.report("Completed")
        try #require(try store.take(.settled) == .dropped)
        #expect(store.submissions[first]?.isWatched == false)
    }
}

import PanelCore
import Testing

/// What providers say, and what they are sent.
struct UpstreamWordsTests {
    @Test(
        arguments: [
            ("Pending", .pending), ("Processing", .processing), ("In progress", .inProgress),
            ("in_progress", .inProgress),
            ("INPROGRESS", .inProgress), ("Active", .inProgress), ("Completed", .completed), ("complete", .completed),
            ("Partial", .partial), ("Canceled", .canceled), ("cancelled", .canceled), ("Refunded", .canceled),
            ("Partially completed", .partial), ("", nil), ("Fail", nil), ("Completed?no", nil), ("Завершён", nil),
        ] as [(String, OrderStatus?)]
    )
    func aStatusIsKnownHoweverItIsSpelled(text: String, status: OrderStatus?) {
        #expect(UpstreamReport.status(named: text) == status)
        #expect(UpstreamReport(statusText: text).status == status)
    }

    @Test func aStatusIsCut() {
        #expect(UpstreamReport(statusText: String(repeating: "x", count: 1000)).statusText.utf8.count == 64)
    }

    private func words(
        _ store: MemoryStore,
        idempotencyParameter: String? = nil,
        key: SubmissionKey = first
    ) throws -> String {
        let submission = try #require(store.submissions[key])
        let placed = try #require(store.orders[key.order])
        let sent = store.orderParameters[placed.id] ?? []
        return UpstreamRequest(submission, of: placed, sent: sent, idempotencyParameter: idempotencyParameter).words
    }

    @Test func anOrderIsSentAsItIs() throws {
        let store = MemoryStore.relaying()
        try store.placed()
        #expect(try words(store) == "service=7&link=https://example.com/p/1&quantity=100")
    }

    @Test func aKeyIsTheSameForEachAttemptAndAnotherForEachRun() throws {
        let store = MemoryStore.relaying(terms: ProviderTerms(idempotencyParameter: "rid"))
        try store.placed(runs: 2)
        let before = try words(store, idempotencyParameter: "rid")
        let key = try #require(store.submissions[first]?.idempotencyKey)
        #expect(before.hasSuffix("&rid=\(key)"))
        store.claim()
        #expect(try words(store, idempotencyParameter: "rid") == before)
        let next = try #require(store.submissions[run(2)]?.idempotencyKey)
        #expect(try words(store, idempotencyParameter: "rid", key: run(2)).hasSuffix("&rid=\(next)"))
        #expect(next != key)
    }

    @Test func aRelayedDripFeedNamesItsRuns() throws {
        let relayed = MemoryStore.relaying(over: [.to(1, relaysDripFeed: true)])
        try relayed.placed(runs: 3, every: 15)
        #expect(try words(relayed).hasSuffix("&quantity=100&runs=3&interval=15"))
        let single = MemoryStore.relaying()
        try single.placed(runs: 3, every: 15)
        #expect(try words(single).hasSuffix("&quantity=100"))
    }

    @Test func whatTheCustomerSentGoesAlong() throws {
        let service = Service.sample(type: .customComments) {
            $0.routes = [.to(1)]
            $0.minimum = 1
        }
        let store = MemoryStore(selling: [service], providers: [.sample()])
        let sent = ParameterSet([.service: "1", .link: "https://example.com/p/1", .comments: "Nice\nGood"])
        _ = try store.run(try store.place(sent)).get()
        #expect(try words(store) == "service=7&link=https://example.com/p/1&quantity=2&comments=Nice\nGood")
    }

    /// A family of panels refuses an order without.
    @Test(arguments: OrderTypeRow.all)
    func theChargedQuantityGoesAlongWithAllButSubscriptions(row: OrderTypeRow) throws {
        var service = try row.service()
        service.routes = [.to(1)]
        let store = MemoryStore(selling: [service], providers: [.sample()])
        _ = try store.run(try store.place(row.sent)).get()
        let isSaid =
            try words(store).contains("&quantity=\(row.quantity)&")
            || words(store).hasSuffix("&quantity=\(row.quantity)")
        #expect(isSaid == (row.type != "Subscriptions"))
    }

    @Test func eachRunOfAPackageIsOne() throws {
        let service = Service.sample(type: .package) {
            $0.routes = [.to(1)]
            $0.offersDripFeed = true
        }
        let store = MemoryStore(selling: [service], providers: [.sample()])
        try store.placed(runs: 3)
        #expect(try words(store).hasSuffix("&quantity=1"))
    }
}

struct PricePolicyTests {
    @Test func aMarkupIsAddedToTheCost() {
        #expect(PricePolicy.keepMarkup(basisPoints: 5000).rate(for: money("1.2")) == money("1.8"))
        #expect(PricePolicy.keepMarkup(basisPoints: 0).rate(for: money("1.2")) == money("1.2"))
        #expect(PricePolicy.keepMarkup(basisPoints: 1).rate(for: Money(micros: 5000)) == Money(micros: 5001))
    }

    @Test func theOthersNameNoRate() {
        #expect(PricePolicy.keepRate.rate(for: money("1")) == nil)
        #expect(PricePolicy.disable.rate(for: money("1")) == nil)
    }

    @Test func whatDoesNotFitIsNoRate() {
        #expect(PricePolicy.keepMarkup(basisPoints: 1).rate(for: Money(micros: .max)) == nil)
        #expect(PricePolicy.keepMarkup(basisPoints: 1).rate(for: Money(micros: -1)) == nil)
    }

    @Test(arguments: [("20", 2000), ("12.5", 1250), ("0.01", 1), ("0", 0), ("10000", 1_000_000)] as [(String, Int64)])
    func aPercentageIsReadAndWritten(text: String, points: Int64) {
        #expect(PricePolicy.basisPoints(percent: text) == points)
        #expect(PricePolicy.basisPoints(percent: PricePolicy.percent(points)) == points)
    }

    @Test(arguments: ["", "-1", "0.001", "10000.01", "x"])
    func otherPercentagesAreRefused(text: String) {
        #expect(PricePolicy.basisPoints(percent: text) == nil)
    }
}

import PanelCore
import PanelTesting
import Testing

extension Service {
    /// As panels sell subscriptions: 0.108 for 1,000 pieces, from 10 to 500,000 of them for each post.
    static func byPieces(configure: (inout Service) -> Void = { _ in }) -> Service {
        .sample(type: .subscriptions) {
            ($0.subscriptionRate, $0.rate) = (.pieces, money("0.108"))
            ($0.minimum, $0.maximum) = (10, 500_000)
            configure(&$0)
        }
    }
}

extension ParameterSet {
    /// Ten posts, with 500,000 pieces for each.
    static let tenPosts = ParameterSet([
        .service: "1", .link: "https://example.com/ann", .posts: "10", .min: "100", .max: "500000",
    ])
}

/// What subscriptions cost whose rate is that of pieces.
struct SubscriptionPriceTests {
    private let endless = Service.byPieces { $0.maximumPosts = 30 }

    @Test func postsArePaidForWithAllThatTheyCanGet() throws {
        let placed = try request(.tenPosts, of: .byPieces())
        #expect(placed.charge == money("540"))
        #expect(placed.quantity == 10, "posts are counted, and given back")
        #expect(placed.parameters == [.init(.posts, "10"), .init(.min, "100"), .init(.max, "500000")])
        #expect(try request(.tenPosts, of: .byPieces(), ownRate: money("0.1")).charge == money("500"))
        #expect(try request(.tenPosts, of: .byPieces { $0.subscriptionRate = .post }).charge == money("1.08"))
    }

    @Test(arguments: ["1", "9", "500001", "1000000"])
    func postsAreNotWithinTheBoundsOfPieces(posts: String) throws {
        let placed = try request(.tenPosts.setting([.posts: posts, .max: "1000"]), of: .byPieces())
        #expect(placed.charge.micros == 108_000 * (Int64(posts) ?? 0))
    }

    @Test(
        arguments: [
            ([.min: "10", .max: "10"], "0.0108"), ([.min: "500000"], "540"), ([.max: "100"], "0.108"),
            ([.posts: "3", .max: "11", .min: "11"], "0.003564"),
            ([.posts: "1", .min: "10", .max: "10"], "0.00108"),
        ] as [([ParameterName: String], String)]
    )
    func theChargeIsExact(values: [ParameterName: String], charge: String) throws {
        #expect(try request(.tenPosts.setting(values), of: .byPieces()).charge == money(charge))
    }

    @Test func aPriceIsRoundedHalfUpOnce() throws {
        var seeded = Seeded(12)
        let service = Service.byPieces()
        for _ in 0..<10_000 {
            let (rate, posts, most) = (seeded.anySize(), seeded.anySize(), seeded.anySize())
            let price = service.price(of: posts, piecesPerPost: most, at: Money(micros: rate))
            let (pieces, tooMany) = UInt128(posts).multipliedReportingOverflow(by: UInt128(most))
            let (product, tooMuch) = pieces.multipliedReportingOverflow(by: UInt128(rate))
            let exact = (product &+ 500) / 1000
            let fits = !tooMany && !tooMuch && pieces <= UInt128(Int64.max) && exact <= UInt128(Int64.max)
            #expect(price?.micros == (fits ? Int64(exact) : nil), "\(posts) × \(most) × \(rate)")
        }
    }

    @Test(
        arguments: [
            ([.max: ""], .incorrectParameter(.max)), ([.max: "0"], .incorrectParameter(.max)),
            ([.max: "x"], .incorrectParameter(.max)), ([.max: "99"], .incorrectParameter(.max)),
            ([.min: "x"], .incorrectParameter(.min)), ([.min: "9"], .quantityBelowMinimum(10)),
            ([.min: "", .max: "9"], .quantityBelowMinimum(10)), ([.max: "500001"], .quantityAboveMaximum(500_000)),
            ([.posts: "x"], .incorrectParameter(.posts)), ([.posts: "-1"], .incorrectParameter(.posts)),
            ([.posts: "1000001"], .incorrectParameter(.posts)),
            ([.posts: "99999999999999999999"], .incorrectParameter(.posts)),
            ([.posts: "", .quantity: "x"], .incorrectParameter(.posts)),
        ] as [([ParameterName: String], APIRefusal)]
    )
    func whatCanNotBePricedIsRefused(values: [ParameterName: String], refusal: APIRefusal) {
        for service in [Service.byPieces(), endless] {
            #expect(throws: refusal) { try request(.tenPosts.setting(values), of: service) }
        }
    }

    @Test func withoutALeastEachPostGetsTheMost() throws {
        let placed = try request(.tenPosts.setting([.min: " ", .max: "700"]), of: .byPieces())
        #expect(placed.parameters == [.init(.posts, "10"), .init(.min, "700"), .init(.max, "700")])
    }

    @Test func whatIsTooMuchToCountIsRefused() {
        let service = Service.byPieces { $0.maximum = .max }
        let sent = ParameterSet.tenPosts.setting(.max, "\(Int64.max)")
        #expect(throws: APIRefusal.quantityAboveMaximum(.max)) { try request(sent, of: service) }
    }

    @Test func everyRunOfADripFeedIsPaidFor() throws {
        let service = Service.byPieces { $0.offersDripFeed = true }
        let placed = try request(.tenPosts.setting([.runs: "3", .interval: "60"]), of: service)
        #expect(placed.quantity == 30)
        #expect(placed.charge == money("1620"))
    }

    // MARK: Until it expires

    @Test(
        arguments: [
            [.posts: "0"], [.posts: ""], [.posts: "undefined"], [.posts: "", .quantity: "0"],
            [.posts: "0", .quantity: "12"], [.posts: "NaN", .oldPosts: "null"],
        ] as [[ParameterName: String]]
    )
    func withoutANumberOfPostsThoseOfTheServiceArePaidFor(count: [ParameterName: String]) throws {
        let placed = try request(.tenPosts.setting(count), of: endless)
        #expect(placed.quantity == 30)
        #expect(placed.charge == money("1620"))
        // Whoever delivers must not deliver more than that.
        #expect(placed.parameters.first == .init(.posts, "30"))
        #expect(throws: APIRefusal.incorrectParameter(.posts)) {
            try request(.tenPosts.setting(count), of: .byPieces())
        }
    }

    @Test func byPostAnOrderNeedsItsPosts() {
        let service = Service.sample(type: .subscriptions)
        #expect(throws: APIRefusal.quantityBelowMinimum(10)) {
            try request(.tenPosts.setting(.posts, "0"), of: service)
        }
        #expect(throws: APIRefusal.incorrectParameter(.posts)) {
            try request(.tenPosts.setting(.posts, nil), of: service)
        }
    }

    // MARK: Posts that are there already

    @Test func oldPostsAreKeptAndPaidFor() throws {
        let sent = ParameterSet.tenPosts.setting(.oldPosts, " 005 ")
        let placed = try request(sent, of: .byPieces())
        #expect(placed.quantity == 15)
        #expect(placed.charge == money("810"))
        #expect(placed.parameters.prefix(2) == [.init(.posts, "10"), .init(.oldPosts, "5")])
        let byPost = try request(sent, of: .sample(type: .subscriptions))
        #expect(byPost.charge == money("37.5"))
        #expect(byPost.parameters.contains(.init(.oldPosts, "5")))
        #expect(try request(sent.setting(.posts, "0"), of: endless).quantity == 35)
    }

    @Test(
        arguments: [
            ("-1", .incorrectParameter(.oldPosts)), ("x", .incorrectParameter(.oldPosts)),
            ("1000001", .incorrectParameter(.oldPosts)), ("9991", .quantityAboveMaximum(10_000)),
        ] as [(String, APIRefusal)]
    )
    func oldPostsThatCanNotBeSoldAreRefused(old: String, refusal: APIRefusal) {
        #expect(throws: refusal) {
            try request(.tenPosts.setting(.oldPosts, old), of: .sample(type: .subscriptions))
        }
    }

    @Test func otherTypesKnowNoOldPosts() throws {
        #expect(try request(.sample.setting(.oldPosts, "x"), of: .sample()).parameters.isEmpty)
    }

    // MARK: What can be sold

    @Test(
        arguments: [
            { ($0.type, $0.subscriptionRate) = (.standard, .pieces) }, { $0.maximumPosts = 10 },
            { ($0.type, $0.subscriptionRate, $0.maximumPosts) = (.subscriptions, .pieces, 0) },
            { ($0.type, $0.subscriptionRate, $0.maximumPosts) = (.subscriptions, .pieces, 1_000_001) },
        ] as [@Sendable (inout Service) -> Void]
    )
    func otherServicesDoNotCountPieces(spoil: @Sendable (inout Service) -> Void) {
        #expect(Service.sample(configure: spoil).problem != nil)
        #expect(endless.problem == nil)
    }
}

/// Subscriptions at a provider: what they may cost, and what comes back when they end.
struct RelayedSubscriptionTests {
    /// Ten posts for 540, which a provider has for 450.
    private func followed(_ policy: PricePolicy = .keepRate) throws -> MemoryStore {
        let service = Service.byPieces { $0.routes = [.to(1, policy: policy, cost: "0.09")] }
        let store = MemoryStore(selling: [service], balance: "1000", providers: [.sample()])
        _ = try store.run(try store.place(.tenPosts)).get()
        #expect(store.balances[alice] == money("460"))
        try store.accepted()
        return store
    }

    private func report(_ words: String, _ remains: Int64?, charge: String? = nil) throws -> UpstreamReport {
        let subscription = try #require(UpstreamReport.Subscription(posts: 10, expiry: nil))
        return UpstreamReport(
            statusText: words,
            remains: remains,
            charge: charge.map { money($0) },
            subscription: subscription
        )
    }

    @Test func theExpectedCostIsThatOfThePieces() throws {
        let store = try followed()
        #expect(store.submissions[first]?.expectedCost == money("450"))
        try store.take(.report(try report("Active", 8, charge: "450")))
        #expect(store.submissions[first]?.attention == [])
        #expect(store.submissions[first]?.cost == money("450"))
    }

    @Test(arguments: ["Expired", "Completed", "Partial"])
    func postsThatDidNotComeAreGivenBack(words: String) throws {
        let store = try followed()
        try store.take(.report(try report("Active", 8)))
        #expect(store.orders[order(101)]?.remains == 8)
        try #require(try store.take(.report(try report(words, 4))) == .settled)
        #expect(store.orders[order(101)]?.status == .partial)
        #expect(store.orders[order(101)]?.refunded == money("216"))
        #expect(store.balances[alice] == money("676"))
        #expect(store.submissions[first]?.attention == [])
        // The outcome is looked at again, and given back once.
        try store.take(.report(try report(words, 4)), at: noon.adding(hours: 1))
        #expect(store.changedNothing)
    }

    @Test(
        arguments: [("270", .partial, "216"), ("0", .canceled, "540"), (nil, .canceled, "540")]
            as [(String?, OrderStatus, String)]
    )
    func whatACanceledOneDeliveredIsPaidForWhereItIsCharged(
        charge: String?,
        end: OrderStatus,
        refunded: String
    ) throws {
        let store = try followed()
        try store.take(.report(try report("Active", 8)))
        try #require(try store.take(.report(try report("Canceled", 4, charge: charge))) == .settled)
        #expect(store.orders[order(101)]?.status == end)
        #expect(store.orders[order(101)]?.refunded == money(refunded))
    }

    @Test func aSubscriptionThatGotAllItsPostsIsCompleted() throws {
        let store = try followed()
        try #require(try store.take(.report(try report("Completed", 0))) == .settled)
        #expect(store.orders[order(101)]?.status == .completed)
        #expect(store.balances[alice] == money("460"))
    }

    /// Many panels never count what remains, so somebody looks.
    @Test func aSubscriptionOfWhichAllRemainsIsForStaff() throws {
        let store = try followed()
        try #require(try store.take(.report(try report("Expired", 10))) == .doubtful)
        try #require(try store.take(.report(try report("Expired", 10)), at: noon.adding(hours: 1)) == .settled)
        #expect(store.orders[order(101)]?.status == .completed)
        #expect(store.submissions[first]?.attention == [.completedWithRemains(10, of: 10)])
        try store.resolve(.refund).get()
        #expect(store.balances[alice] == money("1000"))
    }

    @Test func anEndThatDoesNotSayWhatRemainsIsForStaff() throws {
        let store = try followed()
        try #require(try store.take(.report(try report("Expired", nil))) == .settled)
        #expect(store.orders[order(101)]?.status == .completed)
        #expect(store.submissions[first]?.attention == [.outcomeWithoutRemains("Expired")])
        try store.resolve(.accept).get()
        #expect(store.submissions[first]?.attention == [])
        try store.take(.report(try report("Expired", nil)), at: noon.adding(hours: 1))
        #expect(store.changedNothing)
    }
}

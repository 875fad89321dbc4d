import PanelCore
import Testing

struct SyncCatalogueTests {
    private func listing(
        _ id: String = "7",
        rate: String = "2",
        type: ServiceType = .standard,
        minimum: Int64 = 10,
        subscriptionRate: SubscriptionRate = .post,
        refill: Bool = true
    ) -> UpstreamListing {
        UpstreamListing(
            service: upstream(id),
            name: "Likes \(id)",
            type: type,
            category: "Theirs",
            rate: money(rate),
            minimum: minimum,
            maximum: 5000,
            subscriptionRate: subscriptionRate,
            maximumPosts: subscriptionRate == .pieces ? 20 : nil,
            description: nil,
            offersRefill: refill,
            offersCancel: false,
            offersDripFeed: true
        )
    }

    private func sync(
        _ listings: [UpstreamListing],
        creation: SyncCatalogue.Creation? = nil,
        allowsEmpty: Bool = false,
        isRehearsal: Bool = false,
        in store: MemoryStore
    ) throws -> SyncCatalogue.Outcome {
        let command = SyncCatalogue(
            provider: provider(1),
            listings: listings,
            creation: creation,
            allowsEmpty: allowsEmpty,
            isRehearsal: isRehearsal,
            now: noon
        )
        return try store.run(command).get()
    }

    private func sold(_ store: MemoryStore) throws -> Service { try #require(store.services[service(1)]) }

    @Test func boundsFollowTheFirstRoute() throws {
        let store = MemoryStore.relaying(over: [.to(1, cost: "2")])
        #expect(try sync([listing(minimum: 50)], in: store).updated == 1)
        #expect(try sold(store).minimum == 50)
        #expect(try sold(store).maximum == 5000)
        #expect(try sold(store).rate == money("2.5"), "the rate stays")
        #expect(try sold(store).offersCancel, "what staff offer stays")
        #expect(try sync([listing(minimum: 50)], in: store).unchanged == 1)
        #expect(store.changedNothing)
    }

    @Test func aRouteThatCostsMoreThanTheRateIsNotTaken() throws {
        let store = MemoryStore.relaying(over: [.to(1, cost: "2"), .to(2)])
        _ = try sync([listing(rate: "2.6")], in: store)
        #expect(try sold(store).routes[0].availability == .costsMoreThanRate)
        #expect(try sold(store).nextRoute(from: 0)?.position == 1)
        _ = try sync([listing(rate: "2.5")], in: store)
        #expect(try sold(store).routes[0].availability == .available)
    }

    @Test func aRateThatFollowsIsRaised() throws {
        let store = MemoryStore.relaying(over: [.to(1, policy: .keepMarkup(basisPoints: 5000), cost: "1")])
        #expect(try sync([listing(rate: "3")], in: store).updated == 1)
        #expect(try sold(store).rate == money("4.5"))
        #expect(try sold(store).offersRefill)
        #expect(try !sold(store).offersCancel)
    }

    @Test func aPriceThatChangesDisablesWhenThatIsWanted() throws {
        let store = MemoryStore.relaying(over: [.to(1, policy: .disable, cost: "2")])
        _ = try sync([listing(rate: "2")], in: store)
        #expect(try sold(store).isEnabled)
        #expect(try sync([listing(rate: "1")], in: store).disabled == 1)
        #expect(try !sold(store).isEnabled)
    }

    @Test(arguments: [true, false])
    func whatIsGoneOrOfAnotherTypeIsNotTaken(isListed: Bool) throws {
        let store = MemoryStore.relaying(over: [.to(1, cost: "2")])
        let listings = [isListed ? listing(type: .package) : listing("8")]
        #expect(try sync(listings, in: store).disabled == 1)
        #expect(try sold(store).routes[0].availability == .gone)
        #expect(throws: APIRefusal.incorrectService) { try store.place() }
        _ = try sync([listing()], in: store)
        #expect(try sold(store).isOffered)
    }

    @Test func aCatalogueWithoutAnythingIsTakenOnlyWhenItIsMeant() throws {
        let store = MemoryStore.relaying(over: [.to(1, cost: "2")])
        for isRehearsal in [true, false] {
            #expect(throws: StaffRefusal.provider(.emptyCatalogue(ProviderName(unchecked: "provider1")))) {
                try sync([], isRehearsal: isRehearsal, in: store)
            }
        }
        #expect(try sold(store).isOffered)
        #expect(try sync([], allowsEmpty: true, in: store).disabled == 1)
        #expect(try !sold(store).isOffered)
    }

    @Test func aMarkupIsNotLostToRounding() throws {
        let store = MemoryStore.relaying(over: [.to(1, policy: .keepMarkup(basisPoints: 2000), cost: "1")])
        _ = try sync([listing(rate: "0.000001")], in: store)
        #expect(try sold(store).rate == money("0.000002"))
        _ = try sync([listing(rate: "0.000005")], in: store)
        #expect(try sold(store).rate == money("0.000006"))
        _ = try sync([listing(rate: "0")], in: store)
        #expect(try sold(store).rate == .zero)
    }

    // MARK: Subscriptions

    private func subscription(_ policy: PricePolicy, _ second: Route? = nil) -> MemoryStore {
        let routes = [Route.to(1, policy: policy, cost: "2"), second].compactMap(\.self)
        return MemoryStore(
            selling: [.sample(type: .subscriptions) { $0.routes = routes }],
            providers: [.sample(1), .sample(2)]
        )
    }

    @Test func aRateThatFollowsIsTheOneOfWhatItsProviderSells() throws {
        let store = subscription(.keepMarkup(basisPoints: 2000), .to(2, cost: "0.01"))
        let listings = [listing(rate: "0.09", type: .subscriptions, subscriptionRate: .pieces)]
        let outcome = try sync(listings, in: store)
        #expect(outcome.updated == 1)
        #expect(outcome.changes.first?.differences.contains(.subscriptionRate(from: .post, to: .pieces)) == true)
        #expect(try sold(store).countsPieces)
        #expect(try sold(store).rate == money("0.108"))
        #expect(try sold(store).maximumPosts == 20)
        #expect(try sync(listings, in: store).unchanged == 1)
        // The other provider's rate is that of a post, and says nothing of pieces.
        #expect(try sold(store).routes.map(\.availability) == [.available, .gone])
        let other = SyncCatalogue(
            provider: provider(2),
            listings: [listing(rate: "0.01", type: .subscriptions)],
            creation: nil,
            now: noon
        )
        _ = try store.run(other).get()
        #expect(try sold(store).routes.map(\.availability) == [.available, .gone])
    }

    @Test(arguments: [PricePolicy.keepRate, .disable])
    func ratesOfDifferentThingsDoNotCompare(policy: PricePolicy) throws {
        let store = subscription(policy)
        let listings = [listing(rate: "0.09", type: .subscriptions, subscriptionRate: .pieces)]
        #expect(try sync(listings, in: store).disabled == 1)
        #expect(try sold(store).routes[0].availability == .gone)
        #expect(try sold(store).rate == money("2.5"))
        #expect(try !sold(store).countsPieces)
    }

    @Test func newSubscriptionsAreSoldAsTheyAreBought() throws {
        let store = MemoryStore.relaying()
        let listings = [
            listing("8", rate: "0.09", type: .subscriptions, subscriptionRate: .pieces),
            listing("9", rate: "0.15", type: .subscriptions),
        ]
        _ = try sync(listings, creation: .init(markup: 2000, category: nil), in: store)
        #expect(store.services[service(2)]?.countsPieces == true)
        #expect(store.services[service(2)]?.maximumPosts == 20)
        #expect(store.services[service(2)]?.rate == money("0.108"))
        #expect(store.services[service(3)]?.countsPieces == false)
    }

    @Test func newServicesAreMadeWhenThatIsAskedFor() throws {
        let store = MemoryStore.relaying(over: [.to(1, cost: "2")])
        let creation = SyncCatalogue.Creation(markup: 2500, category: nil)
        let listings = [listing(), listing("8", rate: "4"), listing("8", rate: "5"), listing("9")]
        #expect(try sync(listings, creation: creation, in: store).created == 2)
        let made = try #require(store.services[service(2)])
        #expect(made.rate == money("5"))
        #expect(made.category == "Theirs")
        #expect(made.routes.map(\.provider) == [provider(1)])
        #expect(store.services.count == 3)
        #expect(try sync(listings, creation: creation, in: store).created == 0)
    }

    @Test func withoutBeingAskedForNoneIsMade() throws {
        let store = MemoryStore.relaying(over: [.to(1, cost: "2")])
        _ = try sync([listing(), listing("8")], in: store)
        #expect(store.services.count == 1)
    }

    @Test func aRehearsalSaysWhatWouldChange() throws {
        let store = MemoryStore.relaying(over: [.to(1, cost: "2")])
        let creation = SyncCatalogue.Creation(markup: 0, category: "Mine")
        let listings = [listing(minimum: 50), listing("8")]
        let outcome = try sync(listings, creation: creation, isRehearsal: true, in: store)
        #expect(outcome.updated == 1 && outcome.created == 1)
        #expect(outcome.changes.count == 2)
        #expect(store.changedNothing)
    }

    @Test func aRemovedProviderHasNoCatalogue() throws {
        let store = MemoryStore.relaying()
        _ = try store.run(ChangeProvider(id: provider(1), change: .remove, now: noon)).get()
        #expect(throws: StaffRefusal.provider(.unknown(.id(provider(1))))) { try sync([listing()], in: store) }
    }
}

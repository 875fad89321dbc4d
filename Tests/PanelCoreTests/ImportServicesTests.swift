import PanelCore
import Testing

struct ImportServicesTests {
    @Test func newServicesComeLastInTheirOrder() {
        let store = MemoryStore(selling: [.sample(5) { $0.position = 8 }])
        let result = store.run(ImportServices([.sample(9), .sample(2) { $0.position = 1 }]))
        #expect(counts(result) == [2, 0])
        #expect(positions(in: store) == [5: 8, 9: 9, 2: 10])
    }

    @Test func knownServicesChangeWhereTheyStand() {
        let store = MemoryStore(selling: [.sample(1) { $0.position = 1 }, .sample(2) { $0.position = 2 }])
        let changed = Service.sample(1) {
            ($0.name, $0.rate, $0.position, $0.offersRefill) = ("New", money("7"), 99, true)
        }
        #expect(counts(store.run(ImportServices([.sample(3), changed]))) == [1, 1])
        #expect(positions(in: store) == [1: 1, 2: 2, 3: 3])
        #expect(store.services[service(1)]?.name == "New")
        #expect(store.services[service(1)]?.rate == money("7"))
        #expect(store.services[service(1)]?.offersRefill == true)
        #expect(store.services[service(2)] == .sample(2) { $0.position = 2 })
    }

    @Test func importsOfOneBatchFollowEachOther() {
        let store = MemoryStore()
        let results = store.run(
            ImportServices([.sample(2), .sample(3)]),
            ImportServices([.sample(4), .sample(2) { $0.name = "Second" }, .sample(1)]),
            SetServiceEnabled(id: service(4), isEnabled: false)
        )
        #expect(counts(results.1) == [1, 2])
        #expect(positions(in: store) == [1: 0, 2: 1, 3: 2, 4: 3])
        #expect(store.services[service(2)]?.name == "Second")
        #expect(store.services[service(4)]?.isEnabled == false)
        #expect(Set(store.changes[Service.self].inserted.keys) == [service(2), service(3), service(4)])
    }

    @Test func whatIsNotSaidOfARateStays() {
        let pieces = Service.sample(type: .subscriptions) { $0.subscriptionRate = .pieces }
        let store = MemoryStore(selling: [pieces])
        let row = Service.sample(type: .subscriptions)
        #expect(counts(store.run(ImportServices([row], keepingSubscriptionRate: [row.id]))) == [0, 1])
        #expect(store.services[service(1)]?.subscriptionRate == .pieces)
        #expect(counts(store.run(ImportServices([row]))) == [0, 1])
        #expect(store.services[service(1)]?.subscriptionRate == .post)
        let other = Service.sample()
        let results = store.run(
            ImportServices([pieces]),
            ImportServices([other], keepingSubscriptionRate: [other.id])
        )
        #expect(counts(results.1) == [0, 1])
        #expect(store.services[service(1)]?.subscriptionRate == .post, "of another type")
    }

    /// Its cost is that of something else.
    @Test(
        arguments: [{ $0.subscriptionRate = .pieces }, { $0.type = .package }] as [@Sendable (inout Service) -> Void]
    )
    func aRouteThatWasPricedForSomethingElseWaitsForItsProvider(change: @Sendable (inout Service) -> Void) throws {
        let sold = Service.sample(type: .subscriptions) { $0.routes = [.to(1, cost: "2"), .to(2)] }
        let store = MemoryStore(selling: [sold], providers: [.sample(1), .sample(2)])
        var changed = sold
        change(&changed)
        changed.routes = [.to(1), .to(2)]
        #expect(counts(store.run(ImportServices([changed]))) == [0, 1])
        let routes = try #require(store.services[service(1)]).routes
        #expect(routes.map(\.availability) == [.gone, .available])
        #expect(routes.map(\.cost) == [nil, nil])
    }

    @Test func nothingToImportIsNoChange() {
        let store = MemoryStore()
        #expect(counts(store.run(ImportServices([]))) == [0, 0])
        #expect(store.changedNothing)
    }

    @Test func aServiceThatIsInTheListTwiceRefusesAllOfIt() {
        let store = MemoryStore()
        let result = store.run(ImportServices([.sample(2), .sample(1), .sample(3), .sample(1)]))
        #expect(result == .failure(.duplicateService(service(1))))
        #expect(store.changedNothing)
    }

    @Test(
        arguments: [
            { $0.name = "" }, { $0.name = " \n" }, { $0.name = "a\nb" },
            { $0.name = String(repeating: "a", count: 501) },
            { $0.category = "" }, { $0.category = "\u{7F}" }, { $0.category = String(repeating: "é", count: 251) },
            { $0.rate = Money(micros: -1) }, { $0.minimum = 0 }, { $0.minimum = -5 }, { $0.maximum = 9 },
            { $0.description = String(repeating: "a", count: 20_001) }, { $0.refillDays = -1 },
            { $0.refillDays = 36_501 },
            { $0.refillAfterHours = -1 }, { $0.refillAfterHours = 36_500 * 24 + 1 }, { $0.refillDays = .max },
        ] as [@Sendable (inout Service) -> Void]
    )
    func aServiceThatCanNotBeSoldRefusesAllOfThem(spoil: @Sendable (inout Service) -> Void) throws {
        let store = MemoryStore()
        let spoiled = Service.sample(3, configure: spoil)
        let problem = try #require(spoiled.problem)
        let result = store.run(ImportServices([.sample(2), spoiled]))
        #expect(result == .failure(.incorrectService(service(3), problem)))
        #expect(store.changedNothing)
    }

    @Test(
        arguments: [
            { $0.name = String(repeating: "a", count: 500) }, { $0.rate = .zero }, { $0.rate = Money(micros: .max) },
            { ($0.minimum, $0.maximum) = (1, 1) }, { $0.maximum = .max },
            { ($0.refillDays, $0.refillAfterHours) = (0, 0) },
            { ($0.refillDays, $0.refillAfterHours) = (36_500, 36_500 * 24) },
            { $0.description = String(repeating: "a", count: 20_000) },
        ] as [@Sendable (inout Service) -> Void]
    )
    func theLimitsThemselvesCanBeSold(configure: @Sendable (inout Service) -> Void) {
        let store = MemoryStore()
        #expect(counts(store.run(ImportServices([.sample(2, configure: configure)]))) == [1, 0])
    }

    /// How many were created and how many updated, or `nil` when the import was refused.
    private func counts(_ result: Result<ImportServices.Outcome, CatalogueRefusal>) -> [Int]? {
        (try? result.get()).map { [$0.created, $0.updated] }
    }

    private func positions(in store: MemoryStore) -> [Int64: Int64] {
        Dictionary(uniqueKeysWithValues: store.services.values.map { ($0.id.rawValue, $0.position) })
    }
}

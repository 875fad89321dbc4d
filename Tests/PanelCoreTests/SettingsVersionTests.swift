import PanelCore
import PanelTesting
import Testing

struct SettingsVersionTests {
    @Test func anOrderPricedWithAnOldCatalogueIsStaleAndLeavesNothing() throws {
        let store = MemoryStore()
        let place = try store.place()
        _ = store.run(SetServiceEnabled(id: service(1), isEnabled: true))
        #expect(store.run(place) == .success(.stale))
        #expect(store.changedNothing)
        #expect(try store.run(store.place()) == .success(.placed(order(101))))
    }

    @Test func whatComesBehindAChangeOfSettingsInOneBatchIsStale() throws {
        let store = MemoryStore(orders: [.sample(1), .sample(2, status: .completed)])
        let place = try store.place()
        let catalogue = store.catalogue
        let results = store.run(
            place,
            ImportServices([.sample { $0.rate = money("5") }]),
            place,
            CancelOrders(account: alice, orders: [order(1)], catalogue: catalogue, now: noon),
            RequestRefills(account: alice, orders: [order(2)], catalogue: catalogue, now: noon)
        )
        #expect(results.0 == .success(.placed(order(101))))
        #expect(results.2 == .success(.stale))
        #expect(results.3 == .success(nil))
        #expect(results.4 == .success(nil))
        #expect(store.changes.allotted.orders == 1)
        #expect(store.changes.orders.updated.isEmpty)
        #expect(store.balances[alice] == money("99.75"))
    }

    @Test func aRefusedChangeOfSettingsMakesNothingStale() throws {
        let store = MemoryStore()
        let place = try store.place()
        let results = store.run(ImportServices([.sample(), .sample()]), place)
        #expect(results.0 == .failure(.duplicateService(service(1))))
        #expect(results.1 == .success(.placed(order(101))))
        #expect(store.version == place.request.version)
    }

    @Test func whatServersKeepInMemoryCountsTheVersion() {
        let store = MemoryStore()
        let before = store.version
        expectNewVersion(after: ImportServices([.sample(2)]), in: store)
        expectNewVersion(after: ImportServices([.sample(2)]), in: store)
        expectNewVersion(after: SetServiceEnabled(id: service(2), isEnabled: false), in: store)
        expectNewVersion(after: AddLinkRule(text: "bad"), in: store)
        expectNewVersion(after: RemoveLinkRule(id: LinkRuleID(rawValue: 1)), in: store)
        #expect(store.version.rawValue == before.rawValue + 5)
    }

    @Test func aBatchWithSeveralChangesIsOneVersion() {
        let store = MemoryStore()
        let before = store.version
        _ = store.run(ImportServices([.sample(2)]), AddLinkRule(text: "a"), AddLinkRule(text: "b"))
        #expect(store.version == before.next)
    }

    @Test func ordersAndMoneyDoNotCountIt() throws {
        let store = MemoryStore()
        let before = store.version
        _ = store.run(try store.place(), CreditAccount.sample(money("1")))
        let change = OrderChange(status: .canceled)
        _ = store.run(UpdateOrder(id: order(101), account: alice, change: change, now: noon))
        #expect(store.orders[order(101)]?.status == .canceled)
        #expect(store.version == before)
    }

    @Test(arguments: [
        ChangeAccount.Change.suspend, .resume, .replaceKey(KeyDigest(bytes: [7])),
    ])
    func aChangedAccountMakesItsOwnOrdersStale(_ change: ChangeAccount.Change) throws {
        try expectStaleOrdersOfAliceOnly(after: ChangeAccount(name: AccountName(unchecked: "alice"), change: change))
    }

    @Test func anOwnRateMakesTheOrdersOfItsAccountStale() throws {
        let name = AccountName(unchecked: "alice")
        func rate(_ rate: Money?) -> SetOwnRate {
            SetOwnRate(name: name, account: alice, service: service(1), rate: rate)
        }
        let store = MemoryStore()
        try expectStaleOrdersOfAliceOnly(after: rate(money("1")), in: store)
        try expectStaleOrdersOfAliceOnly(after: rate(money("2")), in: store)
        let priced = try store.place()
        let results = store.run(rate(nil), priced, rate(nil))
        #expect(results.1 == .success(.stale))
    }

    private func expectStaleOrdersOfAliceOnly(
        after command: some StaffCommand,
        in store: MemoryStore = MemoryStore()
    ) throws {
        let (before, accounts) = (store.version, store.accountsVersion)
        let (hers, his) = (try store.place(), try store.place(by: bob))
        _ = try store.run(command).get()
        #expect(store.run(hers) == .success(.stale))
        #expect(store.changedNothing)
        #expect(try store.run(his).get().placedOrder != nil)
        #expect(try store.run(store.place()).get().placedOrder != nil)
        #expect(store.version == before && store.accountsVersion == accounts.next)
        // Behind it in one batch too, of whatever version the batch makes.
        let results = store.run(try store.place(), command, try store.place(), try store.place(by: bob))
        #expect(try results.0.get().placedOrder != nil)
        #expect(results.2 == .success(.stale))
        #expect(try results.3.get().placedOrder != nil)
    }

    private func expectNewVersion(after command: some Decision, in store: MemoryStore) {
        let before = store.version
        _ = store.run(command)
        #expect(store.version == before.next, "\(command)")
    }
}

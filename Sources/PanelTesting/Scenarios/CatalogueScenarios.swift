import PanelCore
import PanelStore
import Testing

// Settings, prices and accounts, and the version that counts their changes.
extension StoreConformance {
    static let catalogue: [StoreScenario] = [
        StoreScenario("every change of settings moves the version and makes old prices stale", versionMoves),
        StoreScenario("orders, credits, new accounts and refused changes leave the version", versionStays),
        StoreScenario("an import brings all of its services or none", importIsWhole),
        StoreScenario("a disabled service is not sold, and its orders go on", disabledService),
        StoreScenario("a link rule refuses links until it is taken back", linkRules),
        StoreScenario("pages of services follow the order of the catalogue", servicesInPages),
        StoreScenario("what prices an order is never behind an answered change", pricesAreCurrent),
    ]

    private static func servicesInPages(_ panel: PanelFixture) async throws {
        let provider = try await panel.provider()
        for (id, category) in [(5, "b"), (2, "a"), (9, "b"), (1, "Ă"), (3, "a"), (7, "c"), (4, "b"), (8, "z")] {
            _ = try await panel.service(Int64(id), by: id.isMultiple(of: 2) ? [provider] : []) {
                $0.category = category
            }
        }
        let services = try await panel.store.catalogue().services
        #expect(services.map(\.id.rawValue) == [5, 9, 4, 2, 3, 1, 7, 8])
        for limit in [1, 2, 3, 8, 100] {
            #expect(try await pages(of: Services(Part(limit: limit)), on: panel) == services)
        }
        // A page goes on where the one before ended, whatever came into the catalogue meanwhile.
        let first = try await panel.store.read(Services(Part(limit: 4)))
        for (id, category) in [(10, "b"), (11, "a"), (12, "d")] {
            _ = try await panel.service(Int64(id)) { $0.category = category }
        }
        let rest = try await panel.store.read(Services(Part(limit: 100, after: first.next)))
        #expect((first.rows + rest.rows).map(\.id.rawValue) == [5, 9, 4, 2, 3, 11, 1, 7, 8, 12])
    }

    static let accounts: [StoreScenario] = [
        StoreScenario("a key finds its customer until it is replaced", keysFindCustomers),
        StoreScenario("a suspension shows at once, and its end", suspension),
        StoreScenario("a changed account makes its own orders stale and nobody else's", changedAccounts),
        StoreScenario("changes of what is not there are refused", unknownSubjects),
    ]

    private static func versionMoves(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let service = try await panel.service()
        let other = try await panel.service(2)
        let order = try await panel.place(service, for: alice)

        func expectMove<C: StaffCommand>(by command: C) async throws {
            let request = try await panel.request(service, of: alice)
            let catalogue = try await panel.store.catalogue()
            #expect(catalogue.version == panel.store.settingsVersion)
            try await panel.perform(command)
            #expect(panel.store.settingsVersion > catalogue.version, "\(command)")
            #expect(try await panel.store.catalogue().version == panel.store.settingsVersion)
            #expect(try await panel.perform(panel.placing(request, for: alice)) == .stale)
            let now = PanelFixture.noon
            let cancel = CancelOrders(account: alice.id, orders: [order], catalogue: catalogue, now: now)
            #expect(try await panel.perform(cancel) == nil)
            let refill = RequestRefills(account: alice.id, orders: [order], catalogue: catalogue, now: now)
            #expect(try await panel.perform(refill) == nil)
        }
        try await expectMove(by: ImportServices([.sample(3)]))
        try await expectMove(by: ImportServices([.sample(2)]))
        try await expectMove(by: SetServiceEnabled(id: other, isEnabled: false))
        try await expectMove(by: SetServiceEnabled(id: other, isEnabled: true))
        try await expectMove(by: AddLinkRule(text: "bad"))
        try await expectMove(by: RemoveLinkRule(id: LinkRuleID(rawValue: 1)))
        #expect(try await panel.balance(alice) == .of("97.5"))
        #expect(try await panel.order(order).order.status == .pending)
    }

    private static func versionStays(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let service = try await panel.service()
        let version = panel.store.settingsVersion
        _ = try await panel.account("bob", balance: "1")
        let order = try await panel.place(service, for: alice)
        try await panel.perform(panel.updating(order, of: alice, .completed))
        _ = try await panel.refill(order, by: alice).get()
        let unknown = ServiceID(rawValue: 99)
        _ = try await panel.refusal(of: SetServiceEnabled(id: unknown, isEnabled: false))
        _ = try await panel.refusal(of: SetOwnRate(name: alice.name, account: alice.id, service: unknown, rate: .zero))
        _ = try await panel.refusal(of: RemoveLinkRule(id: LinkRuleID(rawValue: 1)))
        #expect(panel.store.settingsVersion == version)
        #expect(try await panel.store.catalogue().version == version)
    }

    private static func importIsWhole(_ panel: PanelFixture) async throws {
        try await panel.perform(ImportServices([.sample(1)]))
        let before = try await panel.store.catalogue()
        var changed = Service.sample(1)
        changed.name = "Changed"
        var wrong = Service.sample(2)
        wrong.maximum = 9
        let refusal = try await panel.refusal(of: ImportServices([changed, .sample(3), wrong]))
        #expect(refusal == .catalogue(.incorrectService(wrong.id, .maximumBelowMinimum)))
        let twice = ImportServices([changed, .sample(3), .sample(3)])
        #expect(try await panel.refusal(of: twice) == .catalogue(.duplicateService(ServiceID(rawValue: 3))))
        let after = try await panel.store.catalogue()
        #expect(after.services == before.services)
        #expect(after.version == before.version)
    }

    private static func disabledService(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "10")
        let service = try await panel.service()
        let order = try await panel.place(service, for: alice)
        #expect(try await panel.perform(SetServiceEnabled(id: service, isEnabled: false)).isEnabled == false)
        #expect(try await panel.store.catalogue()[service]?.isEnabled == false)
        await #expect(throws: APIRefusal.incorrectService) { try await panel.request(service, of: alice) }
        try await panel.perform(panel.updating(order, of: alice, .completed))
        _ = try await panel.refill(order, by: alice).get()
        try await panel.perform(SetServiceEnabled(id: service, isEnabled: true))
        _ = try await panel.place(service, for: alice)
    }

    private static func linkRules(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "10")
        let service = try await panel.service()
        let text = String(repeating: "ế", count: 100) + "'%_\\ \"👍"
        let first = try await panel.perform(AddLinkRule(text: "Casino"))
        let second = try await panel.perform(AddLinkRule(text: text))
        #expect(try await panel.store.catalogue().linkRules == [first, second])
        #expect((first.text, second.text) == ("Casino", text))
        let link = "https://example.com/CASINO/1"
        await #expect(throws: APIRefusal.linkNotAllowed) { try await panel.request(service, of: alice, link: link) }
        _ = try await panel.place(service, for: alice)
        #expect(try await panel.perform(RemoveLinkRule(id: first.id)) == first)
        #expect(try await panel.refusal(of: RemoveLinkRule(id: first.id)) == .catalogue(.unknownLinkRule(first.id)))
        #expect(try await panel.store.catalogue().linkRules == [second])
        _ = try await panel.place(service, for: alice, link: link)
        #expect(try await panel.perform(AddLinkRule(text: "x")).id.rawValue == 3)
        // Made and taken back within one batch.
        let queue = panel.queue()
        let made = queue.add(AddLinkRule(text: "y"))
        let taken = queue.add(RemoveLinkRule(id: LinkRuleID(rawValue: 4)))
        try await queue.carryOut()
        #expect(try await made.value.get() == taken.value.get())
        #expect(try await panel.store.catalogue().linkRules.map(\.id.rawValue) == [2, 3])
    }

    private static func pricesAreCurrent(_ panel: PanelFixture) async throws {
        let alice = try await panel.account()
        let service = try await panel.service()
        let prices = PricingCache(store: panel.store)
        for micros in 1...20 as ClosedRange<Int64> {
            let rate = Money(micros: micros)
            try await panel.perform(SetOwnRate(name: alice.name, account: alice.id, service: service, rate: rate))
            let seen = try await simultaneously(8) { _ in
                let catalogue = try await prices.catalogue()
                return (catalogue.version, try await prices.customer(key: alice.keyDigest)?.ownRates[service])
            }
            #expect(seen.allSatisfy { $0.0 == panel.store.settingsVersion && $0.1 == rate })
        }
        try await panel.perform(ChangeAccount(name: alice.name, change: .replaceKey(.of("new"))))
        #expect(try await prices.customer(key: alice.keyDigest)?.account == nil)
        #expect(try await prices.customer(key: .of("new"))?.account.id == alice.id)
    }

    // MARK: Accounts

    private static func keysFindCustomers(_ panel: PanelFixture) async throws {
        let alice = try await panel.account()
        let bob = try await panel.account("bob")
        #expect(try await panel.store.customer(key: alice.keyDigest)?.account == alice)
        var digest = alice.keyDigest
        for number in 0..<3 {
            let next = KeyDigest.of("alice's key \(number)")
            let changed = try await panel.perform(ChangeAccount(name: alice.name, change: .replaceKey(next)))
            #expect(changed.keyDigest == next)
            #expect(try await panel.store.customer(key: digest)?.account == nil)
            #expect(try await panel.store.customer(key: next)?.account == changed)
            #expect(try await panel.store.account(named: alice.name)?.account == changed)
            digest = next
        }
        #expect(try await panel.store.customer(key: bob.keyDigest)?.account == bob)
        for bytes in [[], [0], Array(digest.bytes.dropLast()), digest.bytes + [0]] {
            #expect(try await panel.store.customer(key: KeyDigest(bytes: bytes))?.account == nil)
        }
        // A key belongs to one account only.
        let taken = ChangeAccount(name: bob.name, change: .replaceKey(digest))
        await #expect(throws: WriterError.notCarriedOut) { try await panel.perform(taken) }
        #expect(try await panel.store.customer(key: bob.keyDigest)?.account == bob)
    }

    private static func suspension(_ panel: PanelFixture) async throws {
        let alice = try await panel.account()
        for change in [ChangeAccount.Change.suspend, .suspend, .resume, .resume, .suspend] {
            let isSuspended = change == .suspend
            let changed = try await panel.perform(ChangeAccount(name: alice.name, change: change))
            #expect(changed.isSuspended == isSuspended)
            #expect(try await panel.store.customer(key: alice.keyDigest)?.account == changed)
        }
    }

    private static func changedAccounts(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let bob = try await panel.account("bob", balance: "100")
        let service = try await panel.service()
        let settings = panel.store.settingsVersion
        var known = panel.store.accountsVersion
        #expect(try await panel.store.accounts(changedSince: known).isEmpty)

        func expectChange<C: StaffCommand>(by command: C) async throws {
            let hers = try await panel.request(service, of: alice)
            let his = try await panel.request(service, of: bob)
            try await panel.perform(command)
            #expect(panel.store.accountsVersion > known, "\(command)")
            #expect(try await panel.store.accounts(changedSince: known) == [bob.id])
            known = panel.store.accountsVersion
            #expect(try await panel.store.accounts(changedSince: known).isEmpty)
            #expect(try await panel.perform(panel.placing(his, for: bob)) == .stale)
            #expect(try await panel.perform(panel.placing(hers, for: alice)).placedOrder != nil)
        }
        let (first, second) = (KeyDigest.of("new"), bob.keyDigest)
        try await expectChange(by: SetOwnRate(name: bob.name, account: bob.id, service: service, rate: .of("1")))
        try await expectChange(by: SetOwnRate(name: bob.name, account: bob.id, service: service, rate: .of("2")))
        try await expectChange(by: SetOwnRate(name: bob.name, account: bob.id, service: service, rate: nil))
        try await expectChange(by: ChangeAccount(name: bob.name, change: .suspend))
        try await expectChange(by: ChangeAccount(name: bob.name, change: .resume))
        try await expectChange(by: ChangeAccount(name: bob.name, change: .replaceKey(first)))
        #expect(try await panel.store.customer(key: second)?.account == nil)
        try await panel.perform(ChangeAccount(name: bob.name, change: .replaceKey(second)))
        _ = try await panel.place(service, for: bob)
        #expect(panel.store.settingsVersion == settings)
    }

    private static func unknownSubjects(_ panel: PanelFixture) async throws {
        let alice = try await panel.account()
        let service = try await panel.service()
        let nobody = AccountName(unchecked: "Alice")
        let unknown = ServiceID(rawValue: 9)
        let suspend = ChangeAccount(name: nobody, change: .suspend)
        #expect(try await panel.refusal(of: suspend) == .account(.unknown(nobody)))
        let rate = SetOwnRate(name: nobody, account: AccountID(rawValue: 9), service: service, rate: .zero)
        #expect(try await panel.refusal(of: rate) == .account(.unknown(nobody)))
        let wrongService = SetOwnRate(name: alice.name, account: alice.id, service: unknown, rate: .zero)
        #expect(try await panel.refusal(of: wrongService) == .catalogue(.unknownService(unknown)))
        let negative = SetOwnRate(name: alice.name, account: alice.id, service: service, rate: .of("-1"))
        #expect(try await panel.refusal(of: negative) == .catalogue(.incorrectService(service, .negativeRate)))
        let disable = SetServiceEnabled(id: unknown, isEnabled: false)
        #expect(try await panel.refusal(of: disable) == .catalogue(.unknownService(unknown)))
        #expect(try await panel.refusal(of: panel.creating("alice")) == .account(.exists(alice.name)))
    }
}

import PanelCore
import PanelStore
import Testing

// Commands that share a transaction.
extension StoreConformance {
    static let batches: [StoreScenario] = [
        StoreScenario("refused commands of a batch leave no trace", refusedLeaveNoTrace),
        StoreScenario("a command that the database refuses fails alone", failsAlone),
        StoreScenario("each command of a batch sees what those before it did", seesPredecessors),
        StoreScenario("a change of settings in a batch makes the orders after it stale", staleWithinBatch),
        StoreScenario("ids are consecutive and unique under concurrency", idsAreConsecutive),
        StoreScenario("ids of refused commands are given to the next", refusedUseNoIDs),
    ]

    private static func refusedLeaveNoTrace(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "6")
        let service = try await panel.service { $0.deniesDuplicates = true }
        let before = panel.store.settingsVersion
        let cheap = try await panel.request(service, of: alice, link: "one")
        let dear = try await panel.request(service, of: alice, link: "two", quantity: 10_000)
        let next = try await panel.request(service, of: alice, link: "three")
        let queue = panel.queue()
        let first = queue.add(panel.placing(cheap, for: alice, requestID: "r1"))
        let refused = queue.add(panel.placing(dear, for: alice, requestID: "r2"))
        let duplicate = queue.add(panel.placing(cheap, for: alice, requestID: "r3"))
        let taken = queue.add(panel.creating("alice"))
        let reused = queue.add(panel.crediting(alice, "7", reference: "opening:alice"))
        let twice = queue.add(ImportServices([.sample(8), .sample(8)]))
        let second = queue.add(panel.placing(next, for: alice, requestID: "r4"))
        try await queue.carryOut()

        #expect(try await first.value.get() == .placed(OrderID(rawValue: 1)))
        #expect(try await refused.value.refusal == .insufficientBalance)
        #expect(try await duplicate.value.refusal == .duplicateLink)
        #expect(try await taken.value.refusal == .account(.exists(alice.name)))
        #expect(try await reused.value.refusal == .account(.referenceReused("opening:alice")))
        #expect(try await twice.value.refusal == .catalogue(.duplicateService(ServiceID(rawValue: 8))))
        #expect(try await second.value.get() == .placed(OrderID(rawValue: 2)))

        #expect(try await panel.balance(alice) == .of("1"))
        #expect(try await panel.store.orders(OrderFilter(limit: 9)).map(\.order.link) == ["three", "one"])
        #expect(try await panel.store.accounts().map(\.account) == [alice])
        #expect(try await panel.store.catalogue().services.map(\.id) == [service])
        #expect(panel.store.settingsVersion == before)
        for requestID in ["r2", "r3"] {
            let key = PlacedRequest.Key(account: alice.id, requestID: requestID)
            #expect(try await panel.store.placedRequest(key) == nil)
        }
        // The refused order does not guard its link, and its request_id is free.
        try await panel.perform(panel.crediting(alice, "24", reference: "more"))
        let again = try await panel.perform(panel.placing(dear, for: alice, requestID: "r2"))
        #expect(again == .placed(OrderID(rawValue: 3)))
    }

    private static func failsAlone(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "6")
        let service = try await panel.service()
        let request = try await panel.request(service, of: alice)
        let sameKey = CreateAccount(
            name: AccountName(unchecked: "bob"),
            role: .customer,
            profile: .seed,
            language: .english,
            discount: .none,
            keyDigest: alice.keyDigest,
            now: PanelFixture.noon
        )
        let queue = panel.queue()
        let first = queue.add(panel.placing(request, for: alice))
        let failing = queue.add(sameKey)
        let made = queue.add(panel.creating("carol"))
        let second = queue.add(panel.placing(request, for: alice))
        let third = queue.add(panel.placing(request, for: alice))
        try await queue.carryOut()

        #expect(try await first.value.get() == .placed(OrderID(rawValue: 1)))
        await #expect(throws: WriterError.notCarriedOut) { _ = try await failing.value }
        #expect(try await made.value.get().id == AccountID(rawValue: 2))
        #expect(try await second.value.get() == .placed(OrderID(rawValue: 2)))
        #expect(try await third.value.refusal == .insufficientBalance)
        #expect(try await panel.balance(alice) == .of("1"))
        #expect(try await panel.store.account(named: sameKey.name) == nil)
        #expect(try await panel.store.customer(key: alice.keyDigest)?.account == alice)
    }

    private static func seesPredecessors(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "2.5")
        let service = try await panel.service()
        let request = try await panel.request(service, of: alice)
        let order = OrderID(rawValue: 1)
        let refill = RefillID(rawValue: 1)
        let catalogue = try await panel.store.catalogue()
        let queue = panel.queue()
        let placed = queue.add(panel.placing(request, for: alice))
        let poor = queue.add(panel.placing(request, for: alice))
        let partial = queue.add(panel.updating(order, of: alice, .partial, remains: 400))
        let credited = queue.add(panel.crediting(alice, "1.5", reference: "c"))
        let rich = queue.add(panel.placing(request, for: alice))
        let refills = queue.add(
            RequestRefills(account: alice.id, orders: [order], catalogue: catalogue, now: PanelFixture.noon)
        )
        let rejected = queue.add(UpdateRefill(id: refill, status: .rejected, now: PanelFixture.noon))
        let canceled = queue.add(panel.updating(order, of: alice, .canceled))
        try await queue.carryOut()

        #expect(try await placed.value.get() == .placed(order))
        #expect(try await poor.value.refusal == .insufficientBalance)
        #expect(try await partial.value.get().refunded == .of("1"))
        #expect(try await credited.value.get() == .of("2.5"))
        #expect(try await rich.value.get() == .placed(OrderID(rawValue: 2)))
        #expect(try await refills.value.get()?[order]?.get() == refill)
        #expect(try await rejected.value.get().status == .rejected)
        #expect(try await canceled.value.get().refundCount == 2)
        #expect(try await panel.balance(alice) == .of("1.5"))
        #expect(try await panel.order(order).order.status == .canceled)
        #expect(try await panel.store.refills(status: .rejected, limit: 9).map(\.id) == [refill])
    }

    private static func staleWithinBatch(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "10")
        let service = try await panel.service()
        let request = try await panel.request(service, of: alice)
        let catalogue = try await panel.store.catalogue()
        let queue = panel.queue()
        let before = queue.add(panel.placing(request, for: alice))
        let disabled = queue.add(SetServiceEnabled(id: service, isEnabled: false))
        let suspended = queue.add(ChangeAccount(name: alice.name, change: .suspend))
        let after = queue.add(panel.placing(request, for: alice))
        let cancel = queue.add(
            CancelOrders(
                account: alice.id,
                orders: [OrderID(rawValue: 1)],
                catalogue: catalogue,
                now: PanelFixture.noon
            )
        )
        try await queue.carryOut()
        #expect(try await before.value.get() == .placed(OrderID(rawValue: 1)))
        #expect(try await disabled.value.get().isEnabled == false)
        #expect(try await suspended.value.get().isSuspended)
        #expect(try await after.value.get() == .stale)
        #expect(try await cancel.value.get() == nil)
        #expect(panel.store.settingsVersion > catalogue.version)
        #expect(try await panel.store.catalogue().version == panel.store.settingsVersion)
    }

    private static func idsAreConsecutive(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "1000")
        let service = try await panel.service()
        let request = try await panel.request(service, of: alice)
        let orders = try await simultaneously(100) { number in
            if number % 5 == 0 { _ = try await panel.account("user\(number)", balance: "1") }
            return try await panel.perform(panel.placing(request, for: alice)).placedOrder
        }
        #expect(orders.compactMap { $0?.rawValue }.sorted() == Array(1...100))
        #expect(try await panel.store.accounts().map(\.account.id.rawValue) == Array(1...21))
        let rules = try await simultaneously(10) { try await panel.perform(AddLinkRule(text: "bad\($0)")).id.rawValue }
        #expect(rules.sorted() == Array(1...10))
        let refills = try await simultaneously(10) { number in
            let order = OrderID(rawValue: Int64(number) * 3 + 1)
            try await panel.perform(panel.updating(order, of: alice, .completed))
            return try await panel.refill(order, by: alice).get().rawValue
        }
        #expect(refills.sorted() == Array(1...10))
    }

    private static func refusedUseNoIDs(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "5")
        let service = try await panel.service()
        let dear = try await panel.request(service, of: alice, quantity: 10_000)
        #expect(try await panel.place(service, for: alice) == OrderID(rawValue: 1))
        #expect(try await panel.refusal(of: panel.placing(dear, for: alice)) == .insufficientBalance)
        #expect(try await panel.refusal(of: panel.creating("alice")) == .account(.exists(alice.name)))
        #expect(try await panel.place(service, for: alice) == OrderID(rawValue: 2))
        #expect(try await panel.account("bob").id == AccountID(rawValue: 2))
    }
}

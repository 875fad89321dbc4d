import PanelCore
import Testing

struct ManageProvidersTests {
    private func adding(_ name: String, _ terms: ProviderTerms = ProviderTerms()) -> AddProvider {
        AddProvider(
            name: ProviderName(unchecked: name),
            url: "https://new.example/api/v2",
            sealedKey: SealedText(bytes: [1]),
            terms: terms,
            now: noon
        )
    }

    private func change(_ change: ChangeProvider.Change, _ id: Int64 = 1) -> ChangeProvider {
        ChangeProvider(id: provider(id), change: change, now: noon.adding(hours: 1))
    }

    @Test func aNewProviderIsKept() throws {
        let store = MemoryStore()
        let added = try store.run(adding("fast")).get()
        #expect(store.providers[added.id] == added)
        #expect(store.changes.changesSettings)
    }

    @Test func aNameIsGivenOnce() throws {
        let store = MemoryStore()
        let name = ProviderName(unchecked: "fast")
        let (_, second) = store.run(adding("fast"), adding("fast"))
        #expect(throws: ProviderRefusal.exists(name)) { try second.get() }
        let id = try #require(store.providers.keys.first)
        _ = try store.run(ChangeProvider(id: id, change: .remove, now: noon)).get()
        #expect(try store.run(adding("fast")).get().id != id, "the name of a removed one is free")
    }

    @Test(arguments: [
        ProviderTerms(idempotencyParameter: "no name"), ProviderTerms(maxInFlight: 0),
        ProviderTerms(requestsPerMinute: 0), ProviderTerms(timeoutSeconds: 601), ProviderTerms(pollSeconds: 0),
        ProviderTerms(pollLongestSeconds: 0), ProviderTerms(pollLongestSeconds: 86_401),
    ])
    func termsOutsideTheRangesAreRefused(terms: ProviderTerms) {
        let store = MemoryStore()
        #expect(throws: ProviderRefusal.self) { try store.run(adding("fast", terms)).get() }
        #expect(store.changedNothing)
    }

    @Test func aPausedProviderGetsNothingNew() throws {
        let store = MemoryStore.relaying()
        try store.placed()
        #expect(try store.run(change(.pause)).get().isPaused)
        #expect(store.claim() == nil)
        #expect(try store.run(change(.resume)).get().isPaused == false)
        #expect(store.claim() == 1)
    }

    @Test func whatAPausedProviderMayHaveIsFoundOut() throws {
        let store = MemoryStore.relaying(terms: ProviderTerms(idempotencyParameter: "key_of_caller"))
        try store.placed()
        store.claim()
        try store.answer(.unclear(CallFailure(.timedOut)))
        _ = try store.run(change(.pause)).get()
        #expect(store.claim(at: noon.adding(minutes: 1)) == 2)
    }

    @Test func removingClosesTheRoutes() throws {
        let store = MemoryStore.relaying()
        #expect(try store.run(change(.remove)).get().removedAt == noon.adding(hours: 1))
        #expect(store.services[service(1)]?.isOffered == false)
        #expect(throws: ProviderRefusal.self) { try store.run(change(.resume)).get() }
    }

    @Test func oneWithOpenOrdersIsNotRemoved() throws {
        let store = MemoryStore.relaying()
        try store.placed()
        let name = ProviderName(unchecked: "provider1")
        #expect(throws: ProviderRefusal.hasOpenOrders(name, 1)) { try store.run(change(.remove)).get() }
        try store.accepted()
        #expect(throws: ProviderRefusal.hasOpenOrders(name, 1)) { try store.run(change(.remove)).get() }
        try store.report("Completed")
        #expect(throws: Never.self) { try store.run(change(.remove)).get() }
    }

    @Test func anOrderOfTheSameBatchCountsAsOpen() throws {
        let store = MemoryStore.relaying()
        let (placed, removed) = store.run(try store.place(), change(.remove))
        #expect(try placed.get() == .placed(order(101)))
        #expect(throws: ProviderRefusal.hasOpenOrders(ProviderName(unchecked: "provider1"), 1)) {
            try removed.get()
        }
    }

    @Test func anOrderThatTheSameBatchCanceledDoesNot() throws {
        let store = MemoryStore.relaying()
        try store.placed()
        let cancel = CancelOrders(account: alice, orders: [order(101)], catalogue: store.catalogue, now: noon)
        let (_, removed) = store.run(cancel, change(.remove))
        #expect(throws: Never.self) { try removed.get() }
    }
}

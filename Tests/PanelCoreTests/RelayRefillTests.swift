import PanelCore
import Testing

struct RelayRefillTests {
    private let id = RefillID(rawValue: 51)
    private let lease = noon.adding(minutes: 1)

    /// A panel with a refill of a completed order that a provider has.
    private func wanted(runs: Int64? = nil) throws -> MemoryStore {
        let store = MemoryStore.relaying()
        try store.placed(runs: runs)
        try store.accepted()
        if runs != nil { try store.accepted(as: "9002", run(2), at: noon.adding(minutes: 10)) }
        try store.report("Completed")
        if runs != nil { try store.report("Completed", of: run(2)) }
        let command = RequestRefills(account: alice, orders: [order(101)], catalogue: store.catalogue, now: noon)
        #expect(store.run(command).get() == [order(101): .success(id)])
        return store
    }

    @discardableResult
    private func note(_ event: RelayRefill.Event, in store: MemoryStore) -> Bool {
        store.run(RelayRefill(id: id, order: order(101), event: event, now: noon)).get()
    }

    @Test func itIsForTheProviderThatHasTheOrder() throws {
        let relay = try #require(try wanted().refills[id]?.relay)
        #expect(relay.provider == provider(1))
        #expect(relay.order == upstream("9001"))
        #expect(relay.state == .wanted)
    }

    @Test func ofSeveralOrdersStaffFindTheOne() throws {
        let store = try wanted(runs: 2)
        #expect(store.refills[id]?.relay == nil)
        #expect(!note(.sending(lease: lease), in: store))
    }

    @Test func itIsSentOnceAndFollowed() throws {
        let store = try wanted()
        #expect(note(.sending(lease: lease), in: store))
        #expect(store.refills[id]?.relay?.dueAt == lease)
        #expect(!note(.sending(lease: lease), in: store), "once")
        #expect(note(.sent(upstream("r1")), in: store))
        #expect(note(.reported(.inProgress, next: lease), in: store))
        #expect(store.refills[id]?.status == .inProgress)
        #expect(note(.reported(.pending, next: lease), in: store), "a step back is not shown")
        #expect(note(.reported(nil, next: lease), in: store))
        #expect(store.refills[id]?.status == .inProgress)
        #expect(note(.reported(.completed, next: lease), in: store))
        #expect(store.refills[id]?.status == .completed)
        #expect(!note(.reported(.rejected, next: lease), in: store), "it has ended")
        #expect(store.history.suffix(3) == [.refillSent, .refillReported, .refillReported])
    }

    @Test func aRefusalRejectsIt() throws {
        let store = try wanted()
        note(.sending(lease: lease), in: store)
        #expect(note(.refused(words: "Too early"), in: store))
        #expect(store.refills[id]?.status == .rejected)
    }

    @Test func whatReachedNobodyIsSentLater() throws {
        let store = try wanted()
        note(.sending(lease: lease), in: store)
        #expect(note(.postponed, in: store))
        let relay = try #require(store.refills[id]?.relay)
        #expect(relay.state == .wanted)
        #expect(relay.dueAt > noon)
    }

    @Test func whatMayHaveBeenAskedForIsForStaff() throws {
        let store = try wanted()
        note(.sending(lease: lease), in: store)
        #expect(note(.unclear(.unclear(.failed(CallFailure(.timedOut)))), in: store))
        #expect(store.refills[id]?.relay?.state == .unclear)
        #expect(store.history.last == .refillUnclear)
        #expect(!note(.sending(lease: lease), in: store), "it is not sent again")
        let update = UpdateRefill(id: id, status: .completed, now: noon)
        #expect(try store.run(update).get().status == .completed)
        #expect(throws: RefillRefusal.isNotUnclear(id)) { try resolve(.resubmit, in: store) }
    }

    private func resolve(_ decision: ResolveRefill.Decision, in store: MemoryStore) throws {
        let command = ResolveRefill(
            id: id,
            order: order(101),
            decision: decision,
            note: "asked them",
            staff: "anna",
            now: noon
        )
        _ = try store.run(command).get()
    }

    @Test func staffLinkWhatTheProviderHas() throws {
        let store = try wanted()
        #expect(throws: RefillRefusal.isNotUnclear(id)) { try resolve(.link(upstream("r1")), in: store) }
        note(.sending(lease: lease), in: store)
        note(.unclear(.unclear(.failed(CallFailure(.timedOut)))), in: store)
        try resolve(.link(upstream("r1")), in: store)
        #expect(store.refills[id]?.relay?.upstreamID == upstream("r1"))
        #expect(store.events.last?.kind == .refillLinked)
        #expect(store.events.last?.by == "anna")
        #expect(note(.reported(.completed, next: lease), in: store))
        #expect(store.refills[id]?.status == .completed)
    }

    @Test func staffHaveItAskedForAgainWhenItIsNotThere() throws {
        let store = try wanted()
        note(.sending(lease: lease), in: store)
        note(.unclear(.unclear(.failed(CallFailure(.timedOut)))), in: store)
        try resolve(.resubmit, in: store)
        #expect(store.events.last?.kind == .refillResubmitted)
        #expect(note(.sending(lease: lease), in: store))
        #expect(note(.sent(upstream("r1")), in: store))
    }
}

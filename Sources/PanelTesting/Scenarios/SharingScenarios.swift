import PanelCore
import PanelStore
import Testing

// What servers that share a database tell each other.
extension StoreConformance {
    static func providersAreShared(_ panel: PanelFixture) async throws {
        let providers = try await [panel.provider(), panel.provider("second"), panel.provider("third")].map(\.id)
        let names = Set(providers.map(LeaseName.provider))
        let (left, right) = (ServerName("left"), ServerName("right"))
        let health = ProviderHealth(
            circuit: .open(until: PanelFixture.noon),
            failures: 5,
            inFlight: 2,
            lastTrouble: .setback(.failed(CallFailure(.timedOut))),
            quietUntil: PanelFixture.noon.adding(seconds: 9),
            watched: 7
        )
        var outcome = try await panel.perform(ShareLeases(server: left, now: PanelFixture.noon))
        #expect(outcome.held == names && outcome.unwanted.isEmpty)
        outcome = try await panel.perform(ShareLeases(server: right, now: PanelFixture.noon))
        #expect(outcome.held.isEmpty && outcome.unwanted.isEmpty)
        #expect(outcome.others == [left: PanelFixture.noon.adding(seconds: ShareLeases.seconds)])
        // The first one learns of the second, and lets go of what is the other's.
        outcome = try await panel.perform(
            ShareLeases(
                server: left,
                health: Dictionary(uniqueKeysWithValues: providers.map { ($0, health) }),
                now: PanelFixture.noon.adding(seconds: 3)
            )
        )
        #expect(outcome.held == names)
        let moved = outcome.unwanted
        let leases = try await panel.store.leases()
        #expect(leases.count == 3)
        #expect(
            leases.values.allSatisfy {
                $0 == Lease(server: left, endsAt: PanelFixture.noon.adding(seconds: 13), health: health)
            }
        )
        try await panel.perform(
            ShareLeases(server: left, released: moved, now: PanelFixture.noon.adding(seconds: 4))
        )
        outcome = try await panel.perform(ShareLeases(server: right, now: PanelFixture.noon.adding(seconds: 4)))
        #expect(outcome.held == moved)
        let shared = try await panel.store.leases()
        #expect(Set(shared.filter { $0.value.server == right }.keys) == moved)
        // One that ends leaves nothing behind, and the other one takes over at once.
        try await panel.perform(
            ShareLeases(server: left, isLeaving: true, now: PanelFixture.noon.adding(seconds: 5))
        )
        outcome = try await panel.perform(ShareLeases(server: right, now: PanelFixture.noon.adding(seconds: 5)))
        #expect(outcome.held == names)
    }

    static func notesToPollAreKept(_ panel: PanelFixture) async throws {
        let provider = try await panel.provider().id
        let notes = (1...3).map { number in
            PollRequest(
                key: SubmissionKey(order: OrderID(rawValue: number), run: 1),
                provider: number == 3 ? ProviderID(rawValue: 99) : provider,
                upstreamID: UpstreamID(unchecked: "u\(number)")
            )
        }
        for note in notes + notes.prefix(1) { try await panel.perform(RequestPolling(note)) }
        #expect(try await panel.store.pollRequests(for: provider, limit: 9) == Array(notes.prefix(2)))
        #expect(try await panel.store.pollRequests(for: provider, limit: 1) == Array(notes.prefix(1)))
        try await panel.perform(FinishPollRequests([notes[0].key]))
        try await panel.perform(FinishPollRequests([notes[0].key]))
        #expect(try await panel.store.pollRequests(for: provider, limit: 9) == [notes[1]])
    }
}

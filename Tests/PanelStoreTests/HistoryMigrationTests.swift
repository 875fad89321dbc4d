import PanelCore
import PanelStore
import PanelTesting
import Testing

struct HistoryMigrationTests {
    /// Brings the database in `directory` back to when sentences were stored.
    private static let goBack = """
        \(PastSchema.undoing(from: 15));
        UPDATE order_events SET detail = 'order 9001, "C:\\new\\table"\u{9}and' || char(10) || 'more' WHERE what = 'accepted';
        UPDATE order_events SET detail = '' WHERE what = 'submitting';
        UPDATE submissions SET attention = 'The provider says \\n.'
        """

    /// What went wrong with a provider last is written anew every few seconds.
    @Test func theLastErrorOfAProviderIsForgotten() async throws {
        try await withTemporaryDirectory { directory in
            try await withPanel(in: directory) { _ in }
            let row = "'provider:1', 'left', 1, 1, 3, 0, 'The panel did not answer in time', 0"
            let goBack = """
                \(PastSchema.undoing(from: 20));
                INSERT INTO leases (name, server, ends_at, circuit, failures, in_flight, last_error, watched) VALUES (\(row))
                """
            try change(directory, by: goBack)
            try await withPanel(in: directory) { panel in
                let health = try #require(try await panel.store.leases().values.first?.health)
                #expect(health.failures == 3 && health.lastTrouble == nil)
            }
        }
    }

    @Test func sentencesOfBeforeAreKeptAsTheyWere() async throws {
        try await withTemporaryDirectory { directory in
            let order = try await withPanel(in: directory) { panel in
                let alice = try await panel.account(balance: "100")
                let order = try await panel.place(
                    try await panel.service(by: [try await panel.provider()]),
                    for: alice
                )
                try await panel.accept(order, as: "9001")
                return order
            }
            try change(directory, by: Self.goBack)

            try await withPanel(in: directory) { panel in
                let events = try await panel.store.events(of: order)
                let words = KeptText("order 9001, \"C:\\new\\table\"\tand\nmore")
                #expect(events.map(\.what) == [.noted(.submitting, KeptText("")), .noted(.accepted, words)])
                let submission = try await panel.submission(order)
                #expect(submission.attention == [.noted(KeptText("The provider says \\n."))])
                #expect(try await panel.store.submissionsNeedingAttention(limit: 9) == [submission])
                #expect(try await panel.store.checkInvariants(at: PanelFixture.noon).allSatisfy(\.holds))
            }
        }
    }
}

import PanelCore
import PanelStore
import PanelTesting
import Testing

struct HistoryMigrationTests {
    /// Brings the database in `directory` back to when sentences were stored.
    private static let goBack = """
        ALTER TABLE order_events RENAME COLUMN facts TO detail;
        UPDATE order_events SET detail = 'order 9001, "C:\\new\\table"\u{9}and' || char(10) || 'more' WHERE what = 'accepted';
        UPDATE order_events SET detail = '' WHERE what = 'submitting';
        UPDATE submissions SET attention = 'The provider says \\n.';
        ALTER TABLE leases RENAME TO provider_leases;
        DROP INDEX balances_account_version;
        ALTER TABLE balances DROP COLUMN account_version;
        DELETE FROM versions WHERE name = 'account_changes';
        DELETE FROM schema_versions WHERE version >= 15
        """

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

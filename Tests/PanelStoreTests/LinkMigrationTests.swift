import PanelCore
import PanelStore
import PanelTesting
import Testing

struct LinkMigrationTests {
    /// Brings the database in `directory` back to when links were stored as they were sent.
    private func goBack(_ directory: String) throws {
        try change(
            directory,
            by: """
                ALTER TABLE order_events RENAME COLUMN facts TO detail;
                DELETE FROM active_links;
                INSERT INTO active_links SELECT service_id, link, id FROM orders WHERE status <= 3 AND guards_link = 1;
                ALTER TABLE leases RENAME TO provider_leases;
                DROP INDEX balances_account_version;
                ALTER TABLE balances DROP COLUMN account_version;
                DELETE FROM versions WHERE name = 'account_changes';
                DELETE FROM schema_versions WHERE version >= 14
                """
        )
    }

    @Test func linksOfBeforeAreGuardedByWhatTheyLeadTo() async throws {
        try await withTemporaryDirectory { directory in
            try await withPanel(in: directory) { panel in
                let alice = try await panel.account(balance: "100")
                let service = try await panel.service { $0.deniesDuplicates = true }
                for number in 1...4 {
                    _ = try await panel.place(service, for: alice, link: "https://www.example.com/\(number)/")
                }
                try await panel.perform(panel.updating(OrderID(rawValue: 4), of: alice, .completed))
            }
            // Two that lead to the same were beside each other then.
            try change(directory, by: "UPDATE orders SET link = 'Example.com/1?utm_source=x' WHERE id = 3")
            try goBack(directory)

            try await withPanel(in: directory) { panel in
                let record = try #require(try await panel.store.account(named: AccountName(unchecked: "alice")))
                let alice = record.account
                let service = ServiceID(rawValue: 1)
                func isFree(_ number: Int) async throws -> Bool {
                    let request = try await panel.request(service, of: alice, link: "http://example.com/\(number)")
                    return try await panel.refusal(of: panel.placing(request, for: alice)) == nil
                }
                func finish(_ number: Int64) async throws {
                    try await panel.perform(panel.updating(OrderID(rawValue: number), of: alice, .completed))
                    #expect(try await panel.store.checkInvariants(at: PanelFixture.noon).allSatisfy(\.holds))
                }
                #expect(try await panel.store.checkInvariants(at: PanelFixture.noon).allSatisfy(\.holds))
                for number in 1...2 { #expect(try await !isFree(number)) }
                // The newest of those that lead to the same guards it.
                try await finish(1)
                #expect(try await !isFree(1))
                try await finish(3)
                try await finish(2)
                for number in [1, 2, 4] { #expect(try await isFree(number)) }
                for number in [1, 2, 4] { #expect(try await !isFree(number)) }
                #expect(try await panel.store.checkInvariants(at: PanelFixture.noon).allSatisfy(\.holds))
            }
        }
    }
}

import PanelCore
import PanelStore
import PanelTesting
import Testing

struct ListingMigrationTests {
    /// A panel from before there were listings counts its orders at its start, and lists them as new ones are.
    @Test func whatWasThereBeforeIsCountedAndListed() async throws {
        try await withTemporaryDirectory { directory in
            let (before, statement) = try await withPanel(in: directory) { panel in
                try await Sample.fill(panel)
                return (try await counts(panel), try await panel.store.rows(of: Statement(of: alice, Part(limit: 99))))
            }
            try change(directory, by: PastSchema.undoing(from: 17))
            try await withPanel(in: directory) { panel in
                for filled in [false, true] {
                    var limits = ListingLimits()
                    (limits.least, limits.orders) = (1, 2)
                    if filled { while try await panel.store.fillListings(limits) {} }
                    #expect(try await counts(panel) == before)
                    let rows = try await panel.store.rows(of: Statement(of: alice, Part(limit: 99)))
                    #expect(rows.count == statement.count && rows.first?.balance == statement.first?.balance)
                    try await StoreConformance.checkBooks(panel.store)
                }
            }
        }
    }

    /// What came in while a portion was listed is another one, and not left to the next time.
    @Test func fillingEndsWhenNothingWaits() async throws {
        try await withTemporaryDirectory { directory in
            try await withPanel(in: directory) { panel in
                let alice = try await panel.account(balance: "100")
                let service = try await panel.service()
                var limits = ListingLimits()
                (limits.least, limits.orders) = (1, 2)
                for _ in 1...3 { _ = try await panel.place(service, for: alice) }
                #expect(try await panel.store.fillListings(limits))
                for _ in 1...3 { _ = try await panel.place(service, for: alice) }
                while try await panel.store.fillListings(limits) {}
            }
            // It is there, else this changes nothing.
            try change(directory, by: "DELETE FROM account_orders WHERE order_id = 6")
        }
    }

    private let alice = AccountID(rawValue: 1)

    private func counts(_ panel: PanelFixture) async throws -> [[OrderStatus: Int64]] {
        var counts: [[OrderStatus: Int64]] = []
        for account in 1...2 {
            counts.append(try await panel.store.read(OrderCounts(of: AccountID(rawValue: Int64(account)))))
        }
        return counts
    }
}

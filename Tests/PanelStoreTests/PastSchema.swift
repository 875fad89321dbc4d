import PanelCore

/// Takes steps of the schema back, so that tests of a step begin where it begins.
enum PastSchema {
    /// What takes back each step from `version` on, the newest first.
    static func undoing(from version: Int64) -> String {
        let steps = undoings.filter { $0.version >= version }.flatMap(\.statements)
        return (steps + ["DELETE FROM schema_versions WHERE version >= \(version)"]).joined(separator: ";\n")
    }

    private static let undoings: [(version: Int64, statements: [String])] = [
        (27, ["ALTER TABLE listing_progress DROP COLUMN chained_from"]),
        (26, ["DROP INDEX credits_deposits"]),
        (
            25,
            [
                "DROP TABLE counted_orders", "DROP TABLE service_times", "DROP INDEX orders_timed",
                "ALTER TABLE orders DROP COLUMN started_at",
            ]
        ),
        (24, ["DROP TABLE service_news", "DROP TABLE favourites"]),
        (23, ["DROP INDEX refills_order"]),
        (
            22,
            ["invitations", "one_time_links", "sessions", "credentials", "people"].map { "DROP TABLE \($0)" } + [
                "DROP INDEX accounts_staff", "ALTER TABLE accounts DROP COLUMN key_ending",
                "ALTER TABLE accounts DROP COLUMN key_made_at", "DELETE FROM sequences WHERE name = 'invitations'",
            ]
        ),
        (21, ["DROP INDEX services_category"]),
        (20, ["ALTER TABLE leases RENAME COLUMN last_trouble TO last_error"]),
        (19, ["ALTER TABLE leases RENAME TO provider_leases"]),
        (
            18,
            [
                "DROP INDEX balances_account_version", "ALTER TABLE balances DROP COLUMN account_version",
                "DELETE FROM versions WHERE name = 'account_changes'",
            ]
        ),
        (
            17,
            OrderStatus.allCases.map { "ALTER TABLE balances DROP COLUMN \($0.identifier)_orders" }
                + [
                    "listing_progress", "account_orders", "changed_orders", "link_orders", "statements",
                    "account_listings", "transfer_days", "unlisted_transfers",
                ].map { "DROP TABLE \($0)" } + [
                    "DROP INDEX refills_status", "ALTER TABLE versions DROP COLUMN order_floor",
                ]
        ),
        (16, ["DROP TABLE audit_entries", "DELETE FROM versions WHERE name = 'audit'"]),
        (15, ["ALTER TABLE order_events RENAME COLUMN facts TO detail"]),
    ]
}

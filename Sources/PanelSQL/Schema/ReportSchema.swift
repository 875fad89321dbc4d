import PanelCore

extension Migration {
    /// What tells whether a provider's report can be right.
    static let reports = Migration(
        version: 8,
        statements: [
            "ALTER TABLE submissions ADD COLUMN expected_cost MONEY",
            "ALTER TABLE submissions ADD COLUMN reversals BIGINT NOT NULL DEFAULT 0",
        ]
    )

    /// What the submissions of drip-feeds come to. A program that does not keep it can not go on beside one that does.
    static let runTotals = Migration(
        version: 9,
        statements: [
            // A row for each order that has several submissions; see `RunTotals`.
            """
            CREATE TABLE run_totals (
                order_id BIGINT NOT NULL PRIMARY KEY,
                made BIGINT NOT NULL CHECK (made >= 2),
                open BIGINT NOT NULL CHECK (open >= 0),
                ended BIGINT NOT NULL CHECK (ended >= 0),
                taken BIGINT NOT NULL CHECK (taken >= 0),
                rejected BIGINT NOT NULL CHECK (rejected >= 0),
                undelivered BIGINT NOT NULL CHECK (undelivered >= 0)
            ) WITHOUT ROWID
            """,
            SQL("INSERT INTO run_totals (\(RunTotals.columns)) \(RunTotals.ofAllOrders)"),
        ],
        isCompatible: false
    )
}

extension Migration {
    /// What tells whether a provider's report can be right.
    static let reports = Migration(
        version: 8,
        statements: [
            "ALTER TABLE submissions ADD COLUMN expected_cost BIGINT",
            "ALTER TABLE submissions ADD COLUMN reversals BIGINT NOT NULL DEFAULT 0",
        ]
    )
}

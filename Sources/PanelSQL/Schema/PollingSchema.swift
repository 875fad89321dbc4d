extension Migration {
    /// How often a provider is asked at least for an order that does not change.
    static let polling = Migration(
        version: 12,
        statements: ["ALTER TABLE providers ADD COLUMN poll_longest_seconds BIGINT NOT NULL DEFAULT 900"]
    )
}

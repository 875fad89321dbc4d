extension Migration {
    /// Counts changes of accounts apart from those of settings.
    ///
    /// The version before takes an old key until the settings change: it can not go on beside this one.
    static let accountsVersion = Migration(
        version: 18,
        statements: [
            "INSERT INTO versions (name, version) VALUES ('account_changes', 0)",
            "ALTER TABLE balances ADD COLUMN account_version BIGINT NOT NULL DEFAULT 0",
            "CREATE INDEX balances_account_version ON balances (account_version) WHERE account_version > 0",
        ],
        isCompatible: false
    )
}

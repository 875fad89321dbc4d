extension Migration {
    /// The caller's key of each submission.
    ///
    /// What is older has none. Its provider may know it by another key, so it is looked for as at a provider that takes
    /// none. There is no index, which every order would write a page of; the doctor looks that no key is there twice.
    static let keys = Migration(
        version: 7,
        statements: [
            "ALTER TABLE submissions ADD COLUMN idempotency_key BLOB",
            "ALTER TABLE submissions ADD COLUMN key_sent_at BIGINT",
            "ALTER TABLE providers ADD COLUMN idempotency_hours BIGINT NOT NULL DEFAULT 24",
        ]
    )
}

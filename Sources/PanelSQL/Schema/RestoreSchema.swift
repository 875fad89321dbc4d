extension Migration {
    /// What is known of lives of the panel that were lost.
    static let restores = Migration(
        version: 11,
        statements: [
            "CREATE TABLE restores (first_order BIGINT NOT NULL PRIMARY KEY, at BIGINT NOT NULL)",
            // Orders at providers that no order here has. They are never evidence for one.
            """
            CREATE TABLE orphan_orders (
                provider_id BIGINT NOT NULL REFERENCES providers (id),
                upstream_id TEXT NOT NULL,
                seen_at BIGINT NOT NULL,
                status TEXT,
                charge MONEY,
                service TEXT,
                link TEXT,
                quantity BIGINT,
                created TEXT,
                PRIMARY KEY (provider_id, upstream_id)
            ) WITHOUT ROWID
            """,
        ]
    )
}

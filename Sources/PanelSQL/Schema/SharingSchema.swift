extension Migration {
    /// What servers that share a database tell each other.
    static let sharing = Migration(
        version: 4,
        statements: [
            // Locked by whoever settles what servers do.
            "INSERT INTO versions (name, version) VALUES ('sharing', 0)",
            // Who is alive, until when.
            "CREATE TABLE servers (name TEXT NOT NULL PRIMARY KEY, ends_at BIGINT NOT NULL)",
            // Who calls a provider, until when, and how it goes. Circuits: 1 closed, 2 open, 3 probing.
            """
            CREATE TABLE provider_leases (
                provider_id BIGINT NOT NULL PRIMARY KEY REFERENCES providers (id),
                server TEXT NOT NULL,
                ends_at BIGINT NOT NULL,
                circuit BIGINT CHECK (circuit BETWEEN 1 AND 3),
                circuit_at BIGINT,
                failures BIGINT,
                in_flight BIGINT,
                last_error TEXT,
                quiet_until BIGINT,
                watched BIGINT
            )
            """,
            // Orders that the server that calls the provider is to poll, and does not know of.
            """
            CREATE TABLE poll_requests (
                order_id BIGINT NOT NULL,
                run BIGINT NOT NULL,
                provider_id BIGINT NOT NULL,
                upstream_id TEXT NOT NULL,
                PRIMARY KEY (order_id, run)
            )
            """,
        ]
    )
}

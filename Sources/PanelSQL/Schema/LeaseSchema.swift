extension Migration {
    /// Leases by name: on providers, and on jobs that one server runs for all. Who has one takes it anew.
    static let leases = Migration(
        version: 19,
        statements: [
            // Who does something, until when; of providers also how calling goes. Circuits: 1 closed, 2 open, 3 probing.
            """
            CREATE TABLE leases (
                name TEXT NOT NULL PRIMARY KEY,
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
            "DROP TABLE provider_leases",
        ],
        isCompatible: false
    )
}

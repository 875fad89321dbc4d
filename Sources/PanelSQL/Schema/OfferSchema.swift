extension Migration {
    /// What customers star, and what is new of what they are offered.
    static let favourites = Migration(
        version: 24,
        statements: [
            // The numbers of the services, eight bytes each, in the order in which they were starred.
            """
            CREATE TABLE favourites (
                account_id INTEGER NOT NULL PRIMARY KEY REFERENCES accounts (id),
                services BLOB NOT NULL
            )
            """,
            // By the version of the settings that the change made. A rate that is empty stands for not being offered.
            """
            CREATE TABLE service_news (
                version BIGINT NOT NULL,
                service_id BIGINT NOT NULL REFERENCES services (id),
                created_at BIGINT NOT NULL,
                old_rate MONEY CHECK (old_rate >= 0),
                new_rate MONEY CHECK (new_rate >= 0),
                is_new BIGINT NOT NULL,
                PRIMARY KEY (version, service_id)
            ) WITHOUT ROWID
            """,
        ]
    )

    /// How long orders take. Orders that had started before do not say when they did: they are not counted.
    static let orderTimes = Migration(
        version: 25,
        statements: [
            "ALTER TABLE orders ADD COLUMN started_at BIGINT",
            // In the order in which orders are completed: what is written goes to its end, and nothing before that.
            """
            CREATE INDEX orders_timed ON orders (finished_at, id) WHERE status = 4 AND started_at IS NOT NULL
            """,
            // The times of up to 100 orders: seconds to start and to finish, four bytes each. Where there are enough, the
            // medians of both.
            """
            CREATE TABLE service_times (
                service_id INTEGER NOT NULL PRIMARY KEY REFERENCES services (id),
                to_start BIGINT,
                to_finish BIGINT,
                orders BLOB NOT NULL
            )
            """,
            // One row: up to where orders are counted.
            """
            CREATE TABLE counted_orders (
                id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
                finished_at BIGINT NOT NULL,
                order_id BIGINT NOT NULL
            )
            """,
        ]
    )
}

extension Migration {
    /// The schema of the first release.
    ///
    /// `MONEY` is in millionths, times are in milliseconds since 1970, flags are 0 or 1. The rules that guard money stand
    /// here a second time, as constraints, so that a bug in the program can not break the books.
    static let first = Migration(
        version: 1,
        statements: [
            """
            CREATE TABLE settings (
                name TEXT NOT NULL PRIMARY KEY,
                value TEXT NOT NULL
            )
            """,
            "INSERT INTO settings (name, value) VALUES ('currency', 'USD')",
            // Counts the changes of everything that servers keep in memory.
            """
            CREATE TABLE versions (
                name TEXT NOT NULL PRIMARY KEY,
                version BIGINT NOT NULL
            )
            """,
            "INSERT INTO versions (name, version) VALUES ('settings', 1)",
            // The next free id of each kind.
            """
            CREATE TABLE sequences (
                name TEXT NOT NULL PRIMARY KEY,
                next BIGINT NOT NULL CHECK (next > 0)
            )
            """,
            """
            INSERT INTO sequences (name, next)
            VALUES ('orders', 1), ('refills', 1), ('accounts', 1), ('credits', 1), ('link_rules', 1)
            """,
            """
            CREATE TABLE accounts (
                id INTEGER NOT NULL PRIMARY KEY,
                name TEXT NOT NULL UNIQUE,
                role TEXT NOT NULL,
                profile TEXT NOT NULL,
                language TEXT NOT NULL,
                discount BIGINT NOT NULL CHECK (discount BETWEEN 0 AND 10000),
                key_digest BLOB NOT NULL UNIQUE,
                is_suspended BIGINT NOT NULL,
                created_at BIGINT NOT NULL
            )
            """,
            // Apart from the accounts, because every order writes here: small rows, few pages. The last order is
            // where the chain of the account's orders begins.
            """
            CREATE TABLE balances (
                account_id INTEGER NOT NULL PRIMARY KEY REFERENCES accounts (id),
                amount MONEY NOT NULL CHECK (amount >= 0),
                last_order_id BIGINT
            )
            """,
            // A transfer is double entry in one row. Its key is its cause; customers have positive numbers as
            // accounts, the house negative ones.
            """
            CREATE TABLE transfers (
                cause_kind BIGINT NOT NULL,
                cause_subject BIGINT NOT NULL,
                cause_number BIGINT NOT NULL,
                source BIGINT NOT NULL,
                destination BIGINT NOT NULL,
                amount MONEY NOT NULL CHECK (amount > 0),
                created_at BIGINT NOT NULL,
                PRIMARY KEY (cause_kind, cause_subject, cause_number),
                CHECK (source <> destination)
            ) WITHOUT ROWID
            """,
            """
            CREATE TABLE credits (
                id INTEGER NOT NULL PRIMARY KEY,
                reference TEXT NOT NULL UNIQUE,
                account_id BIGINT NOT NULL REFERENCES accounts (id),
                amount MONEY NOT NULL CHECK (amount <> 0),
                note TEXT NOT NULL,
                created_at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE services (
                id INTEGER NOT NULL PRIMARY KEY,
                position BIGINT NOT NULL,
                name TEXT NOT NULL,
                type TEXT NOT NULL,
                category TEXT NOT NULL,
                rate MONEY NOT NULL CHECK (rate >= 0),
                minimum BIGINT NOT NULL CHECK (minimum >= 1),
                maximum BIGINT NOT NULL,
                description TEXT,
                offers_refill BIGINT NOT NULL,
                offers_cancel BIGINT NOT NULL,
                offers_drip_feed BIGINT NOT NULL,
                denies_duplicates BIGINT NOT NULL,
                link_pattern TEXT,
                refill_days BIGINT NOT NULL,
                refill_after_hours BIGINT NOT NULL,
                is_enabled BIGINT NOT NULL,
                CHECK (maximum >= minimum)
            )
            """,
            """
            CREATE TABLE own_rates (
                account_id BIGINT NOT NULL REFERENCES accounts (id),
                service_id BIGINT NOT NULL REFERENCES services (id),
                rate MONEY NOT NULL CHECK (rate >= 0),
                PRIMARY KEY (account_id, service_id)
            ) WITHOUT ROWID
            """,
            """
            CREATE TABLE link_rules (
                id INTEGER NOT NULL PRIMARY KEY,
                text TEXT NOT NULL
            )
            """,
            // Statuses are numbered as in `OrderStatus`: 1 to 3 are open, 4 to 6 final. There is no index by account:
            // a batch of orders of as many accounts would write a page of it for each. An account's orders are
            // chained by `previous_order_id` instead.
            """
            CREATE TABLE orders (
                id INTEGER NOT NULL PRIMARY KEY,
                account_id BIGINT NOT NULL REFERENCES accounts (id),
                service_id BIGINT NOT NULL REFERENCES services (id),
                type TEXT NOT NULL,
                link TEXT NOT NULL,
                quantity BIGINT NOT NULL CHECK (quantity >= 1),
                runs BIGINT,
                interval_minutes BIGINT,
                charge MONEY NOT NULL CHECK (charge >= 0),
                guards_link BIGINT NOT NULL,
                previous_order_id BIGINT,
                created_at BIGINT NOT NULL,
                status BIGINT NOT NULL CHECK (status BETWEEN 1 AND 6),
                refunded MONEY NOT NULL,
                refund_count BIGINT NOT NULL,
                start_count BIGINT CHECK (start_count >= 0),
                remains BIGINT,
                cancel_requested_at BIGINT,
                updated_at BIGINT NOT NULL,
                finished_at BIGINT,
                CHECK (refunded BETWEEN 0 AND charge),
                CHECK (remains BETWEEN 0 AND quantity)
            )
            """,
            "CREATE INDEX orders_open ON orders (status, id) WHERE status <= 3",
            """
            CREATE TABLE order_parameters (
                order_id BIGINT NOT NULL REFERENCES orders (id),
                name TEXT NOT NULL,
                value TEXT NOT NULL,
                PRIMARY KEY (order_id, name)
            ) WITHOUT ROWID
            """,
            """
            CREATE TABLE placed_requests (
                account_id BIGINT NOT NULL REFERENCES accounts (id),
                request_id TEXT NOT NULL,
                fingerprint BLOB NOT NULL,
                order_id BIGINT NOT NULL REFERENCES orders (id),
                PRIMARY KEY (account_id, request_id)
            ) WITHOUT ROWID
            """,
            // The services and links that an unfinished order keeps others from.
            """
            CREATE TABLE active_links (
                service_id BIGINT NOT NULL,
                link TEXT NOT NULL,
                order_id BIGINT NOT NULL REFERENCES orders (id),
                PRIMARY KEY (service_id, link)
            ) WITHOUT ROWID
            """,
            // Statuses are numbered as in `RefillStatus`: 1 and 2 are open.
            """
            CREATE TABLE refills (
                id INTEGER NOT NULL PRIMARY KEY,
                order_id BIGINT NOT NULL REFERENCES orders (id),
                account_id BIGINT NOT NULL REFERENCES accounts (id),
                status BIGINT NOT NULL CHECK (status BETWEEN 1 AND 4),
                created_at BIGINT NOT NULL,
                updated_at BIGINT NOT NULL
            )
            """,
            "CREATE UNIQUE INDEX refills_open ON refills (order_id) WHERE status <= 2",
        ]
    )
}

extension Migration {
    /// What listings are read from. Orders that are there already are listed by the job, as new ones are; only their counts
    /// are made here. A program that does not keep these can not go on beside one that does.
    static let listings = Migration(
        version: 17,
        statements: addCounts + [
            SQL(
                """
                UPDATE balances SET (\(OrderCountColumns.all.joined(separator: ", "))) = (
                    \(OrderCountColumns.all.map { "counted.\($0)" }.joined(separator: ", "))
                ) FROM (\(OrderCountColumns.ofAllOrders)) AS counted WHERE counted.account_id = balances.account_id
                """
            ),
            // Servers that share the database take new orders' ids above it.
            "ALTER TABLE versions ADD COLUMN order_floor BIGINT NOT NULL DEFAULT 0",
            // One row: orders up to this one are listed.
            """
            CREATE TABLE listing_progress (
                id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
                listed_order BIGINT NOT NULL
            )
            """,
            "INSERT INTO listing_progress (id, listed_order) VALUES (1, 0)",
            // Orders by account and status. While an order is in `changed_orders`, its status here may be an old one.
            """
            CREATE TABLE account_orders (
                account_id BIGINT NOT NULL,
                status BIGINT NOT NULL,
                order_id BIGINT NOT NULL,
                PRIMARY KEY (account_id, status, order_id)
            ) WITHOUT ROWID
            """,
            "CREATE INDEX account_orders_status ON account_orders (status, order_id)",
            """
            CREATE TABLE changed_orders (
                order_id BIGINT NOT NULL,
                status BIGINT NOT NULL,
                account_id BIGINT NOT NULL,
                PRIMARY KEY (order_id, status)
            ) WITHOUT ROWID
            """,
            // Orders by what their links lead to, as a hash of it.
            """
            CREATE TABLE link_orders (
                target BIGINT NOT NULL,
                order_id BIGINT NOT NULL,
                PRIMARY KEY (target, order_id)
            ) WITHOUT ROWID
            """,
            // What moved each account's balance, numbered from 1, with the balance after it.
            """
            CREATE TABLE statements (
                account_id BIGINT NOT NULL,
                position BIGINT NOT NULL,
                balance MONEY NOT NULL,
                cause_kind BIGINT NOT NULL,
                cause_subject BIGINT NOT NULL,
                cause_number BIGINT NOT NULL,
                PRIMARY KEY (account_id, position)
            ) WITHOUT ROWID
            """,
            // Where the listed part of each account ends: its last order or 0, its last entry and the balance after that.
            """
            CREATE TABLE account_listings (
                account_id INTEGER NOT NULL PRIMARY KEY,
                last_order_id BIGINT NOT NULL,
                entries BIGINT NOT NULL,
                balance MONEY NOT NULL
            )
            """,
            "CREATE INDEX account_listings_order ON account_listings (last_order_id)",
            // Days since 1970 in UTC, kinds as in `TransferKind`; what they come to, in two parts as in `WideSum`.
            """
            CREATE TABLE transfer_days (
                day BIGINT NOT NULL,
                kind BIGINT NOT NULL,
                transfers BIGINT NOT NULL,
                high BIGINT NOT NULL,
                low BIGINT NOT NULL,
                PRIMARY KEY (day, kind)
            ) WITHOUT ROWID
            """,
            // Transfers that are not listed yet, but for the charges of orders, which are found by the orders. The account
            // is 0 for those that are no customer's. Amounts are below zero for what was taken, or was given back by a
            // provider.
            """
            CREATE TABLE unlisted_transfers (
                created_at BIGINT NOT NULL,
                cause_kind BIGINT NOT NULL,
                cause_subject BIGINT NOT NULL,
                cause_number BIGINT NOT NULL,
                account_id BIGINT NOT NULL,
                amount MONEY NOT NULL,
                PRIMARY KEY (created_at, cause_kind, cause_subject, cause_number)
            ) WITHOUT ROWID
            """,
            """
            INSERT INTO unlisted_transfers (created_at, cause_kind, cause_subject, cause_number, account_id, amount)
            SELECT created_at, cause_kind, cause_subject, cause_number,
                CASE WHEN destination > 0 THEN destination WHEN source > 0 THEN source ELSE 0 END,
                CASE WHEN destination > 0 OR destination = -4 THEN amount ELSE -amount END
            FROM transfers WHERE cause_kind <> 1 OR cause_number > 0
            ORDER BY created_at, cause_kind, cause_subject, cause_number
            """,
            "CREATE INDEX refills_status ON refills (status, id)",
        ],
        isCompatible: false
    )

    private static let addCounts = OrderCountColumns.all.map { column in
        SQL("ALTER TABLE balances ADD COLUMN \(column) BIGINT NOT NULL DEFAULT 0 CHECK (\(column) >= 0)")
    }
}

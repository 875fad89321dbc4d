import PanelCore

// What listings are read from.
extension Invariant {
    private static let end = "(SELECT listed_order FROM listing_progress)"
    private static let day = "created_at / \(Timestamp.millisecondsPerDay)"

    static let listings: [Invariant] = [
        Invariant(
            name: "orders_are_counted",
            statement: "Every account counts its orders by their statuses.",
            checked: "SELECT COUNT(*) FROM balances",
            violations: SQL(
                """
                SELECT 'account ' || b.account_id || ' counts other orders than it has'
                FROM balances b LEFT JOIN (\(OrderCountColumns.ofAllOrders)) o ON o.account_id = b.account_id
                WHERE \(OrderCountColumns.all.map { "b.\($0) <> COALESCE(o.\($0), 0)" }.joined(separator: " OR "))
                """
            )
        ),
        Invariant(
            name: "orders_are_listed",
            statement: "Every order up to a certain one is listed once by its status and once by its link.",
            checked: "SELECT COUNT(*) FROM orders",
            violations: SQL(
                """
                SELECT 'order ' || o.id || ' is not listed with status ' || o.status FROM orders o
                LEFT JOIN account_orders a ON a.account_id = o.account_id AND a.status = o.status AND a.order_id = o.id
                WHERE o.id <= \(end) AND a.order_id IS NULL AND o.id NOT IN (SELECT order_id FROM changed_orders)
                UNION ALL
                SELECT listed.orders || ' orders are listed by status, ' || stored.orders || ' are there'
                FROM (SELECT COUNT(*) AS orders FROM account_orders) AS listed
                CROSS JOIN (SELECT COUNT(*) AS orders FROM orders WHERE id <= \(end)) AS stored
                WHERE listed.orders <> stored.orders
                UNION ALL
                SELECT listed.orders || ' orders are listed by link, ' || stored.orders || ' are there'
                FROM (SELECT COUNT(*) AS orders, SUM(order_id) AS ids FROM link_orders) AS listed
                CROSS JOIN (SELECT COUNT(*) AS orders, SUM(id) AS ids FROM orders WHERE id <= \(end)) AS stored
                WHERE listed.orders <> stored.orders OR listed.ids <> stored.ids
                """
            )
        ),
        Invariant(
            name: "statements_lead_to_balances",
            statement: "Every entry of a statement has its transfer; with what waits they lead to the balance.",
            checked: "SELECT COUNT(*) FROM statements",
            violations: SQL(
                """
                SELECT 'account ' || b.account_id || ' has ' || b.amount || ', its statement leads to something else'
                FROM balances b LEFT JOIN account_listings l ON l.account_id = b.account_id LEFT JOIN (
                    SELECT account_id, \(WideSum.of("amount")) FROM (
                        SELECT account_id, -charge AS amount FROM orders WHERE id > \(end)
                        UNION ALL
                        SELECT account_id, amount FROM unlisted_transfers
                    ) AS waiting GROUP BY account_id
                ) t ON t.account_id = b.account_id
                WHERE \(WideSum.differs("(b.amount - COALESCE(l.balance, 0))", from: "t"))
                UNION ALL
                SELECT 'entry ' || s.position || ' of account ' || s.account_id FROM statements s
                LEFT JOIN statements p ON p.account_id = s.account_id AND p.position = s.position - 1
                LEFT JOIN transfers t ON t.cause_kind = s.cause_kind AND t.cause_subject = s.cause_subject
                    AND t.cause_number = s.cause_number
                WHERE t.amount IS NULL OR (p.position IS NULL AND s.position <> 1)
                    OR s.balance - COALESCE(p.balance, 0)
                        <> CASE s.account_id WHEN t.destination THEN t.amount WHEN t.source THEN -t.amount ELSE 0 END
                UNION ALL
                SELECT 'end of account ' || l.account_id FROM account_listings l
                LEFT JOIN statements s ON s.account_id = l.account_id AND s.position = l.entries
                WHERE l.balance <> COALESCE(s.balance, 0) OR (s.position IS NULL) <> (l.entries = 0)
                """
            )
        ),
        Invariant(
            name: "days_add_up_to_transfers",
            statement: "What is summed up of each day, with what waits, is what its transfers come to.",
            checked: "SELECT COUNT(*) FROM transfers",
            violations: SQL(
                """
                SELECT 'day ' || day FROM (
                    SELECT day, CAST(SUM(transfers) AS BIGINT) AS transfers, CAST(SUM(high) AS BIGINT) AS high,
                        CAST(SUM(low) AS BIGINT) AS low
                    FROM (
                        SELECT day, transfers, high, low FROM transfer_days
                        UNION ALL
                        SELECT \(day), COUNT(*), \(WideSum.of("ABS(amount)")) FROM unlisted_transfers GROUP BY 1
                        UNION ALL
                        SELECT \(day), COUNT(*), \(WideSum.of("charge")) FROM orders
                        WHERE id > \(end) AND charge > 0 GROUP BY 1
                        UNION ALL
                        SELECT \(day), -COUNT(*), \(WideSum.of("-amount")) FROM transfers GROUP BY 1
                    ) AS parts GROUP BY day
                ) AS sums
                WHERE transfers <> 0 OR \(WideSum.differs("0", from: "sums"))
                """
            )
        ),
    ]
}

import PanelCore
import PanelStore

/// Something that must hold in every database at every moment, as two questions to it.
struct Invariant {
    let name: String
    let statement: String
    /// Answers with one number: how many records are looked at.
    let checked: SQL
    /// Answers with a row for each record that breaks it: one column that names the record and what is wrong. Where that
    /// says `{sum}`, two more columns are the ``WideSum`` that stands for it.
    let violations: SQL
    /// Whether ``violations`` depends on the time, which is its parameter `$1` then, in milliseconds.
    var takesTime = false
    /// Whether a row of ``violations`` is one, where the database alone can not tell.
    var isViolation: @Sendable (any SQLRow) -> Bool = { _ in true }

    /// How many violations are shown.
    static let mostExamples = 10

    func check(on connection: any SQLConnection, at now: Timestamp) throws -> InvariantReport {
        var checkedCount: Int64 = 0
        var violationCount: Int64 = 0
        var examples: [String] = []
        try connection.run([
            .query(checked) { checkedCount = $0.integer(0) },
            .query(violations, takesTime ? .row(.integer(now.milliseconds)) : .none) { row in
                guard isViolation(row) else { return }
                violationCount += 1
                if examples.count < Invariant.mostExamples { examples.append(Invariant.example(row)) }
            },
        ])
        return InvariantReport(
            name: name,
            statement: statement,
            checked: checkedCount,
            violations: violationCount,
            examples: examples
        )
    }

    private static func example(_ row: any SQLRow) -> String {
        let text = row.text(0)
        guard text.contains("{sum}") else { return text }
        return text.replacing("{sum}", with: "\(WideSum.total(row.integer(1), row.integer(2)))")
    }

    static let all: [Invariant] = ledger + orders + refills + submissions + bookkeeping + listings
}

// MARK: The books

extension Invariant {
    private static let ledger: [Invariant] = [
        Invariant(
            name: "balances_are_sums_of_transfers",
            statement: "Every balance is what reached the account less what left it.",
            checked: "SELECT COUNT(*) FROM balances",
            violations: SQL(
                """
                SELECT 'account ' || b.account_id || ' has ' || b.amount || ', its transfers add up to {sum}',
                    \(WideSum.parts(of: "t"))
                FROM balances b LEFT JOIN (
                    SELECT account, \(WideSum.of("amount")) FROM (
                        SELECT destination AS account, amount FROM transfers WHERE destination > 0
                        UNION ALL
                        SELECT source, -amount FROM transfers WHERE source > 0
                    ) entries GROUP BY account
                ) t ON t.account = b.account_id
                WHERE \(WideSum.differs("b.amount", from: "t"))
                """
            )
        ),
        Invariant(
            name: "transfers_are_between_known_accounts",
            statement: "Every transfer has a known cause and moves more than nothing between two accounts that exist.",
            checked: "SELECT COUNT(*) FROM transfers",
            violations: SQL(
                """
                SELECT 'transfer ' || cause_kind || ':' || cause_subject || ':' || cause_number
                FROM transfers
                WHERE amount <= 0 OR source = destination OR cause_number < 0
                    OR cause_kind NOT IN (\(Cause.orderKind), \(Cause.creditKind), \(Cause.costKind))
                    OR \(isUnknownAccount("source")) OR \(isUnknownAccount("destination"))
                """
            )
        ),
        Invariant(
            name: "no_balance_is_negative",
            statement: "No customer has less than nothing, and every account has a balance.",
            checked: "SELECT COUNT(*) FROM accounts",
            violations: """
                SELECT 'account ' || a.id FROM accounts a LEFT JOIN balances b ON b.account_id = a.id
                WHERE b.amount IS NULL OR b.amount < 0
                """
        ),
        Invariant(
            name: "credits_are_booked_once",
            statement: "Every deposit and correction moved its amount, once, and nothing else did.",
            checked: "SELECT COUNT(*) FROM credits",
            violations: SQL(
                """
                SELECT 'credit ' || c.id FROM credits c LEFT JOIN transfers t
                    ON t.cause_kind = \(Cause.creditKind) AND t.cause_subject = c.id AND t.cause_number = 0
                WHERE t.amount IS NULL
                    OR (c.amount > 0 AND (t.source <> \(LedgerAccount.deposits.code)
                        OR t.destination <> c.account_id OR t.amount <> c.amount))
                    OR (c.amount < 0 AND (t.source <> c.account_id
                        OR t.destination <> \(LedgerAccount.adjustments.code) OR t.amount <> -c.amount))
                UNION ALL
                SELECT 'transfer of credit ' || t.cause_subject || ' without its credit' FROM transfers t
                WHERE t.cause_kind = \(Cause.creditKind)
                    AND (t.cause_number <> 0 OR t.cause_subject NOT IN (SELECT id FROM credits))
                """
            )
        ),
    ]

    /// Whether the account in `column` is none of a customer, of the house or of a provider.
    private static func isUnknownAccount(_ column: String) -> String {
        let house = LedgerAccount.house.map { String($0.code) }.joined(separator: ", ")
        return """
            (\(column) > 0 AND \(column) NOT IN (SELECT account_id FROM balances)
                OR \(column) <= 0 AND \(column) NOT IN (\(house))
                    AND \(LedgerAccount.firstProviderCode) - \(column) NOT IN (SELECT id FROM providers))
            """
    }
}

// MARK: Orders and refills

extension Invariant {
    /// Whether a transfer gives back of an order's charge.
    private static let isRefund = "cause_kind = \(Cause.orderKind) AND cause_number > 0"

    private static let orders: [Invariant] = [
        Invariant(
            name: "orders_are_charged_once",
            statement: "Every order took its charge from its customer, once; only orders were charged for.",
            checked: "SELECT COUNT(*) FROM orders",
            violations: SQL(
                """
                SELECT 'order ' || o.id || ' is charged ' || o.charge || ', its transfer moved '
                    || COALESCE(t.amount, 0)
                FROM orders o LEFT JOIN transfers t
                    ON t.cause_kind = \(Cause.orderKind) AND t.cause_subject = o.id AND t.cause_number = 0
                WHERE o.charge <> COALESCE(t.amount, 0) OR (t.amount IS NOT NULL
                    AND (t.source <> o.account_id OR t.destination <> \(LedgerAccount.sales.code)))
                UNION ALL
                SELECT 'transfer of order ' || t.cause_subject || ' without its order'
                FROM transfers t LEFT JOIN orders o ON o.id = t.cause_subject
                WHERE t.cause_kind = \(Cause.orderKind) AND o.id IS NULL
                """
            )
        ),
        Invariant(
            name: "orders_refer_to_what_there_is",
            statement:
                "Every order is of a customer and a service, every parameter of an order, and every submission to a provider that there is.",
            checked: "SELECT COUNT(*) FROM orders",
            violations: """
                SELECT 'order ' || o.id || ' is of account ' || o.account_id || ' and service ' || o.service_id
                FROM orders o LEFT JOIN accounts a ON a.id = o.account_id LEFT JOIN services s ON s.id = o.service_id
                WHERE a.id IS NULL OR s.id IS NULL
                UNION ALL
                SELECT 'parameter ' || p.name || ' is of order ' || p.order_id
                FROM order_parameters p LEFT JOIN orders o ON o.id = p.order_id WHERE o.id IS NULL
                UNION ALL
                SELECT 'order ' || s.order_id || ' goes to provider ' || s.provider_id
                FROM submissions s LEFT JOIN providers p ON p.id = s.provider_id
                WHERE s.provider_id IS NOT NULL AND p.id IS NULL
                """
        ),
        Invariant(
            name: "refunds_are_within_charges",
            statement:
                "What an order gave back is the sum of its refunds, all to its customer, never above its charge.",
            checked: SQL("SELECT COUNT(*) FROM transfers WHERE \(isRefund)"),
            violations: SQL(
                """
                SELECT 'order ' || o.id || ' refunded ' || o.refunded || ' in ' || o.refund_count
                FROM orders o LEFT JOIN (
                    SELECT cause_subject AS order_id, \(WideSum.of("amount")), COUNT(*) AS times,
                        MAX(cause_number) AS last, MIN(destination) AS least, MAX(destination) AS most,
                        MAX(source) AS source
                    FROM transfers WHERE \(isRefund) GROUP BY cause_subject
                ) t ON t.order_id = o.id
                WHERE o.refunded > o.charge OR \(WideSum.differs("o.refunded", from: "t"))
                    OR o.refund_count <> COALESCE(t.times, 0)
                    OR (t.times IS NOT NULL AND (
                        t.last <> o.refund_count OR t.source <> \(LedgerAccount.sales.code)
                        OR t.least <> o.account_id OR t.most <> o.account_id))
                """
            )
        ),
        Invariant(
            name: "refunds_follow_outcomes",
            statement: "Canceled orders gave everything back, partial ones the part that remains, others nothing.",
            checked: "SELECT COUNT(*) FROM orders WHERE status > 3 OR refunded <> 0",
            violations: """
                SELECT 'order ' || id || ' with status ' || status || ' refunded ' || refunded || ' of ' || charge
                FROM orders
                WHERE (status <= 4 AND refunded <> 0)
                    OR (status = 5 AND (remains IS NULL OR remains = 0))
                    -- charge * remains / quantity, half up, without a product beyond 64 bits
                    OR (status = 5 AND quantity <= 2000000000 AND refunded <> charge / quantity * remains
                        + (2 * (charge % quantity) * remains / quantity + 1) / 2)
                    OR (status = 6 AND refunded <> charge)
                """
        ),
        Invariant(
            name: "finished_orders_have_an_end",
            statement: "An order has the time of its outcome exactly when it has an outcome.",
            checked: "SELECT COUNT(*) FROM orders",
            violations: "SELECT 'order ' || id FROM orders WHERE (status > 3) <> (finished_at IS NOT NULL)"
        ),
        Invariant(
            name: "orders_are_chained",
            statement: "Every account's orders are one chain, from its last order back to its first.",
            checked: "SELECT COUNT(*) FROM orders",
            // Of orders that are all followed but one, that one's id is what their ids add up to without those that are
            // followed. Where several servers place orders, one may follow an order with a higher id; only there could
            // orders follow each other in a circle, so only those chains are walked.
            violations: """
                WITH RECURSIVE chain (account_id, order_id) AS (
                    SELECT account_id, last_order_id FROM balances
                    WHERE account_id IN (SELECT account_id FROM orders WHERE previous_order_id >= id)
                    UNION
                    SELECT chain.account_id, o.previous_order_id FROM chain JOIN orders o ON o.id = chain.order_id
                    WHERE o.previous_order_id IS NOT NULL
                )
                SELECT 'order ' || o.id || ' follows ' || o.previous_order_id
                FROM orders o LEFT JOIN orders p ON p.id = o.previous_order_id
                WHERE o.previous_order_id IS NOT NULL AND (p.id IS NULL OR p.account_id <> o.account_id)
                UNION ALL
                SELECT 'account ' || b.account_id || ' has the last order ' || COALESCE(b.last_order_id, 0)
                FROM balances b LEFT JOIN (
                    SELECT account_id, SUM(id - COALESCE(previous_order_id, 0)) AS last, COUNT(*) AS orders,
                        COUNT(DISTINCT previous_order_id) AS followed
                    FROM orders GROUP BY account_id
                ) o ON o.account_id = b.account_id
                WHERE COALESCE(b.last_order_id, 0) <> COALESCE(o.last, 0)
                    OR COALESCE(o.orders, 1) - COALESCE(o.followed, 0) <> 1
                UNION ALL
                SELECT 'account ' || c.account_id || ' has orders that follow each other'
                FROM (SELECT account_id, COUNT(*) AS reached FROM chain GROUP BY account_id) c
                JOIN (SELECT account_id, COUNT(*) AS orders FROM orders GROUP BY account_id) o
                    ON o.account_id = c.account_id
                WHERE c.reached <> o.orders
                """
        ),
        Invariant(
            name: "active_links_are_of_open_orders",
            statement:
                "Every guarded link is that of an open order of its service, and every such order guards its.",
            checked: "SELECT COUNT(*) FROM active_links",
            // What may be right has the link of its order too.
            violations: """
                SELECT 'link of order ' || l.order_id, l.link, o.link FROM active_links l LEFT JOIN orders o
                    ON o.id = l.order_id AND o.status <= 3 AND o.guards_link = 1 AND o.service_id = l.service_id
                UNION ALL
                SELECT 'order ' || o.id || ' does not guard its link', NULL, NULL FROM orders o LEFT JOIN active_links l
                    ON l.order_id = o.id
                WHERE o.status <= 3 AND o.guards_link = 1 AND l.order_id IS NULL
                """,
            isViolation: { row in
                guard let link = row.optionalText(2) else { return true }
                return !row.text(1).utf8.elementsEqual(LinkTarget.text(of: link).utf8)
            }
        ),
    ]

    private static let refills: [Invariant] = [
        Invariant(
            name: "refills_are_of_finished_orders",
            statement: "Every refill is of an order that its customer placed and that was delivered; one at a time.",
            checked: "SELECT COUNT(*) FROM refills",
            violations: """
                SELECT 'refill ' || r.id FROM refills r LEFT JOIN orders o ON o.id = r.order_id
                WHERE o.id IS NULL OR o.account_id <> r.account_id OR o.finished_at IS NULL
                UNION ALL
                SELECT 'order ' || order_id || ' has ' || COUNT(*) || ' open refills' FROM refills
                WHERE status <= 2 GROUP BY order_id HAVING COUNT(*) > 1
                """
        )
    ]
}

// MARK: What holds it together

extension Invariant {
    private static let bookkeeping: [Invariant] = [
        Invariant(
            name: "requests_lead_to_their_orders",
            statement: "Every request_id leads to one order, of the customer who sent it.",
            checked: "SELECT COUNT(*) FROM placed_requests",
            violations: """
                SELECT 'request_id ' || p.request_id || ' of account ' || p.account_id
                FROM placed_requests p LEFT JOIN orders o ON o.id = p.order_id
                WHERE o.id IS NULL OR o.account_id <> p.account_id
                UNION ALL
                SELECT 'order ' || order_id || ' has ' || COUNT(*) || ' request_ids' FROM placed_requests
                GROUP BY order_id HAVING COUNT(*) > 1
                """
        ),
        Invariant(
            name: "ids_are_below_their_sequences",
            statement: "No id in use will be given out again.",
            checked: "SELECT COUNT(*) FROM sequences",
            violations: """
                SELECT 'sequence ' || s.name || ' is at ' || s.next || ', the last id is ' || m.last
                FROM sequences s JOIN (
                    SELECT 'orders' AS name, MAX(id) AS last FROM orders
                    UNION ALL SELECT 'refills', MAX(id) FROM refills
                    UNION ALL SELECT 'accounts', MAX(id) FROM accounts
                    UNION ALL SELECT 'credits', MAX(id) FROM credits
                    UNION ALL SELECT 'link_rules', MAX(id) FROM link_rules
                    UNION ALL SELECT 'providers', MAX(id) FROM providers
                    UNION ALL SELECT 'events', MAX(id) FROM order_events
                ) m ON m.name = s.name
                WHERE m.last >= s.next
                """
        ),
    ]
}

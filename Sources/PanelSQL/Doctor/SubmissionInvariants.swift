import PanelCore

extension Invariant {
    /// The run that a transfer of costs is about.
    private static let runOfCost = "cause_number / \(Cause.mostCostsPerRun)"
    /// What a transfer adds to the costs of a run.
    private static let cost = """
        CASE \(LedgerAccount.providerCost.code) WHEN destination THEN amount WHEN source THEN -amount END
        """

    /// What must hold of orders on their way to providers.
    static let submissions: [Invariant] = [
        Invariant(
            name: "orders_have_one_submission_per_run",
            statement: "Every order has at most one submission, and so one open attempt, for each of its runs.",
            checked: "SELECT COUNT(*) FROM submissions",
            violations: """
                SELECT 'order ' || s.order_id || ' has ' || s.submissions || ' submissions up to run ' || s.last
                FROM (
                    SELECT order_id, COUNT(*) AS submissions, MIN(run) AS first, MAX(run) AS last
                    FROM submissions GROUP BY order_id
                ) s LEFT JOIN orders o ON o.id = s.order_id
                WHERE o.id IS NULL OR s.first <> 1 OR s.last <> s.submissions OR s.last > COALESCE(o.runs, 1)
                """
        ),
        Invariant(
            name: "run_totals_are_of_submissions",
            statement: "What is kept of the runs of a drip-feed is what its submissions come to.",
            checked: "SELECT COUNT(*) FROM submissions",
            violations: SQL(
                """
                SELECT 'order ' || s.order_id || ' has ' || s.made || ' submissions, kept are '
                    || COALESCE(t.made, 0) || ', of which ' || COALESCE(t.ended, 0) || ' ended'
                FROM (\(RunTotals.ofAllOrders)) s LEFT JOIN run_totals t ON t.order_id = s.order_id
                WHERE t.order_id IS NULL OR t.made <> s.made OR t.open <> s.open OR t.ended <> s.ended
                    OR t.taken <> s.taken OR t.rejected <> s.rejected OR t.undelivered <> s.undelivered
                UNION ALL
                SELECT 'order ' || t.order_id || ' has no such submissions'
                FROM run_totals t LEFT JOIN submissions s ON s.order_id = t.order_id AND s.run = 2
                WHERE s.order_id IS NULL
                """
            )
        ),
        Invariant(
            name: "upstream_orders_are_of_one_submission",
            statement: "No order of a provider belongs to two orders here, and every accepted one has its id there.",
            checked: "SELECT COUNT(*) FROM submissions WHERE upstream_id IS NOT NULL",
            violations: """
                SELECT 'order ' || upstream_id || ' of provider ' || provider_id FROM submissions
                WHERE upstream_id IS NOT NULL GROUP BY provider_id, upstream_id HAVING COUNT(*) > 1
                UNION ALL
                SELECT 'order ' || order_id || ', run ' || run FROM submissions
                WHERE state = 6 AND (upstream_id IS NULL OR provider_id IS NULL)
                """
        ),
        Invariant(
            name: "keys_are_of_one_submission",
            statement: "No two orders, or runs of one, are sent with the same caller's key.",
            checked: "SELECT COUNT(*) FROM submissions WHERE idempotency_key IS NOT NULL",
            violations: """
                SELECT 'order ' || MIN(order_id) || ' and order ' || MAX(order_id) FROM submissions
                WHERE idempotency_key IS NOT NULL GROUP BY idempotency_key HAVING COUNT(*) > 1
                """
        ),
        Invariant(
            name: "attempts_end_with_their_lease",
            // Leases go by how long they stand still, not by the wall clock, which may just have been set.
            statement: "No attempt is under way a day past its lease.",
            checked: "SELECT COUNT(*) FROM submissions WHERE state = 2",
            violations: """
                SELECT 'order ' || order_id || ', run ' || run || ', attempt ' || attempt FROM submissions
                WHERE state = 2 AND due_at < $1 - 86400000
                """,
            takesTime: true
        ),
        Invariant(
            name: "outcomes_of_submissions_are_settled",
            statement: "An order ends with its submissions: none is open after it, and it is not open after them.",
            checked: "SELECT COUNT(*) FROM submissions",
            violations: """
                SELECT 'order ' || o.id || ' has status ' || o.status || ', run ' || s.run || ' has state ' || s.state
                FROM submissions s JOIN orders o ON o.id = s.order_id
                WHERE (o.status > 3 AND s.state IN (1, 2, 3))
                    OR (o.status <= 3 AND s.outcome IS NOT NULL AND s.state IN (6, 7)
                        AND (o.runs IS NULL OR s.relays_drip_feed = 1))
                """
        ),
        Invariant(
            name: "provider_costs_are_booked",
            statement: "What providers took for orders is what the books say, submission by submission.",
            checked: SQL("SELECT COUNT(*) FROM transfers WHERE cause_kind = \(Cause.costKind)"),
            violations: SQL(
                """
                SELECT 'order ' || s.order_id || ', run ' || s.run || ' costs ' || s.cost || ', booked are {sum}',
                    \(WideSum.parts(of: "t"))
                FROM submissions s LEFT JOIN (
                    SELECT cause_subject AS order_id, \(runOfCost) AS run, COUNT(*) AS times, \(WideSum.of(cost))
                    FROM transfers WHERE cause_kind = \(Cause.costKind) GROUP BY cause_subject, \(runOfCost)
                ) t ON t.order_id = s.order_id AND t.run = s.run
                WHERE \(WideSum.differs("s.cost", from: "t")) OR s.cost_count <> COALESCE(t.times, 0)
                UNION ALL
                SELECT 'cost of order ' || t.cause_subject || ' without its submission', 0, 0 FROM transfers t
                LEFT JOIN submissions s ON s.order_id = t.cause_subject AND s.run = \(runOfCost)
                WHERE t.cause_kind = \(Cause.costKind) AND s.order_id IS NULL
                """
            )
        ),
        Invariant(
            name: "routes_lead_somewhere",
            statement: "Every route is of a service and leads to staff or to a provider, in an order without gaps.",
            checked: "SELECT COUNT(*) FROM service_routes",
            violations: """
                SELECT 'service ' || service_id FROM service_routes GROUP BY service_id
                HAVING MIN(position) <> 0 OR MAX(position) + 1 <> COUNT(*)
                UNION ALL
                SELECT 'service ' || r.service_id || ', route ' || r.position FROM service_routes r
                LEFT JOIN providers p ON p.id = r.provider_id LEFT JOIN services s ON s.id = r.service_id
                WHERE s.id IS NULL OR (r.provider_id IS NOT NULL AND p.id IS NULL)
                    OR (p.removed_at IS NOT NULL AND r.availability = 1)
                """
        ),
        Invariant(
            name: "events_are_of_orders",
            statement: "Every entry of a history is of an order.",
            checked: "SELECT COUNT(*) FROM order_events",
            violations: """
                SELECT 'event ' || e.id FROM order_events e LEFT JOIN orders o ON o.id = e.order_id
                WHERE o.id IS NULL
                """
        ),
    ]
}

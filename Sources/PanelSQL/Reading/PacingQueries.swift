import PanelCore
import PanelStore

/// Questions about what waits, and for how long.
enum PacingQueries {
    static func attemptsUnderWay(limit: Int, on connection: any SQLConnection) throws -> [LeasedAttempt] {
        try connection.list(underWay, .row(.integer(Int64(limit)))) { reader in
            LeasedAttempt(
                key: SubmissionKey(order: reader.id(), run: reader.integer()),
                number: reader.integer(),
                updatedAt: reader.timestamp(),
                endsAt: reader.timestamp()
            )
        }
    }

    static func nextDue(of providers: [ProviderID], on connection: any SQLConnection) throws -> [ProviderID: NextDue] {
        let found = try connection.list(nextDue, .ids(providers)) { reader -> (ProviderID, NextDue) in
            let provider: ProviderID = reader.id()
            let (queued, uncertain) = (reader.optionalTimestamp(), reader.optionalTimestamp())
            let (cancel, refill) = (reader.optionalTimestamp(), reader.optionalTimestamp())
            return (
                provider,
                NextDue(
                    queued: queued,
                    uncertain: uncertain,
                    errands: [cancel, refill].compactMap(\.self).min(),
                    hasPollRequests: reader.flag()
                )
            )
        }
        return Dictionary(uniqueKeysWithValues: found)
    }

    static func tooFarOff(
        of provider: Provider,
        at now: Timestamp,
        limit: Int,
        on connection: any SQLConnection
    ) throws -> TooFarOff {
        let soon = now.adding(seconds: ClockComparison.tolerance)
        func parameters(_ moments: Timestamp...) -> SQLParameters {
            let values: [SQLValue] =
                [.integer(provider.id.rawValue)] + moments.map { .integer($0.milliseconds) } + [.integer(Int64(limit))]
            return .rows([values], width: values.count) { $0 }
        }
        return TooFarOff(
            submissions: try connection.list(
                submissions,
                parameters(soon, soon.adding(seconds: LongestPause.retry))
            ) { reader in SubmissionKey(order: reader.id(), run: reader.integer()) },
            refills: try connection.list(
                refills,
                parameters(
                    soon.adding(seconds: LongestPause.refillRequest),
                    soon.adding(seconds: provider.terms.pollSeconds)
                )
            ) { reader in reader.id() }
        )
    }

    static func withKeys(
        of provider: ProviderID,
        sentAfter moment: Timestamp,
        after key: SubmissionKey?,
        limit: Int,
        on connection: any SQLConnection
    ) throws -> [SubmissionKey] {
        let values: [SQLValue] = [
            .integer(provider.rawValue), .integer(moment.milliseconds), .integer(key?.order.rawValue ?? 0),
            .integer(key?.run ?? 0), .integer(Int64(limit)),
        ]
        return try connection.list(withKeys, .rows([values], width: values.count) { $0 }) { reader in
            SubmissionKey(order: reader.id(), run: reader.integer())
        }
    }

    // MARK: Statements

    private static let withKeys = SQL(
        "SELECT order_id, run FROM ("
            + (1...4).map { state in
                """
                SELECT order_id, run FROM submissions WHERE provider_id = $1 AND state = \(state) AND key_sent_at > $2 \
                AND (order_id, run) > ($3, $4)
                """
            }
            .joined(separator: " UNION ALL ") + ") AS sent ORDER BY order_id, run LIMIT $5"
    )

    // The states are written out, so that the planner finds the index of each: of each, only its first entry is looked at.
    private static let nextDue: SQL = """
        SELECT CAST($1 AS BIGINT),
            (SELECT MIN(due_at) FROM submissions WHERE state = 1 AND provider_id = $1),
            (SELECT MIN(due_at) FROM submissions WHERE state = 3 AND provider_id = $1),
            (SELECT MIN(due_at) FROM submissions WHERE cancel = 1 AND state = 6 AND provider_id = $1),
            (SELECT MIN(relay_due_at) FROM refills WHERE status <= 2 AND relay_state <= 3 AND relay_provider_id = $1),
            CASE WHEN EXISTS (SELECT 1 FROM poll_requests WHERE provider_id = $1) THEN 1 ELSE 0 END
        """
    private static let underWay: SQL = """
        SELECT order_id, run, attempt, updated_at, due_at FROM submissions WHERE state = 2 ORDER BY due_at LIMIT $1
        """
    // `Submission.isTooFarOff`: what nothing has put off, what was tried, what is in doubt, cancels, runs of drip-feeds.
    private static let submissions: SQL = """
        SELECT order_id, run FROM (
            SELECT order_id, run FROM submissions
            WHERE provider_id = $1 AND state = 1 AND due_at > $2 AND failures = 0 AND (run = 1 OR attempt > 0)
            UNION ALL
            SELECT order_id, run FROM submissions
            WHERE provider_id = $1 AND state = 1 AND due_at > $3 AND failures > 0
            UNION ALL
            SELECT order_id, run FROM submissions WHERE provider_id = $1 AND state = 3 AND due_at > $3
            UNION ALL
            SELECT order_id, run FROM submissions
            WHERE provider_id = $1 AND cancel = 1 AND state = 6 AND due_at > $3
            UNION ALL
            SELECT s.order_id, s.run FROM submissions s JOIN orders o ON o.id = s.order_id
            WHERE s.provider_id = $1 AND s.state = 1 AND s.due_at > $2 + COALESCE(o.interval_minutes, 0) * 60000
                AND s.failures = 0 AND s.run > 1 AND s.attempt = 0
        ) AS far_off LIMIT $4
        """
    private static let refills: SQL = """
        SELECT id FROM refills
        WHERE relay_provider_id = $1 AND status <= 2 AND relay_state <= 3
            AND ((relay_state < 3 AND relay_due_at > $2) OR (relay_state = 3 AND relay_due_at > $3))
        LIMIT $4
        """
}

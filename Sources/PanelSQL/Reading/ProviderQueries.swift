import PanelCore
import PanelStore

/// What is asked about providers and what they have or are to get.
enum ProviderQueries {
    static func providers(on connection: any SQLConnection) throws -> [Provider] {
        try connection.list(Provider.mapping.wholeTable) { reader in try Provider(&reader) }
    }

    static func due(
        of provider: ProviderID,
        at now: Timestamp,
        ahead seconds: Int64,
        limit: Int,
        on connection: any SQLConnection
    ) throws -> [DueSubmission] {
        func list(_ statement: SQL, _ moments: Timestamp...) throws -> [Submission] {
            let parameters: [SQLValue] =
                [.integer(provider.rawValue)] + moments.map { .integer($0.milliseconds) } + [.integer(Int64(limit))]
            return try connection.list(statement, .rows([parameters], width: parameters.count) { $0 }) { reader in
                try Submission(&reader)
            }
        }
        // What may have been made comes first: it is found out even when the provider gets nothing new.
        var submissions = try list(uncertain, now) + list(queued, now)
        if seconds > 0 { submissions += try list(queuedAhead, now, now.adding(seconds: seconds)) }
        return try withOrders(submissions, on: connection)
    }

    /// Submissions with all that is needed to send them.
    static func withOrders(
        _ submissions: [Submission],
        on connection: any SQLConnection
    ) throws -> [DueSubmission] {
        let ids = Set(submissions.map(\.key.order))
        var orders: [OrderID: Order] = [:]
        for order in try connection.list(SnapshotLoader.orders, .ids(ids), { reader in try Order(&reader) }) {
            orders[order.id] = order
        }
        let sent = try OrderQueries.parameters(of: Array(ids), on: connection)
        return submissions.compactMap { submission in
            orders[submission.key.order].map {
                DueSubmission(submission: submission, order: $0, parameters: sent[$0.id] ?? [])
            }
        }
    }

    static func watched(
        of provider: ProviderID,
        after key: SubmissionKey?,
        limit: Int,
        on connection: any SQLConnection
    ) throws -> [WatchedSubmission] {
        let parameters = SQLParameters.row(
            .integer(provider.rawValue),
            .integer(key?.order.rawValue ?? 0),
            .integer(key?.run ?? 0),
            .integer(Int64(limit))
        )
        return try connection.list(watched, parameters) { reader in try WatchedSubmission(&reader) }
    }

    static func cancels(
        of provider: ProviderID,
        at now: Timestamp,
        limit: Int,
        on connection: any SQLConnection
    ) throws -> [WatchedSubmission] {
        let parameters = SQLParameters.row(
            .integer(provider.rawValue),
            .integer(now.milliseconds),
            .integer(Int64(limit))
        )
        return try connection.list(cancels, parameters) { reader in try WatchedSubmission(&reader) }
    }

    static func refills(
        of provider: ProviderID,
        at now: Timestamp,
        limit: Int,
        on connection: any SQLConnection
    ) throws -> [Refill] {
        let parameters = SQLParameters.row(
            .integer(provider.rawValue),
            .integer(now.milliseconds),
            .integer(Int64(limit))
        )
        return try connection.list(dueRefills, parameters) { reader in try Refill(&reader) }
    }

    static func newestIDs(
        of provider: ProviderID,
        sinceRestore: Bool,
        limit: Int,
        on connection: any SQLConnection
    ) throws -> [UpstreamID] {
        let parameters = SQLParameters.row(
            .integer(provider.rawValue),
            .integer(Int64(limit)),
            .integer(sinceRestore ? 1 : 0)
        )
        func list(_ query: SQL) throws -> [UpstreamID] {
            try connection.list(query, parameters) { reader in UpstreamID(unchecked: reader.text()) }
        }
        // All ids of a provider are sorted only for one that has hardly any of the newest orders.
        let recent = try list(recentIDs)
        return recent.count == limit ? recent : try list(newestIDs)
    }

    static func known(
        _ ids: [UpstreamID],
        of provider: ProviderID,
        on connection: any SQLConnection
    ) throws -> Set<UpstreamID> {
        let rows = SQLParameters.rows(ids, width: 2) { [.integer(provider.rawValue), .text($0.description)] }
        return Set(try connection.list(knownID, rows) { reader in UpstreamID(unchecked: reader.text()) })
    }

    static func inDoubt(
        of provider: ProviderID,
        givenUpSince moment: Timestamp,
        on connection: any SQLConnection
    ) throws -> Int64 {
        let parameters = SQLParameters.row(.integer(provider.rawValue), .integer(moment.milliseconds))
        return try connection.list(inDoubt, parameters) { $0.integer() }.reduce(0, +)
    }

    // MARK: One order

    static func submissions(of order: OrderID, on connection: any SQLConnection) throws -> [Submission] {
        try connection.list(submissionsOfOrder, .row(.integer(order.rawValue))) { reader in try Submission(&reader) }
    }

    static func events(of order: OrderID, on connection: any SQLConnection) throws -> [OrderEvent] {
        try connection.list(eventsOfOrder, .row(.integer(order.rawValue))) { reader in try OrderEvent(&reader) }
    }

    static func refunds(of order: Order, on connection: any SQLConnection) throws -> [Transfer] {
        try connection.list(refundsOfOrder, .row(.integer(Cause.orderKind), .integer(order.id.rawValue))) { reader in
            Transfer(
                cause: .orderRefund(order.id, number: reader.integer()),
                source: .sales,
                destination: .customer(order.account),
                amount: reader.money(),
                at: reader.timestamp()
            )
        }
    }

    // MARK: Statements

    // The states are written out, so that the planner finds the index of each.
    private static let queued = due(in: .queued)
    private static let uncertain = due(in: .uncertain)

    private static func due(in state: Submission.State) -> SQL {
        SQL(
            """
            SELECT \(Submission.columns) FROM submissions
            WHERE provider_id = $1 AND state = \(state.rawValue) AND due_at <= $2 ORDER BY due_at LIMIT $3
            """
        )
    }

    private static let queuedAhead = SQL(
        """
        SELECT \(Submission.columns) FROM submissions
        WHERE provider_id = $1 AND state = 1 AND due_at > $2 AND due_at <= $3
            AND failures = 0 AND (run = 1 OR attempt > 0)
        ORDER BY due_at LIMIT $4
        """
    )
    private static let watchedColumns = """
        order_id, run, upstream_id, report_status, report_start_count, report_remains, report_charge, report_posts, \
        report_expiry, outcome, updated_at
        """
    private static let watched = SQL(
        """
        SELECT \(watchedColumns) FROM submissions
        WHERE provider_id = $1 AND is_watched = 1 AND (order_id, run) > ($2, $3) ORDER BY order_id, run LIMIT $4
        """
    )
    private static let cancels = SQL(
        """
        SELECT \(watchedColumns) FROM submissions
        WHERE provider_id = $1 AND cancel = 1 AND state = 6 AND due_at <= $2 ORDER BY due_at LIMIT $3
        """
    )
    private static let dueRefills = SQL(
        """
        SELECT \(Refill.columns) FROM refills
        WHERE relay_provider_id = $1 AND status <= 2 AND relay_state <= 3 AND relay_due_at <= $2
        ORDER BY relay_due_at LIMIT $3
        """
    )
    private static let recentIDs: SQL = """
        SELECT upstream_id FROM (
            SELECT order_id, provider_id, upstream_id FROM submissions
            WHERE order_id >= $3 * (SELECT COALESCE(MAX(first_order), 0) FROM restores)
            ORDER BY order_id DESC LIMIT 10000
        ) recent
        WHERE provider_id = $1 AND upstream_id IS NOT NULL ORDER BY order_id DESC LIMIT $2
        """
    private static let newestIDs: SQL = """
        SELECT upstream_id FROM submissions WHERE provider_id = $1 AND upstream_id IS NOT NULL
            AND order_id >= $3 * (SELECT COALESCE(MAX(first_order), 0) FROM restores)
        ORDER BY order_id DESC LIMIT $2
        """
    private static let knownID: SQL = """
        SELECT upstream_id FROM submissions WHERE provider_id = $1 AND upstream_id = $2
        """
    private static let inDoubt: SQL = """
        SELECT COUNT(*) FROM submissions WHERE state = 2 AND provider_id = $1
        UNION ALL
        SELECT COUNT(*) FROM submissions WHERE state = 3 AND provider_id = $1
        UNION ALL
        SELECT COUNT(*) FROM submissions WHERE state = 4 AND provider_id = $1 AND is_in_doubt = 1
        UNION ALL
        SELECT COUNT(*) FROM submissions
        WHERE is_watched = 1 AND provider_id = $1 AND outcome IS NULL AND report_status IS NULL
        UNION ALL
        SELECT COUNT(*) FROM submissions
        WHERE state = 7 AND is_in_doubt = 1 AND provider_id = $1 AND updated_at >= $2
        UNION ALL
        SELECT COUNT(*) FROM restores WHERE at >= $2
        """
    private static let submissionsOfOrder = SQL(
        "SELECT \(Submission.columns) FROM submissions WHERE order_id = $1 ORDER BY run"
    )
    private static let eventsOfOrder = SQL(
        "SELECT \(OrderEvent.columns) FROM order_events WHERE order_id = $1 ORDER BY at, id"
    )
    private static let refundsOfOrder: SQL = """
        SELECT cause_number, amount, created_at FROM transfers
        WHERE cause_kind = $1 AND cause_subject = $2 AND cause_number > 0 ORDER BY cause_number
        """
}

extension SQLConnection {
    /// What `read` makes of each row of a query's result.
    func list<Value>(
        _ sql: SQL,
        _ parameters: SQLParameters = .none,
        _ read: @escaping (inout RowReader) throws -> Value
    ) throws -> [Value] {
        var values: [Value] = []
        try run([
            .query(sql, parameters) { row in
                var reader = RowReader(row)
                values.append(try read(&reader))
            }
        ])
        return values
    }
}

extension WatchedSubmission {
    fileprivate init(_ reader: inout RowReader) throws {
        self.init(
            key: SubmissionKey(order: reader.id(), run: reader.integer()),
            upstreamID: UpstreamID(unchecked: reader.text()),
            report: UpstreamReport(&reader),
            hasOutcome: reader.optionalInteger() != nil,
            updatedAt: reader.timestamp()
        )
    }
}

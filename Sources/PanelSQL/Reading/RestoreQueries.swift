import PanelCore
import PanelStore

/// What is asked about a life of the panel that was lost, and about what the copy holds of it.
enum RestoreQueries {
    static func orphans(
        among ids: [UpstreamID],
        of provider: ProviderID,
        on connection: any SQLConnection
    ) throws -> Set<UpstreamID> {
        let rows = SQLParameters.rows(ids, width: 2) { [.integer(provider.rawValue), .text($0.description)] }
        return Set(try connection.list(orphan, rows) { reader in UpstreamID(unchecked: reader.text()) })
    }

    static func unsettled(
        after key: SubmissionKey?,
        limit: Int,
        on connection: any SQLConnection
    ) throws -> [DueSubmission] {
        let parameters = SQLParameters.row(
            .integer(key?.order.rawValue ?? 0),
            .integer(key?.run ?? 0),
            .integer(Int64(limit))
        )
        let submissions = try connection.list(unsettled, parameters) { reader in try Submission(&reader) }
        return try ProviderQueries.withOrders(submissions, on: connection)
    }

    static func unsentRefills(
        after id: RefillID?,
        limit: Int,
        on connection: any SQLConnection
    ) throws -> [Refill] {
        let parameters = SQLParameters.row(.integer(id?.rawValue ?? 0), .integer(Int64(limit)))
        return try connection.list(unsentRefills, parameters) { reader in try Refill(&reader) }
    }

    private static let orphan: SQL = """
        SELECT upstream_id FROM orphan_orders WHERE provider_id = $1 AND upstream_id = $2
        """
    private static let unsettled = SQL(
        """
        SELECT \(Submission.columns) FROM submissions
        WHERE (order_id, run) > ($1, $2) AND state <= \(Submission.State.uncertain.rawValue)
        ORDER BY order_id, run LIMIT $3
        """
    )
    private static let unsentRefills = SQL(
        """
        SELECT \(Refill.columns) FROM refills
        WHERE id > $1 AND status <= \(RefillStatus.inProgress.rawValue)
            AND relay_state <= \(RefillRelay.State.sending.rawValue)
        ORDER BY id LIMIT $2
        """
    )
}

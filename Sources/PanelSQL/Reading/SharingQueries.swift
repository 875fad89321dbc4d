import PanelCore

/// Questions about what servers that share a database tell each other.
enum SharingQueries {
    static func leases(on connection: any SQLConnection) throws -> [ProviderID: ProviderLease] {
        var leases: [ProviderID: ProviderLease] = [:]
        try connection.run([self.leases { leases[$0] = $1 }])
        return leases
    }

    /// Hands over every lease, those that have ended too.
    static func leases(_ take: @escaping (ProviderID, ProviderLease) -> Void) -> SQLJob {
        .query(allLeases) { row in
            var reader = RowReader(row)
            take(reader.id(), try ProviderLease(&reader))
        }
    }

    /// The servers that may be alive: their clocks may be behind this one's.
    static func livingServers(at now: Timestamp, on connection: any SQLConnection) throws -> [String] {
        let moment = now.adding(seconds: -ClockComparison.tolerance)
        return try connection.list("SELECT name FROM servers WHERE ends_at > $1", .row(.integer(moment.milliseconds))) {
            $0.text()
        }.sorted()
    }

    static func pollRequests(
        for provider: ProviderID,
        limit: Int,
        on connection: any SQLConnection
    ) throws -> [PollRequest] {
        try connection.list(requests, .row(.integer(provider.rawValue), .integer(Int64(limit)))) { reader in
            PollRequest(&reader)
        }
    }

    static let lock = SQL("SELECT version FROM versions WHERE name = 'sharing'", lock: .exclusive)
    private static let allLeases = SQL("SELECT \(ProviderLease.columns) FROM provider_leases ORDER BY provider_id")
    static let allServers: SQL = "SELECT name, ends_at FROM servers ORDER BY name"
    private static let requests = SQL(
        "SELECT \(PollRequest.columns) FROM poll_requests WHERE provider_id = $1 ORDER BY order_id, run LIMIT $2"
    )
}

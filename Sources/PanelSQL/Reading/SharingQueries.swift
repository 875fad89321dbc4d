import PanelCore

/// Questions about what servers that share a database tell each other.
enum SharingQueries {
    static func leases(on connection: any SQLConnection) throws -> [LeaseName: Lease] {
        var leases: [LeaseName: Lease] = [:]
        try connection.run([self.leases { leases[$0] = $1 }])
        return leases
    }

    /// Hands over every lease, those that have ended too.
    static func leases(_ take: @escaping (LeaseName, Lease) -> Void) -> SQLJob {
        .query(allLeases) { row in
            var reader = RowReader(row)
            let text = reader.text()
            guard let name = LeaseName(stored: text) else { throw SQLError.unreadable(table: "leases", value: text) }
            take(name, try Lease(&reader))
        }
    }

    /// Servers with what they said last: until when they answer for what they do, by their own clocks.
    static func servers(endingAfter moment: Timestamp, on connection: any SQLConnection) throws -> [String: Timestamp] {
        let row = SQLParameters.row(.integer(moment.milliseconds))
        let rows = try connection.list("SELECT name, ends_at FROM servers WHERE ends_at > $1", row) { reader in
            (reader.text(), reader.timestamp())
        }
        return Dictionary(uniqueKeysWithValues: rows)
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
    private static let allLeases = SQL("SELECT \(Lease.columns) FROM leases ORDER BY name")
    static let allServers: SQL = "SELECT name, ends_at FROM servers ORDER BY name"
    private static let requests = SQL(
        "SELECT \(PollRequest.columns) FROM poll_requests WHERE provider_id = $1 ORDER BY order_id, run LIMIT $2"
    )
}

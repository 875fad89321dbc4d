import PanelCore

// What servers that share a database tell each other.
extension ChangesWriter {
    static func sharing(_ changes: Changes) -> [SQLJob] {
        let servers = changes.servers.sorted { $0.key < $1.key }
        let leases = changes.leases.sorted { $0.key < $1.key }
        let requests = changes.pollRequests.sorted { $0.key < $1.key }
        return writing(upsertServer, servers.filter { $0.value != nil }, width: 2) {
            [.text($0.key.description), SQLValue($0.value?.milliseconds)]
        }
            + writing(
                "DELETE FROM servers WHERE name = $1",
                servers.filter { $0.value == nil },
                width: 1,
                isExact: false
            ) {
                [.text($0.key.description)]
            }
            + writing(
                upsertLease,
                leases.compactMap { pair in pair.value.map { (pair.key, $0) } },
                width: Lease.width
            ) {
                $0.1.values(for: $0.0)
            }
            + writing(deleteLease, leases.filter { $0.value == nil }, width: 1, isExact: false) {
                [.text($0.key.description)]
            }
            + writing(upsertRequest, requests.compactMap(\.value), width: 4) { $0.values }
            + writing(deleteRequest, requests.filter { $0.value == nil }, width: 2, isExact: false) {
                [.integer($0.key.order.rawValue), .integer($0.key.run)]
            }
    }

    private static let upsertServer: SQL = """
        INSERT INTO servers (name, ends_at) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET ends_at = excluded.ends_at
        """
    private static let upsertLease: SQL = {
        let columns = Lease.columns.split(separator: ", ").dropFirst()
        let places = (1...Lease.width).map { "$\($0)" }.joined(separator: ", ")
        let changes = columns.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
        return SQL(
            """
            INSERT INTO leases (\(Lease.columns)) VALUES (\(places))
            ON CONFLICT (name) DO UPDATE SET \(changes)
            """
        )
    }()
    private static let deleteLease: SQL = "DELETE FROM leases WHERE name = $1"
    private static let upsertRequest: SQL = """
        INSERT INTO poll_requests (order_id, run, provider_id, upstream_id) VALUES ($1, $2, $3, $4)
        ON CONFLICT (order_id, run) DO UPDATE SET provider_id = excluded.provider_id, upstream_id = excluded.upstream_id
        """
    private static let deleteRequest: SQL = "DELETE FROM poll_requests WHERE order_id = $1 AND run = $2"
}

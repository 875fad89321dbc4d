import PanelTesting

/// Servers of one panel, which share a PostgreSQL database that keeps what it confirms.
struct ServerGroup: Sendable {
    let cluster: PostgresCluster
    let servers: [TestPanel]

    var first: TestPanel { servers[0] }

    /// Gives `body` so many running servers, which are gone afterwards, whatever happens.
    static func with(_ count: Int, starts: Bool = true, _ body: (ServerGroup) async throws -> Void) async throws {
        let cluster = try await PostgresCluster(isDurable: true)
        let environment = [
            "PANEL_DATABASE": try cluster.makeDatabase(), "PANEL_SECRET": "the secret of all the servers",
        ]
        try await open(count, on: cluster, environment, starts: starts, [], body)
    }

    private static func open(
        _ missing: Int,
        on cluster: PostgresCluster,
        _ environment: [String: String],
        starts: Bool,
        _ servers: [TestPanel],
        _ body: (ServerGroup) async throws -> Void
    ) async throws {
        guard missing > 0 else { return try await body(ServerGroup(cluster: cluster, servers: servers)) }
        try await TestPanel.with(starts: starts, environment: environment) { server in
            try await open(missing - 1, on: cluster, environment, starts: starts, servers + [server], body)
        }
    }
}

import Foundation
import PanelTesting
import Testing

/// Several servers of one panel: the real program, on one database, each with a directory of its own.
final class Fleet: Sendable {
    let cluster: PostgresCluster
    /// The database, past all that may stand before it.
    let url: String
    let servers: [TestPanel]
    /// What stands between each server and the database, if anything does.
    let proxies: [CuttingProxy]

    /// What all servers of a panel know.
    static let secret = "a secret that all servers share"
    /// A database server that waits for the disk, for tests that let it run.
    static let cluster = Task { try await PostgresCluster(isDurable: true) }

    var first: TestPanel { servers[0] }

    /// How a fleet reaches its database.
    enum Way: Sendable {
        case direct
        case proxies
        /// A pooler that listens on a port.
        case pooler(port: Int)
    }

    private init(_ count: Int, on cluster: PostgresCluster, _ way: Way, _ clocks: [Int: MovedClock]) throws {
        self.cluster = cluster
        url = try cluster.makeDatabase()
        let name = try #require(url.split(separator: "/").last.map(String.init))
        proxies = if case .proxies = way { try (0..<count).map { _ in try CuttingProxy(to: cluster.port) } } else { [] }
        var servers: [TestPanel] = []
        for number in 0..<count {
            let port: Int? =
                switch way {
                case .direct: nil
                case .proxies: proxies[number].port
                case .pooler(let port): port
                }
            servers.append(
                try TestPanel(
                    options: port == nil || !proxies.isEmpty ? [] : ["--pooled"],
                    environment: [
                        "PANEL_DATABASE": cluster.url(of: name, port: port), "PANEL_SECRET": Fleet.secret,
                    ]
                    .merging(try clocks[number]?.environment() ?? [:]) { $1 }
                )
            )
        }
        self.servers = servers
    }

    /// Gives `body` servers that are gone afterwards, whatever happens.
    ///
    /// - Parameters:
    ///   - clocks: Those of servers whose clock is not the system's.
    ///   - starts: Whether they run from the beginning.
    static func with(
        _ count: Int,
        on cluster: PostgresCluster? = nil,
        _ way: Way = .direct,
        clocks: [Int: MovedClock] = [:],
        starts: Bool = true,
        _ body: (Fleet) async throws -> Void
    ) async throws {
        let shared = try await Fleet.cluster.value
        let fleet = try Fleet(count, on: cluster ?? shared, way, clocks)
        do {
            if starts { for server in fleet.servers { try await server.start(port: LoopbackPort.free()) } }
            try await body(fleet)
        } catch {
            await fleet.remove()
            throw error
        }
        await fleet.remove()
    }

    private func remove() async {
        for server in servers { await server.remove() }
        for proxy in proxies { proxy.close() }
    }

    /// What the servers wrote to standard error last.
    var lastWords: String {
        servers.map { "\($0.port): \($0.serverLog.suffix(1000))" }.joined(separator: "\n")
    }

    /// Runs statements past all servers.
    @discardableResult
    func sql(_ text: String) async throws -> String {
        let (cluster, url) = (cluster, url)
        return try await blocking { try cluster.execute(text, in: url) }
    }

    /// The rows that a query has.
    func rows(_ query: String) async throws -> [[String]] {
        try await sql(query).split(separator: "\n").map { line in
            line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        }
    }

    /// The orders that the database has, by what they were asked for with.
    func placed() async throws -> [Shoppers.Request: Int64] {
        let query = """
            SELECT name, request_id, order_id, link FROM placed_requests JOIN accounts ON accounts.id = account_id
                JOIN orders ON orders.id = order_id
            """
        var found: [Shoppers.Request: Int64] = [:]
        for row in try await rows(query) {
            let request = Shoppers.Request(customer: row[0], id: row[1])
            found[request] = Int64(row[2])
            #expect(row[3] == request.link)
        }
        return found
    }

    /// Waits until all servers have heard that they sell a service.
    func expectSale(of service: String, to key: String) async throws {
        for server in servers {
            try await eventually("all sell \(service)") {
                let services = try await server.client(key).call("services").json().array
                return services.contains { $0["service"]?.id.map(String.init) == service } ? true : nil
            }
        }
    }

    /// Starts a server where it was, as often as it takes: without its database it does not start.
    func restart(_ server: TestPanel, port: Int) async throws {
        try await eventually("a server starts again") {
            do {
                try await server.start(port: port)
                return true
            } catch is TestPanel.NoServer {
                return nil
            }
        }
    }
}

/// Does what blocks its thread, on one that may be blocked.
func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
}

extension ContinuousClock.Instant {
    /// For people: how long ago it was.
    var ago: String {
        let (seconds, attoseconds) = (ContinuousClock.now - self).components
        return "\(seconds).\(String(attoseconds / 100_000_000_000_000_000)) s"
    }
}

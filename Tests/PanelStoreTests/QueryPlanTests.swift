import PanelCore
import PanelSQL
import PanelSQLite
import PanelStore
import PanelTesting
import Synchronization
import Testing

/// What the writer does while all orders wait must not take longer with each order that there was.
struct QueryPlanTests {
    /// Tables that grow with what is sold.
    private static let growing: Set<Substring> = [
        "orders", "order_parameters", "placed_requests", "active_links", "submissions", "run_totals", "order_events",
        "transfers", "credits", "refills", "accounts", "balances", "own_rates",
    ]

    @Test(arguments: StoreConformance.all)
    func theWriterScansNothingThatGrows(_ scenario: StoreScenario) async throws {
        try await withTemporaryDirectory { directory in
            let engine = ExplainingEngine(try SQLiteEngine(directory: directory))
            let store = try await SQLStore(engine: engine)
            engine.begin()
            try await StoreConformance.run(scenario, on: store)
            for (sql, steps) in engine.plans {
                for step in steps where step.hasPrefix("SCAN ") {
                    let table = step.split(separator: " ")[1]
                    // One attempt is under way for each call.
                    if step.hasSuffix("INDEX submissions_submitting") { continue }
                    #expect(!Self.growing.contains(table), "\(step): \(sql)")
                }
            }
        }
    }

    @Test func theNewestIDsOfAProviderAreFoundWithoutASort() async throws {
        try await withTemporaryDirectory { directory in
            let engine = ExplainingEngine(try SQLiteEngine(directory: directory))
            let store = try await SQLStore(engine: engine)
            let panel = PanelFixture(store: store)
            try await panel.whileRunning {
                let alice = try await panel.account(balance: "100")
                let provider = try await panel.provider()
                let service = try await panel.service(by: [provider])
                for id in 1...3 { try await panel.accept(try await panel.place(service, for: alice), as: "\(id)") }
                func newest(_ limit: Int) async throws -> [String] {
                    engine.begin(.scans)
                    return try await store.newestUpstreamIDs(of: provider.id, sinceRestore: false, limit: limit)
                        .map(\.description)
                }
                #expect(try await newest(2) == ["3", "2"])
                let plan = try #require(engine.plans.first)
                #expect(engine.plans.count == 1 && plan.key.contains("LIMIT 10000"))
                #expect(plan.value.contains { $0.hasPrefix("SEARCH submissions USING PRIMARY KEY") }, "\(plan.value)")
                // There are no more, which only a look at all of them tells.
                #expect(try await newest(9) == ["3", "2", "1"])
                #expect(engine.plans.count == 2)
            }
            try store.close()
        }
    }

    @Test func aScanIsFound() async throws {
        try await withTemporaryDirectory { directory in
            let engine = ExplainingEngine(try SQLiteEngine(directory: directory))
            let store = try await SQLStore(engine: engine)
            engine.begin()
            try await engine.write { connection in
                try connection.run([.query("SELECT link FROM orders WHERE charge = $1", .row(.null)) { _ in }])
            }
            #expect(engine.plans.values.joined().contains { $0.hasPrefix("SCAN orders") })
            try store.close()
        }
    }
}

/// SQLite, which notes how it carries out what it is asked.
private final class ExplainingEngine: SQLEngine {
    /// Where it is asked.
    enum Place {
        case writes
        case scans
    }

    private let engine: SQLiteEngine
    private let known = Mutex<[String: [String]]?>(nil)
    private let place = Mutex(Place.writes)

    init(_ engine: SQLiteEngine) {
        self.engine = engine
    }

    /// Begins to take notes, anew.
    func begin(_ place: Place = .writes) {
        self.place.withLock { $0 = place }
        known.withLock { $0 = [:] }
    }

    private func connection(_ connection: any SQLConnection, for place: Place) -> any SQLConnection {
        self.place.withLock { $0 == place } ? ExplainingConnection(connection, for: self) : connection
    }

    /// The steps of each statement.
    var plans: [String: [String]] { known.withLock { $0 ?? [:] } }

    fileprivate func explain(_ job: SQLJob, on connection: any SQLConnection) throws {
        let text = job.sql.text
        guard known.withLock({ $0 != nil && $0?[text] == nil }) else { return }
        var steps: [String] = []
        try connection.run([.query(SQL("EXPLAIN QUERY PLAN " + text)) { steps.append($0.text(3)) }])
        known.withLock { $0?[text] = steps }
    }

    var isShared: Bool { engine.isShared }
    var writingThread: SQLThread { engine.writingThread }

    func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await engine.read(body)
    }

    func lookUp<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await engine.lookUp(body)
    }

    func scan<T: Sendable>(
        for use: ScanUse,
        _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws -> T {
        try await engine.scan(for: use) { try body(self.connection($0, for: .scans)) }
    }

    func write<T: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws(SQLWriteFailure) -> T {
        try await engine.write { try body(self.connection($0, for: .writes)) }
    }

    func backUp(to file: String) async throws -> Backup { try await engine.backUp(to: file) }

    func close() throws { try engine.close() }
}

private final class ExplainingConnection: SQLConnection {
    private let connection: any SQLConnection
    private let engine: ExplainingEngine

    init(_ connection: any SQLConnection, for engine: ExplainingEngine) {
        self.connection = connection
        self.engine = engine
    }

    var dialect: SQLDialect { connection.dialect }

    func run(_ jobs: [SQLJob]) throws {
        for job in jobs { try engine.explain(job, on: connection) }
        try connection.run(jobs)
    }
}

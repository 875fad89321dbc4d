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

/// SQLite, which notes how it carries out what it is asked in write transactions.
private final class ExplainingEngine: SQLEngine {
    private let engine: SQLiteEngine
    private let known = Mutex<[String: [String]]?>(nil)

    init(_ engine: SQLiteEngine) {
        self.engine = engine
    }

    /// Begins to take notes.
    func begin() { known.withLock { $0 = [:] } }

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
        try await engine.scan(for: use, body)
    }

    func write<T: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws(SQLWriteFailure) -> T {
        try await engine.write { try body(ExplainingConnection($0, for: self)) }
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

import PanelSQL
import PanelStore
import Synchronization

/// A database that notes how it carries out what it is asked.
final class ExplainingEngine<Engine: SQLEngine>: SQLEngine {
    /// Where it is asked.
    enum Place {
        case writes
        case scans
        /// Scans, and reads by key.
        case reads
    }

    private let engine: Engine
    private let known = Mutex<[String: [String]]?>(nil)
    private let place = Mutex(Place.writes)

    init(_ engine: Engine) {
        self.engine = engine
    }

    /// Begins to take notes, anew.
    func begin(_ place: Place = .writes) {
        self.place.withLock { $0 = place }
        known.withLock { $0 = [:] }
    }

    private func connection(_ connection: any SQLConnection, for places: Place...) -> any SQLConnection {
        let isNoted = places.contains(place.withLock(\.self))
        return isNoted ? ExplainingConnection(connection) { try self.explain($0, on: connection) } : connection
    }

    /// The steps of each statement.
    var plans: [String: [String]] { known.withLock { $0 ?? [:] } }

    private func explain(_ job: SQLJob, on connection: any SQLConnection) throws {
        let text = job.sql.text
        guard known.withLock({ $0 != nil && $0?[text] == nil }) else { return }
        var steps: [String] = []
        switch connection.dialect {
        case .sqlite:
            try connection.run([.query(SQL("EXPLAIN QUERY PLAN " + text)) { steps.append($0.text(3)) }])
        case .postgres:
            guard job.parameters.count > 0 else { return }
            let first = Array(job.parameters.values.prefix(job.parameters.width))
            // Tables of tests are so small that reading them whole is quickest.
            try connection.run(
                ["seqscan", "hashjoin", "mergejoin"].map { way in
                    .query(SQL("SELECT set_config('enable_\(way)', 'off', TRUE)")) { _ in }
                } + [
                    .query(SQL("EXPLAIN " + text), .rows([first], width: first.count) { $0 }) {
                        steps.append($0.text(0))
                    }
                ]
            )
        }
        known.withLock { $0?[text] = steps }
    }

    var isShared: Bool { engine.isShared }
    var writingThread: SQLThread { engine.writingThread }

    func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await engine.read { try body(self.connection($0, for: .reads)) }
    }

    func lookUp<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await engine.read { try body(self.connection($0, for: .reads)) }
    }

    func scan<T: Sendable>(
        for use: ScanUse,
        _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws -> T {
        try await engine.scan(for: use) { try body(self.connection($0, for: .scans, .reads)) }
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
    private let explain: (SQLJob) throws -> Void

    init(_ connection: any SQLConnection, explain: @escaping (SQLJob) throws -> Void) {
        self.connection = connection
        self.explain = explain
    }

    var dialect: SQLDialect { connection.dialect }

    func run(_ jobs: [SQLJob]) throws {
        for job in jobs { try explain(job) }
        try connection.run(jobs)
    }
}

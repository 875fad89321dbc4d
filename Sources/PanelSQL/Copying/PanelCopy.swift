package import PanelCore
import PanelStore

/// Brings a panel from one database to another.
///
/// While that goes on neither database is served. A run that ends early, however it does, is gone on with by the next one:
/// rows are copied in the order of their keys, so the target itself says how far it is.
package struct PanelCopy: Sendable {
    /// A database, with what it is called in messages.
    package struct Side: Sendable {
        let engine: any SQLEngine
        let place: String
        let memory: LifeMemory.State

        /// - Parameter memory: What is remembered of its panel beside it.
        package init(_ engine: any SQLEngine, called place: String, remembering memory: LifeMemory.State = .none) {
            self.engine = engine
            self.place = place
            self.memory = memory
        }
    }

    private enum TargetState {
        case empty
        case unfinished
        case finished(by: Int64)
    }

    let source: Side
    let target: Side
    private let now: @Sendable () -> Timestamp
    let observe: @Sendable (CopyProgress) -> Void
    /// Tells this run from others into the same database.
    private let runner = Int64.random(in: .min ... .max)

    /// - Parameter observe: Called with each portion of rows.
    package init(
        from source: Side,
        to target: Side,
        now: @escaping @Sendable () -> Timestamp,
        observe: @escaping @Sendable (CopyProgress) -> Void = { _ in }
    ) {
        self.source = source
        self.target = target
        self.now = now
        self.observe = observe
    }

    /// Copies what is missing, compares everything, and gives the target free if it is the same. From the start of the
    /// first run on, the source can not be served.
    ///
    /// - Returns: What was compared. If it is not equal, the target stays unfinished.
    /// - Throws: ``CopyError``, before anything is changed if the panel may not be copied; or an engine's error.
    package func run() async throws -> CopyReport {
        var report = try await inspectSource()
        if case .finished(let runner) = try await inspectTarget(installation: report.installation) {
            try await finishSource(of: runner)
            return report
        }
        try await leaveSource(report.installation)
        try await enterTarget(report.installation)
        for table in TableLayout.copied { report.copiedRows += try await copy(table) }
        for table in TableLayout.copied { report.tables.append(try await compare(table)) }
        guard report.isEqual else { return report }
        try await refuseServers()
        let life = try await source.engine.read { try StoredLife.load(on: $0).life }
        try await writeToTarget { [target, runner, now] in
            try $0.run(
                [CopyRecord.hold(by: runner)] + StoredLife.begin(life, at: target.engine.place)
                    + [CopyRecord.finish(.into, at: now())]
            )
        }
        try await finishSource(of: runner)
        return report
    }

    /// Notes in the source that it was moved, by `runner`.
    private func finishSource(of runner: Int64) async throws {
        try await writeToSource { [target, now] connection in
            // Of a source that was opened again, the target is an old copy.
            guard try CopyRecord.find(.outOf, on: connection)?.runner == runner else {
                throw CopyError.outdated(place: target.place)
            }
            try connection.run([CopyRecord.finish(.outOf, at: now())])
        }
    }

    // MARK: Before the first row

    private func inspectSource() async throws -> CopyReport {
        try await source.engine.read { [source] connection in
            try PanelCopy.requireSchema(of: source, on: connection)
            if let copy = try CopyRecord.find(.into, on: connection), !copy.isFinished {
                throw CopyError.sourceUnfinished(place: source.place)
            }
            let stored = try StoredLife.load(on: connection)
            if let reason = stored.closed
                ?? source.memory.reasonToClose(stored.life, recorded: stored.recordedPlace, at: source.engine.place)
            {
                throw CopyError.sourceClosed(place: source.place, reason)
            }
            let digest = try AccountQueries.setting(AccountQueries.secretDigest, on: connection)
            return CopyReport(
                installation: try AccountQueries.setting(AccountQueries.installation, on: connection),
                hasSecret: !digest.isEmpty
            )
        }
    }

    private func inspectTarget(installation: String) async throws -> TargetState {
        try await target.engine.read { [target] in try PanelCopy.state(of: target, installation, on: $0) }
    }

    private static func state(
        of target: Side,
        _ installation: String,
        on connection: any SQLConnection
    ) throws -> TargetState {
        let tables = try tables(on: connection)
        guard !tables.isEmpty else { return .empty }
        guard tables.contains("copies"), let copy = try CopyRecord.find(.into, on: connection) else {
            throw CopyError.targetNotEmpty(place: target.place, tables: tables)
        }
        guard copy.installation == installation else {
            guard !copy.isFinished else { throw CopyError.targetNotEmpty(place: target.place, tables: tables) }
            throw CopyError.otherPanel(place: target.place, from: copy.place)
        }
        guard !copy.isFinished else { return .finished(by: copy.runner) }
        try requireSchema(of: target, on: connection)
        return .unfinished
    }

    /// The database's tables, but for what an engine makes for itself.
    private static func tables(on connection: any SQLConnection) throws -> [String] {
        try connection.list(connection.dialect.tableNames) { $0.text() }.filter { $0 != "commits" }
    }

    private static func requireSchema(of side: Side, on connection: any SQLConnection) throws {
        guard try tables(on: connection).contains("schema_versions") else {
            throw CopyError.noPanel(place: side.place)
        }
        let newest = Migration.all.last?.version ?? 0
        let found = try connection.list("SELECT MAX(version) FROM schema_versions") { $0.integer() }.first ?? 0
        guard found == newest else { throw CopyError.otherSchema(place: side.place, found: found, known: newest) }
    }

    /// Has no server work with the source from now on.
    private func leaveSource(_ installation: String) async throws {
        try await refuseServers()
        try await writeToSource { [source, target, runner, now] connection in
            if let copy = try CopyRecord.find(.outOf, on: connection), copy.isFinished {
                throw CopyError.sourceMoved(place: source.place, to: copy.place)
            }
            let place = target.place
            try connection.run(
                CopyRecord.begin(.outOf, installation: installation, place: place, runner: runner, at: now())
            )
        }
        do {
            // One that started at the same moment.
            try await refuseServers()
        } catch {
            try await writeToSource { try $0.run([CopyRecord.remove(.outOf)]) }
            throw error
        }
    }

    private func refuseServers() async throws {
        guard source.engine.isShared else { return }
        let names = try await LivingServers.names(on: source.engine, at: now())
        guard names.isEmpty else { throw CopyError.served(names: names) }
    }

    /// Makes the tables in an empty target, or goes on with an unfinished copy.
    private func enterTarget(_ installation: String) async throws {
        try await writeToTarget { [source, target, runner, now] connection in
            // Not as it was found before: what a killed run had sent may have been carried out since.
            switch try PanelCopy.state(of: target, installation, on: connection) {
            case .empty: break
            case .unfinished: return try connection.run([CopyRecord.take(for: runner)])
            case .finished: throw CopyError.takenOver(place: target.place)
            }
            try Migrations.run(on: connection)
            // What a new panel begins with: the source has rows of its own.
            try connection.run(TableLayout.copied.reversed().map { .any(SQL("DELETE FROM \($0.name)")) })
            let place = source.place
            try connection.run(
                CopyRecord.begin(.into, installation: installation, place: place, runner: runner, at: now())
            )
        }
    }

    // MARK: Rows

    /// Copies the rows that the target does not have yet.
    ///
    /// - Returns: How many those were.
    private func copy(_ table: TableLayout) async throws -> Int64 {
        let total = try await count(table, of: source)
        let start = try await count(table, of: target)
        var done = start
        let lastKey = try await target.engine.read { connection in
            try connection.list(table.lastKey) { reader in table.key.map { _ in reader.value() } }.first
        }
        observe(CopyProgress(stage: .copying, table: table.name, done: done, total: total))
        var page = try await TablePage.read(table, from: TablePage.Place(key: lastKey), of: source.engine)
        while true {
            // The next rows are read while these are written.
            let current = page
            async let following = read(behind: current)
            try await insert(current)
            done += Int64(current.count)
            observe(CopyProgress(stage: .copying, table: table.name, done: done, total: total))
            guard let next = try await following else { return done - start }
            page = next
        }
    }

    private func read(behind page: TablePage) async throws -> TablePage? {
        guard let place = page.next else { return nil }
        return try await TablePage.read(page.table, from: place, of: source.engine)
    }

    private func insert(_ page: TablePage) async throws {
        guard page.count > 0 else { return }
        try await writeToTarget { [runner] connection in
            try connection.run([CopyRecord.hold(by: runner), .one(page.table.insert, page.parameters)])
        }
    }

    func count(_ table: TableLayout, of side: Side) async throws -> Int64 {
        try await side.engine.scan(for: .staff) { try $0.list(table.count) { $0.integer() }.first ?? 0 }
    }

    private func writeToSource(_ body: @escaping @Sendable (any SQLConnection) throws -> Void) async throws {
        do throws(SQLWriteFailure) { try await source.engine.write(body) } catch { throw error.cause }
    }

    private func writeToTarget(_ body: @escaping @Sendable (any SQLConnection) throws -> Void) async throws {
        do throws(SQLWriteFailure) {
            try await target.engine.write(body)
        } catch {
            guard case SQLError.unexpectedEffect = error.cause else { throw error.cause }
            throw CopyError.takenOver(place: target.place)
        }
    }

    /// Lets a panel that was moved away be served again.
    package static func reopen(_ side: Side) async throws {
        do throws(SQLWriteFailure) {
            try await side.engine.write { connection in
                try requireSchema(of: side, on: connection)
                guard try CopyRecord.find(.outOf, on: connection) != nil else {
                    throw CopyError.notMoved(place: side.place)
                }
                try connection.run([CopyRecord.remove(.outOf)])
            }
        } catch {
            throw error.cause
        }
    }
}

import Foundation
import GRDB
package import PanelCore
package import PanelSQL
package import PanelStore
import Synchronization

/// The embedded engine: one SQLite file in write-ahead mode, one writer, some readers, one process.
package final class SQLiteEngine: SQLEngine {
    package let isShared = false
    private let path: String
    private let lock: FileLock
    private let pool: DatabasePool
    /// The write-ahead log that is open.
    private let log: FileIdentity
    /// Whether the files that are open are not those any more that lie there.
    private let isGone = Atomic(false)
    package let writingThread = SQLThread()
    private let readers: ReaderPool
    /// For each use, as many at once as the pool has readers for it.
    private let gates: [ScanUse: ScanGate]
    private let limits: Limits

    /// How much the engine takes on.
    package struct Limits: Sendable {
        /// Listings and doctors at once.
        package var scans = 3
        /// Pages of orders and statements at once.
        package var pages = 2
        /// Scans of each use that wait for others; more are refused.
        package var waitingScans = 1024
        /// Pages of 4 KiB in the write-ahead log that make a checkpoint due. One waits for the disk twice.
        package var checkpoint = 4000
        /// The size of the write-ahead log, in bytes, beyond which it is given back. Between two checkpoints it has 16 MiB.
        package var log = 32 * 1024 * 1024

        package init() {}

        /// How many of the pool's readers are for a use.
        fileprivate func readers(for use: ScanUse) -> Int {
            switch use {
            case .catalogue: 1
            case .relaying: 2
            case .pages: pages
            case .staff: scans
            }
        }
    }

    /// The database's file in a data directory.
    package static let fileName = "panel.sqlite"

    /// Opens the database in `directory`, or makes one.
    ///
    /// - Throws: ``SQLiteStoreError`` when another process owns the directory, or what GRDB throws.
    package init(directory: String, limits: Limits = Limits()) throws {
        self.limits = limits
        gates = Dictionary(
            uniqueKeysWithValues: ScanUse.allCases.map { use in
                (use, ScanGate(atOnce: limits.readers(for: use), mostWaiting: limits.waitingScans))
            }
        )
        path = directory + "/" + SQLiteEngine.fileName
        lock = try FileLock(path: path)
        var configuration = SQLiteEngine.configuration
        configuration.maximumReaderCount = ScanUse.allCases.reduce(0) { $0 + limits.readers(for: $1) }
        pool = try DatabasePool(path: path, configuration: configuration)
        try SQLiteEngine.makeDurable(pool, limits)
        guard let log = FileIdentity(of: path + "-wal") else { throw SQLiteStoreError.replaced(path: path) }
        self.log = log
        readers = try ReaderPool(
            path: path,
            configuration: SQLiteEngine.configuration,
            count: ProcessInfo.processInfo.activeProcessorCount
        )
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "panel"
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -16384")
        }
        return configuration
    }

    /// Makes every commit wait for the disk, and proves it.
    private static func makeDurable(_ pool: DatabasePool, _ limits: Limits) throws {
        // Not in `prepareDatabase`: GRDB sets NORMAL after calling it, when it turns write-ahead mode on.
        try pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.execute(sql: "PRAGMA wal_autocheckpoint = \(limits.checkpoint)")
            // What a long read made the log grow beyond this is given back when the log begins anew.
            try database.execute(sql: "PRAGMA journal_size_limit = \(limits.log)")
            let level = try Int64.fetchOne(database, sql: "PRAGMA synchronous") ?? -1
            guard level == 2 else { throw SQLiteStoreError.notDurable(synchronous: level) }
        }
    }

    package func read<T: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws -> T {
        try readers.read(body)
    }

    package func lookUp<T: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws -> T {
        try await read(body)
    }

    package func scan<T: Sendable>(
        for use: ScanUse,
        _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws -> T {
        guard let gate = gates[use] else { preconditionFailure("every use has its gate") }
        let result: Result<T, any Error>
        do {
            result = .success(
                try await gate.pass { [pool] in try await pool.read { try body(SQLiteConnection($0)) } }
            )
        } catch {
            result = .failure(error)
        }
        await giveLogBack()
        return try result.get()
    }

    package func backUp(to file: String) async throws -> Backup {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { [path] in
                continuation.resume(
                    with: Result { try SQLiteBackup.write(path, configuration: SQLiteEngine.configuration, to: file) }
                )
            }
        }
        await giveLogBack()
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        return Backup(
            file: file,
            bytes: (attributes[.size] as? NSNumber)?.int64Value ?? 0,
            unfinished: SQLiteBackup.unfinishedFiles(beside: file)
        )
    }

    /// Empties the write-ahead log if a long read, which has ended now, made it grow: what that read still needed could
    /// not be brought into the database's file, and an idle panel does not begin the log anew by itself.
    ///
    /// On the writer's connection and in its turn, since nobody else may check the log point. It does not wait for other
    /// reads; the last of them comes here too.
    private func giveLogBack() async {
        var status = stat()
        guard stat(path + "-wal", &status) == 0, status.st_size > limits.log else { return }
        // A failure leaves the log as it is.
        _ = await writingThread.perform { [pool] answer in
            answer(Result { _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) } })
        }
    }

    package func write<T: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws(SQLWriteFailure) -> T {
        // GRDB's own asynchronous writes end when the caller's task is cancelled; a batch belongs to many callers.
        let result: Result<T, SQLWriteFailure> = await writingThread.perform { answer in answer(self.carryOut(body)) }
        return try result.get()
    }

    private func carryOut<T>(_ body: (any SQLConnection) throws -> T) -> Result<T, SQLWriteFailure> {
        let value: T
        do {
            if isGone.load(ordering: .relaxed) { throw SQLiteStoreError.replaced(path: path) }
            value = try SQLiteEngine.transaction(on: pool, body)
        } catch {
            // SQLite rolls back what it could not commit: a failure is never half a success.
            return .failure(.failed(error))
        }
        // A deleted file takes commits as before.
        do { try checkIsThere() } catch { return .failure(.outcomeUnknown(error)) }
        return .success(value)
    }

    package var place: FilePlace { FilePlace(of: path) }

    package func checkIsThere() throws {
        guard !isGone.load(ordering: .relaxed) else { throw SQLiteStoreError.replaced(path: path) }
        guard FileIdentity(of: path) != lock.file || FileIdentity(of: path + "-wal") != log else { return }
        if !isGone.exchange(true, ordering: .relaxed) {
            // To its end the process keeps what it has open: a connection that is closed removes the log by its name,
            // which may be that of another database by now.
            _ = Unmanaged.passRetained(self)
        }
        throw SQLiteStoreError.replaced(path: path)
    }

    /// The last connection to go brings all that is in the write-ahead log into the database's file.
    package func close() throws {
        guard !isGone.load(ordering: .relaxed) else { return }
        try readers.close()
        // The pool closes its writer before its readers, and those may not write what the log holds into the file.
        pool.invalidateReadOnlyConnections()
        try pool.close()
    }

    deinit {
        // Left to themselves, connections end a little later than the lock.
        try? close()
    }

    private static func transaction<T>(
        on pool: DatabasePool,
        _ body: (any SQLConnection) throws -> T
    ) throws -> T {
        try pool.writeWithoutTransaction { database in
            var value: T?
            try database.inTransaction(.immediate) {
                value = try body(SQLiteConnection(database))
                return .commit
            }
            guard let value else { throw DatabaseError(message: "the transaction did not run") }
            return value
        }
    }
}

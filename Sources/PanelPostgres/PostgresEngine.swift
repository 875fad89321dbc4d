package import Logging
import PanelCore
package import PanelSQL
package import PanelStore

/// PostgreSQL, which several servers may share: one connection that writes, and some that read.
///
/// Opens connections when they are needed, and again when they broke. While the database is away, everything fails at
/// once, and nothing is written.
package final class PostgresEngine: SQLEngine {
    package let isShared = true
    private let writer: PostgresWriter
    private let readers: PostgresPool
    private let scanners: [ScanUse: PostgresPool]

    /// - Throws: ``PostgresError`` when the database can not be reached, or does not keep what it confirms.
    package init(_ configuration: PostgresConfiguration, logger: Logger) async throws {
        let types = StatementTypes()
        let availability = Availability()
        func line(for use: PostgresUse) -> PostgresLine {
            PostgresLine(configuration, types: types, availability: availability, use: use)
        }
        writer = PostgresWriter(line(for: .writing), configuration, logger: logger)
        readers = PostgresPool(
            (0..<max(1, configuration.readers)).map { _ in line(for: .reading) },
            timeout: configuration.timeout,
            mostWaiting: configuration.waitingReads
        )
        scanners = Dictionary(
            uniqueKeysWithValues: ScanUse.allCases.map { use in
                let count =
                    switch use {
                    case .catalogue, .relaying: 1
                    case .pages: max(1, configuration.pages)
                    case .staff: max(1, configuration.scanners)
                    }
                let lines = (0..<count).map { _ in line(for: .scanning) }
                let pool = PostgresPool(
                    lines,
                    timeout: configuration.scanTimeout,
                    mostWaiting: configuration.waitingReads
                )
                return (use, pool)
            }
        )
        let unsafe = try await unsafeSetting()
        if configuration.requiresDurability, let unsafe { throw PostgresError.notDurable(setting: unsafe) }
    }

    package func read<T: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws -> T {
        try await readers.read(body)
    }

    package func lookUp<T: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws -> T {
        try await readers.read(aloneIfItCan: true, body)
    }

    package func scan<T: Sendable>(
        for use: ScanUse,
        _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws -> T {
        guard let pool = scanners[use] else { preconditionFailure("every use has its pool") }
        return try await pool.read(body)
    }

    package func write<T: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws(SQLWriteFailure) -> T {
        try await writer.write(body)
    }

    package var writingThread: SQLThread { writer.thread }

    package func backUp(to file: String) throws -> Backup {
        throw BackupProblem.madeByPostgreSQL
    }

    package func close() {
        writer.close()
        readers.close()
        for pool in scanners.values { pool.close() }
    }

    /// A setting by which the database may lose what it confirmed.
    private func unsafeSetting() async throws -> String? {
        try await read { connection in
            var unsafe: String?
            try connection.run([
                .query(PostgresEngine.durability) { row in
                    if row.text(1) == "off" { unsafe = "\(row.text(0)) = off" }
                }
            ])
            return unsafe
        }
    }

    private static let durability: SQL = """
        SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')
        """
}

package import PanelCore
package import PanelStore

/// One database connection, in a transaction, used by one thread at a time. All that engines differ in is behind
/// this and ``SQLEngine``.
package protocol SQLConnection: AnyObject {
    var dialect: SQLDialect { get }

    /// Another number for each connection that an engine makes after it lost one; else 0.
    var session: Int64 { get }

    /// Why this can not be the database that confirmed this engine's last transaction on an earlier connection; `nil`
    /// when it is, or when there was none.
    func lostCommit() throws -> ClosedReason?

    /// Runs the jobs in order, as one exchange where the engine can. An engine may keep jobs that only change rows for
    /// its next exchange, at the latest with the commit, and throw what is wrong with them then.
    ///
    /// - Throws: The engine's error, ``SQLError/unexpectedEffect(sql:expected:actual:)`` when a job that says how many rows it
    ///   changes changed another number, or what a job's row handler throws.
    func run(_ jobs: [SQLJob]) throws
}

extension SQLConnection {
    package var session: Int64 { 0 }
    package func lostCommit() throws -> ClosedReason? { nil }
}

/// Where connections come from.
package protocol SQLEngine: Sendable {
    /// Whether other servers may work with the same database at the same time.
    var isShared: Bool { get }

    /// The thread on which ``write(_:)`` is carried out.
    var writingThread: SQLThread { get }

    /// Runs `body` in a read-only transaction that sees one state of the database, at least as new as the last
    /// write that returned before the call. For reads of a few records by their keys, which hold up nobody.
    func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T

    /// As ``read(_:)``, for what asks one statement as a rule: an engine may do without a transaction then. When `body`
    /// asks more after all, it may be run again, in one.
    func lookUp<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T

    /// As ``read(_:)``, for what may take long: listings, whole tables. Of each use so many run at once that none has to
    /// wait for one of another; those beyond wait, and are refused when many do.
    func scan<T: Sendable>(
        for use: ScanUse,
        _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws -> T

    /// Runs `body` in a transaction and returns once it is durable. When `body` throws, nothing is written.
    ///
    /// An engine that has to repeat a transaction runs `body` again: only its last run counts.
    func write<T: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws(SQLWriteFailure) -> T

    /// Copies the database, as of one moment, into a file that is not there yet. Reads and writes go on.
    ///
    /// - Throws: `BackupProblem`, or the error of the engine.
    func backUp(to file: String) async throws -> Backup

    /// Where the database's file lies; unknown when it is no file here.
    var place: FilePlace { get }

    /// Proves that the database is still the one that was opened. A write that finds that it is not has an unknown
    /// outcome, and nothing is written afterwards.
    func checkIsThere() throws

    /// Closes all connections.
    func close() throws
}

extension SQLEngine {
    package var place: FilePlace { .unknown }
    package func checkIsThere() throws {}
}

/// Why a write transaction did not return.
package enum SQLWriteFailure: Error {
    /// Nothing was written.
    case failed(any Error)
    /// The connection was lost during the commit.
    case outcomeUnknown(any Error)

    package var cause: any Error {
        switch self {
        case .failed(let cause), .outcomeUnknown(let cause): cause
        }
    }
}

/// One statement, run once for each row of its parameters.
package struct SQLJob {
    package let sql: SQL
    package let parameters: SQLParameters
    package let effect: Effect

    /// What comes of it.
    package enum Effect {
        /// Result rows, handed over in order.
        case rows((any SQLRow) throws -> Void)
        /// Changed rows. `expecting` is how many there must be over all parameter rows; `nil` for any number.
        case changes(expecting: Int?)
    }

    package init(_ sql: SQL, _ parameters: SQLParameters = .none, effect: Effect) {
        self.sql = sql
        self.parameters = parameters
        self.effect = effect
    }

    /// A query, run for each row of `parameters`.
    package static func query(
        _ sql: SQL,
        _ parameters: SQLParameters = .none,
        row: @escaping (any SQLRow) throws -> Void
    ) -> SQLJob {
        SQLJob(sql, parameters, effect: .rows(row))
    }

    /// A statement that must change exactly one row for each row of `parameters`.
    package static func one(_ sql: SQL, _ parameters: SQLParameters) -> SQLJob {
        SQLJob(sql, parameters, effect: .changes(expecting: parameters.count))
    }

    /// A statement that may change any number of rows.
    package static func any(_ sql: SQL, _ parameters: SQLParameters = .none) -> SQLJob {
        SQLJob(sql, parameters, effect: .changes(expecting: nil))
    }
}

/// The columns of one result row, by position from 0. Valid only while the row's handler runs.
package protocol SQLRow {
    func integer(_ column: Int) -> Int64
    func optionalInteger(_ column: Int) -> Int64?
    func text(_ column: Int) -> String
    func optionalText(_ column: Int) -> String?
    func blob(_ column: Int) -> [UInt8]

    /// What is there, of the type that it has there. What is of no type that the panel stores is text.
    func value(_ column: Int) -> SQLValue
}

/// What went wrong in the use of a database, as against in the database.
package enum SQLError: Error, CustomStringConvertible {
    case unexpectedEffect(sql: String, expected: Int, actual: Int)
    /// A stored value that no version of this program writes.
    case unreadable(table: String, value: String)
    /// A command looks at or changes records of kinds that nothing stores.
    case unmappedRecords([String])
    /// A query has no SQL.
    case unansweredQuery(String)
    /// A command changed settings or an account without having said so in its reads.
    case undeclaredSettings
    /// A command writes entries of the audit without having said so in its reads.
    case undeclaredAudit
    /// As many scans of one use wait as may.
    case tooManyScans
    /// The database was written by a newer version of this program.
    case newerSchema(found: Int64, known: Int64)
    /// The database was written by an older version, and is not to be changed.
    case olderSchema(found: Int64, known: Int64)
    /// The database is the target of a copy that has not come to its end.
    case unfinishedCopy(from: String)
    /// The panel of the database was moved to another one, or is on its way there.
    case movedAway(to: String, isFinished: Bool)

    package var description: String {
        switch self {
        case .unexpectedEffect(let sql, let expected, let actual):
            "A statement changed \(actual) rows where \(expected) had to change: \(sql)"
        case .unreadable(let table, let value):
            "The table \(table) holds \(value), which this version does not know."
        case .unmappedRecords(let kinds): "There is no mapping for \(kinds.joined(separator: ", "))."
        case .unansweredQuery(let query): "There is no SQL for \(query)."
        case .undeclaredSettings: "A command changed settings or an account without having declared it."
        case .undeclaredAudit: "A command wrote into the audit without having declared it."
        case .tooManyScans: "Too many listings are being made at once; try again when some of them have ended."
        case .newerSchema(let found, let known):
            "The database has schema \(found), written by a newer version; this one knows \(known)."
        case .olderSchema(let found, let known):
            """
            The database has schema \(found), written by an older version; this one knows \(known), and brings what it \
            opens to that.
            """
        case .unfinishedCopy(let source):
            """
            A copy into this database is not finished. Run the same `panel copy` again, from \(source); it goes on where \
            it was.
            """
        case .movedAway(let target, isFinished: true):
            """
            This panel was moved to \(target). Two servers on two copies would sell and relay twice. If the other copy \
            is never served again, `panel reopen` opens this one.
            """
        case .movedAway(let target, isFinished: false):
            """
            This panel is being copied to \(target). Run the same `panel copy` again to finish that, or `panel reopen` \
            to give it up.
            """
        }
    }
}

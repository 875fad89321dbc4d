import GRDB
import GRDBSQLite
import PanelSQL

/// Runs jobs on a GRDB connection.
///
/// Values are bound and read through SQLite's own functions: GRDB's row and argument types, made for comfort, cost
/// more than the statements of a batch. Connections, transactions and the cache of statements stay GRDB's.
final class SQLiteConnection: SQLConnection {
    let dialect = SQLDialect.sqlite
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    func run(_ jobs: [SQLJob]) throws {
        for job in jobs { try run(job) }
    }

    private func run(_ job: SQLJob) throws {
        let sql = job.sql.questionMarked
        let statement = try database.cachedStatement(sql: sql).sqliteStatement
        let before = sqlite3_total_changes64(database.sqliteConnection)
        let width = job.parameters.width
        for row in 0..<job.parameters.count {
            try bind(job.parameters.values[(row * width)..<((row + 1) * width)], to: statement, sql: sql)
            try step(statement, sql: sql, effect: job.effect)
        }
        guard case .changes(let expected?) = job.effect else { return }
        let changed = Int(sqlite3_total_changes64(database.sqliteConnection) - before)
        guard changed == expected else {
            throw SQLError.unexpectedEffect(sql: sql, expected: expected, actual: changed)
        }
    }

    private func bind(_ values: ArraySlice<SQLValue>, to statement: OpaquePointer, sql: String) throws {
        // SQLite copies what it is given before the call returns.
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        var index: Int32 = 0
        for value in values {
            index += 1
            let code =
                switch value {
                case .null:
                    sqlite3_bind_null(statement, index)
                case .integer(let integer):
                    sqlite3_bind_int64(statement, index, integer)
                case .text(var text):
                    text.withUTF8 { bytes in
                        bytes.withMemoryRebound(to: CChar.self) {
                            sqlite3_bind_text64(
                                statement,
                                index,
                                $0.baseAddress ?? SQLiteConnection.empty,
                                UInt64($0.count),
                                transient,
                                UInt8(SQLITE_UTF8)
                            )
                        }
                    }
                case .blob(let bytes):
                    bytes.withUnsafeBytes {
                        sqlite3_bind_blob64(
                            statement,
                            index,
                            $0.baseAddress ?? UnsafeRawPointer(SQLiteConnection.empty),
                            UInt64($0.count),
                            transient
                        )
                    }
                }
            guard code == SQLITE_OK else { throw failure(code, sql: sql) }
        }
    }

    /// What stands for text and blobs without bytes: SQLite takes a null pointer for NULL.
    private nonisolated(unsafe) static let empty: UnsafePointer<CChar> = UnsafePointer(
        UnsafeMutablePointer<CChar>.allocate(capacity: 1)
    )

    private func step(_ statement: OpaquePointer, sql: String, effect: SQLJob.Effect) throws {
        defer { sqlite3_reset(statement) }
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW:
                if case .rows(let handle) = effect { try handle(SQLiteRow(statement: statement)) }
            case SQLITE_DONE:
                return
            case let code:
                throw failure(code, sql: sql)
            }
        }
    }

    private func failure(_ code: Int32, sql: String) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code),
            message: String(cString: sqlite3_errmsg(database.sqliteConnection)),
            sql: sql
        )
    }
}

/// The current row of a statement.
struct SQLiteRow: SQLRow {
    let statement: OpaquePointer

    func integer(_ column: Int) -> Int64 {
        sqlite3_column_int64(statement, Int32(column))
    }

    func optionalInteger(_ column: Int) -> Int64? {
        isNull(column) ? nil : integer(column)
    }

    func text(_ column: Int) -> String {
        guard let start = sqlite3_column_text(statement, Int32(column)) else { return "" }
        let count = Int(sqlite3_column_bytes(statement, Int32(column)))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func optionalText(_ column: Int) -> String? {
        isNull(column) ? nil : text(column)
    }

    func blob(_ column: Int) -> [UInt8] {
        guard let start = sqlite3_column_blob(statement, Int32(column)) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, Int32(column)))))
    }

    func value(_ column: Int) -> SQLValue {
        switch sqlite3_column_type(statement, Int32(column)) {
        case SQLITE_NULL: .null
        case SQLITE_INTEGER: .integer(integer(column))
        case SQLITE_BLOB: .blob(blob(column))
        default: .text(text(column))
        }
    }

    private func isNull(_ column: Int) -> Bool {
        sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL
    }
}

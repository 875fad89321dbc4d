/// What went wrong between the panel and PostgreSQL. No description has a password or a stored value in it.
package enum PostgresError: Error, CustomStringConvertible {
    /// libpq can not read the connection string, which is not repeated here: it may hold a password.
    case unreadableURL
    /// There is no connection, and none could be made.
    case unavailable(reason: String)
    /// The connection broke. What was sent last may have been carried out.
    case lost(reason: String)
    /// The database refused a statement.
    case refused(state: String, message: String, sql: String)
    /// The database may forget what it confirmed.
    case notDurable(setting: String)
    /// A statement has a parameter of a type that the panel does not use.
    case unsupportedType(sql: String, type: UInt32)
    /// More reads wait than can be answered in any useful time.
    case overloaded
    case closed

    package var description: String {
        switch self {
        case .unreadableURL: "The database URL cannot be read."
        case .unavailable(let reason): "The database cannot be reached: \(reason)"
        case .lost(let reason): "The connection to the database was lost: \(reason)"
        case .refused(let state, let message, let sql):
            "The database refused a statement (\(state): \(message)): \(sql)"
        case .notDurable(let setting):
            "The database may lose what it confirmed (\(setting)), so it would lose answered orders in a crash."
        case .unsupportedType(let sql, let type): "A parameter has the unknown type \(type): \(sql)"
        case .overloaded: "Too many reads wait for the database."
        case .closed: "The database was closed."
        }
    }

    /// Whether the same transaction may well succeed when it is run again from its start: another server was in its
    /// way.
    var isConflict: Bool {
        guard case .refused(let state, _, _) = self else { return false }
        return PostgresError.conflicts.contains(state)
    }

    /// Whether a row of the same key was there already. Run again, a command sees that row and can say so.
    var isDuplicate: Bool {
        guard case .refused(let state, _, _) = self else { return false }
        return PostgresError.duplicates.contains(state)
    }

    /// Whether the connection is of no use any more.
    var isLoss: Bool {
        switch self {
        case .lost, .unavailable: true
        default: false
        }
    }

    /// Whether a connection that there was broke.
    var isBrokenConnection: Bool {
        if case .lost = self { true } else { false }
    }

    /// serialization_failure, deadlock_detected, lock_not_available.
    private static let conflicts: Set<String> = ["40001", "40P01", "55P03"]
    /// unique_violation; and what it is when two make the same table: duplicate_table, duplicate_object.
    private static let duplicates: Set<String> = ["23505", "42P07", "42710"]
    /// admin_shutdown, crash_shutdown, cannot_connect_now, database_dropped, idle_in_transaction_session_timeout;
    /// and invalid_sql_statement_name, when the connection is not the one on which a statement was prepared.
    static let endOfConnection: Set<String> = ["57P01", "57P02", "57P03", "57P04", "25P03", "26000"]
}

/// What databases call the same things.
package enum SQLDialect: Sendable {
    case sqlite
    case postgres

    /// The names of all tables that there are.
    package var tableNames: SQL {
        switch self {
        case .sqlite: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
        case .postgres:
            """
            SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = CURRENT_SCHEMA() ORDER BY 1
            """
        }
    }

    /// A statement of the schema, as this database takes it. Schemas are written for SQLite, with the types `INTEGER`,
    /// `BIGINT`, `TEXT` and `BLOB`.
    func schema(_ statement: SQL) -> SQL {
        switch self {
        case .sqlite: statement
        case .postgres: SQL(SQLDialect.translated(statement.text))
        }
    }

    /// Text compares by its bytes, as in SQLite, whatever language the database is set to.
    private static func translated(_ statement: String) -> String {
        guard statement.hasPrefix("CREATE TABLE") || statement.hasPrefix("ALTER TABLE") else { return statement }
        return statement.split(separator: " ", omittingEmptySubsequences: false).map { word in
            let end = word.firstIndex { !$0.isUppercase } ?? word.endIndex
            return switch word[..<end] {
            case "INTEGER": "BIGINT" + word[end...]
            case "BLOB": "BYTEA" + word[end...]
            case "TEXT": "TEXT COLLATE \"C\"" + word[end...]
            case "WITHOUT", "ROWID": String(word[end...])
            default: String(word)
            }
        }.joined(separator: " ")
    }
}

/// How a query locks the rows that it finds, until its transaction ends.
package enum RowLock: Sendable {
    /// Others may read and lock them so too, but not change them.
    case shared
    /// Nobody else may lock or change them.
    case exclusive
}

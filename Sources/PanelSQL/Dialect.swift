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

    /// The type that the schema has for amounts, in millionths. Databases store it as `BIGINT`; what works with tables
    /// without knowing them sees by it which columns are money.
    static let money = "MONEY"

    /// A statement of the schema, as this database takes it. Schemas are written for SQLite, with the types `INTEGER`,
    /// `BIGINT`, `TEXT`, `BLOB` and ``money``.
    func schema(_ statement: SQL) -> SQL {
        guard statement.text.hasPrefix("CREATE TABLE") || statement.text.hasPrefix("ALTER TABLE") else {
            return statement
        }
        return SQL(
            statement.text.split(separator: " ", omittingEmptySubsequences: false).map { word in
                let end = word.firstIndex { !$0.isUppercase } ?? word.endIndex
                return (replacement(of: word[..<end]) ?? String(word[..<end])) + word[end...]
            }.joined(separator: " ")
        )
    }

    private func replacement(of word: Substring) -> String? {
        switch (word, self) {
        case (SQLDialect.money[...], _): "BIGINT"
        case ("INTEGER", .postgres): "BIGINT"
        case ("BLOB", .postgres): "BYTEA"
        // Text compares by its bytes, as in SQLite, whatever language the database is set to.
        case ("TEXT", .postgres): "TEXT COLLATE \"C\""
        case ("WITHOUT", .postgres), ("ROWID", .postgres): ""
        default: nil
        }
    }
}

/// How a query locks the rows that it finds, until its transaction ends.
package enum RowLock: Sendable {
    /// Others may read and lock them so too, but not change them.
    case shared
    /// Nobody else may lock or change them.
    case exclusive
}

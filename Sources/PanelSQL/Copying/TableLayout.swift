/// What the schema says about a table, as far as its rows are read and written without knowing what they mean.
package struct TableLayout: Sendable, Equatable {
    /// What a column holds.
    package enum Kind: Sendable, Equatable {
        case integer
        case text
        case blob
    }

    package struct Column: Sendable, Equatable {
        package let name: String
        package let kind: Kind
        /// Whether the schema declares it as money.
        package let isMoney: Bool
    }

    package let name: String
    /// In the order in which the schema names them.
    package private(set) var columns: [Column] = []
    /// Where the columns of the primary key are in ``columns``.
    package private(set) var key: [Int] = []
    /// The tables that rows of this one refer to.
    package private(set) var references: Set<String> = []

    /// The tables of the schema, in an order in which each refers only to those before it.
    package static let all = read(Migration.all.flatMap(\.statements).map(\.text))

    /// Where the columns that hold money are.
    package var moneyColumns: [Int] { columns.indices.filter { columns[$0].isMoney } }

    // MARK: Reading the schema

    /// The tables that `statements` make.
    static func read(_ statements: [String]) -> [TableLayout] {
        var tables: [TableLayout] = []
        for statement in statements {
            let words = statement.split { $0 == " " || $0.isNewline }
            switch words.prefix(2).joined(separator: " ") {
            case "CREATE TABLE":
                var table = TableLayout(name: String(words[2]))
                for clause in clauses(of: statement) { table.add(clause) }
                precondition(!table.key.isEmpty, "\(table.name) has no primary key")
                tables.append(table)
            case "DROP TABLE":
                tables.removeAll { $0.name == words[2] }
            case "ALTER TABLE":
                guard words.count > 5, words[4] == "COLUMN" else { fallthrough }
                guard let index = tables.firstIndex(where: { $0.name == words[2] }) else { continue }
                switch words[3] {
                case "ADD": tables[index].add(words[5...].map(String.init))
                case "RENAME": tables[index].rename(String(words[5]), to: String(words[7]))
                default: preconditionFailure("copies do not know what this does to a table: \(statement)")
                }
            case "INSERT INTO", "CREATE INDEX", "CREATE UNIQUE":
                continue
            case let change where change.hasPrefix("UPDATE "):
                continue
            default:
                preconditionFailure("copies do not know what this does to a table: \(statement)")
            }
        }
        return tables
    }

    private init(name: String) {
        self.name = name
    }

    /// Takes in what stands between two commas: a column or a constraint.
    private mutating func add(_ words: [String]) {
        switch words[0] {
        case "CHECK", "UNIQUE": return
        case "PRIMARY":
            let names = words[2...].joined().split { "(),".contains($0) }
            key = names.map { name in
                guard let index = columns.firstIndex(where: { $0.name == name }) else {
                    preconditionFailure("\(self.name) has no column \(name)")
                }
                return index
            }
        default:
            if words.contains("PRIMARY") { key = [columns.count] }
            columns.append(
                Column(name: words[0], kind: TableLayout.kind(words[1]), isMoney: words[1] == SQLDialect.money)
            )
            if let index = words.firstIndex(of: "REFERENCES") { references.insert(words[index + 1]) }
        }
    }

    private mutating func rename(_ old: String, to new: String) {
        guard let index = columns.firstIndex(where: { $0.name == old }) else {
            preconditionFailure("\(name) has no column \(old)")
        }
        let column = columns[index]
        columns[index] = Column(name: new, kind: column.kind, isMoney: column.isMoney)
    }

    private static func kind(_ type: String) -> Kind {
        switch type {
        case "INTEGER", "BIGINT", SQLDialect.money: .integer
        case "TEXT": .text
        case "BLOB": .blob
        default: preconditionFailure("the schema has the type \(type)")
        }
    }

    /// The words of each clause between the outer parentheses of a `CREATE TABLE`.
    private static func clauses(of statement: String) -> [[String]] {
        guard let start = statement.firstIndex(of: "("), let end = statement.lastIndex(of: ")") else { return [] }
        var clauses = [""]
        var depth = 0
        for character in statement[statement.index(after: start)..<end] {
            switch character {
            case "(": depth += 1
            case ")": depth -= 1
            default: break
            }
            if character == ",", depth == 0 { clauses.append("") } else { clauses[clauses.count - 1].append(character) }
        }
        return clauses.map { $0.split { $0 == " " || $0.isNewline }.map(String.init) }
    }
}

// MARK: Copying

extension TableLayout {
    /// Tables that belong to a database and not to the panel in it, and why they are not copied.
    package static let notCopied: [String: String] = [
        "life": "says where this very database lies; the generation goes on at the end of the copy",
        "copies": "says what was copied into and out of this very database",
        "servers": "says who works with this very database at the moment",
        "leases": "says which of those servers calls which provider and runs which job",
    ]

    /// The tables that are copied, in an order in which each refers only to those before it.
    package static let copied = all.filter { notCopied[$0.name] == nil }

    var columnNames: String {
        columns.map(\.name).joined(separator: ", ")
    }

    var keyNames: String {
        key.map { columns[$0].name }.joined(separator: ", ")
    }

    var insert: SQL {
        SQL("INSERT INTO \(name) (\(columnNames)) VALUES (\(TableLayout.parameters(columns.count)))")
    }

    var count: SQL {
        SQL("SELECT COUNT(*) FROM \(name)")
    }

    /// The key of the last row.
    var lastKey: SQL {
        let order = key.map { "\(columns[$0].name) DESC" }.joined(separator: ", ")
        return SQL("SELECT \(keyNames) FROM \(name) ORDER BY \(order) LIMIT 1")
    }

    /// Rows in the order of their keys.
    ///
    /// - Parameter isFirst: Whether they are the first of the table, and not those behind the key that the parameters are.
    func page(isFirst: Bool, limit: Int) -> SQL {
        let condition = isFirst ? "" : "WHERE (\(keyNames)) > (\(TableLayout.parameters(key.count))) "
        return SQL("SELECT \(columnNames) FROM \(name) \(condition)ORDER BY \(keyNames) LIMIT \(limit)")
    }

    private static func parameters(_ count: Int) -> String {
        (1...count).map { "$\($0)" }.joined(separator: ", ")
    }
}

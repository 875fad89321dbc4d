import PanelSQL

/// Types that parameters have.
enum ParameterType: UInt32, Sendable {
    case bytes = 17
    case integer = 20
    case text = 25

    var name: String {
        switch self {
        case .bytes: "bytea"
        case .integer: "int8"
        case .text: "text"
        }
    }

    /// The type of arrays of it.
    var array: UInt32 {
        switch self {
        case .bytes: 1001
        case .integer: 1016
        case .text: 1009
        }
    }
}

/// Turns statements for one row of parameters into what is sent.
///
/// One execution costs the database tens of microseconds, whatever it does. So what is to be done for many rows is
/// sent as one statement that gets each parameter as an array of all rows' values.
enum SetStatement {
    /// The statement for one row, with its lock.
    static func single(_ sql: SQL) -> String {
        sql.text + suffix(sql.lock)
    }

    /// The statement that does for all rows together what `sql` does for each, in the order of the rows.
    static func set(_ sql: SQL, types: [ParameterType]) -> String {
        let text = replacingParameters(in: sql.text) { "given.p\($0)" }
        // Not `FROM unnest(…)`, which writes all rows down before the first is read, and so takes five times as long.
        let columns = types.enumerated().map { "unnest($\($0.offset + 1)::\($0.element.name)[]) AS p\($0.offset + 1)" }
            .joined(separator: ", ")
        let rows = "(SELECT \(columns)) AS given"
        if text.hasPrefix("INSERT"), let values = text.firstRange(of: "VALUES (") {
            let end = closing(of: values.upperBound, in: text)
            return text[..<values.lowerBound] + "SELECT " + text[values.upperBound..<end]
                + " FROM \(rows)" + text[text.index(after: end)...]
        }
        if text.hasPrefix("UPDATE") { return inserting(" FROM \(rows)", in: text) }
        if text.hasPrefix("DELETE") { return inserting(" USING \(rows)", in: text) }
        return """
            SELECT found.* FROM (SELECT \(columns), generate_subscripts($1, 1) AS number) AS given
            CROSS JOIN LATERAL (\(text)\(suffix(sql.lock))) AS found ORDER BY given.number
            """
    }

    /// A statement that fails, with the number in the error, when `statement` does not change as many rows as its
    /// parameter `number` says. So a commit can be sent along without waiting for the count.
    static func counted(_ statement: String, by number: Int) -> String {
        """
        WITH changed AS (\(statement) RETURNING 1)
        SELECT CASE WHEN COUNT(*) = $\(number) THEN COUNT(*) ELSE CAST('changed ' || COUNT(*) AS BIGINT) END FROM changed
        """
    }

    /// How many rows were changed, from the message of a ``counted(_:by:)`` that failed.
    static func count(inMessage message: String) -> Int? {
        message.firstRange(of: "\"changed ").flatMap { Int(message[$0.upperBound...].prefix { $0.isNumber }) }
    }

    private static func suffix(_ lock: RowLock?) -> String {
        switch lock {
        case nil: ""
        case .shared: " FOR SHARE"
        // Not as strong as FOR UPDATE: keys never change, so rows that refer to a locked one may be made.
        case .exclusive: " FOR NO KEY UPDATE"
        }
    }

    /// Puts a source of rows before the condition of an `UPDATE` or a `DELETE`.
    private static func inserting(_ source: String, in text: String) -> String {
        guard let condition = text.firstRange(of: "WHERE ") else { preconditionFailure("changes all rows: \(text)") }
        return text[..<condition.lowerBound] + source.dropFirst() + " " + text[condition.lowerBound...]
    }

    /// Where the parenthesis ends that was opened before `start`.
    private static func closing(of start: String.Index, in text: String) -> String.Index {
        var depth = 1
        var index = start
        while index < text.endIndex {
            switch text[index] {
            case "(": depth += 1
            case ")": depth -= 1
            default: break
            }
            if depth == 0 { return index }
            index = text.index(after: index)
        }
        preconditionFailure("a parenthesis is not closed: \(text)")
    }

    private static func replacingParameters(in text: String, _ replacement: (Int) -> String) -> String {
        var result = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            let digits = rest[rest.index(after: dollar)...].prefix { $0.isNumber }
            result += rest[..<dollar] + (Int(digits).map(replacement) ?? "$")
            rest = rest[digits.endIndex...]
        }
        return result + rest
    }
}

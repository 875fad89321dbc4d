/// The text of a statement, with parameters written `$1`, `$2`, ….
///
/// Making one costs as much as a small read, so the statements of hot paths are static.
package struct SQL: Sendable, ExpressibleByStringLiteral {
    /// As it was written, for engines that number parameters so.
    package let text: String
    /// With parameters written `?1`, `?2`, …. SQLite takes `$1` for a name and numbers names by their first
    /// appearance.
    package let questionMarked: String
    /// What a query locks. Engines whose one writer locks all do not look at it.
    package let lock: RowLock?

    package init(stringLiteral text: String) {
        self.init(text)
    }

    /// - Parameters:
    ///   - text: A statement that this program made up; a value of anybody's is never part of it.
    ///   - lock: How a query locks the rows that it finds in the tables of its own `FROM`.
    package init(_ text: String, lock: RowLock? = nil) {
        self.text = text
        self.lock = lock
        // Over bytes: statements that are made for one question are translated each time.
        questionMarked = String(
            decoding: text.utf8.map { $0 == UInt8(ascii: "$") ? UInt8(ascii: "?") : $0 },
            as: UTF8.self
        )
    }
}

/// A value that goes with a statement.
package enum SQLValue: Sendable {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])

    package init(_ integer: Int64?) {
        self = integer.map(SQLValue.integer) ?? .null
    }

    package init(_ text: String?) {
        self = text.map(SQLValue.text) ?? .null
    }

    package init(_ blob: [UInt8]?) {
        self = blob.map(SQLValue.blob) ?? .null
    }

    package init(_ flag: Bool) {
        self = .integer(flag ? 1 : 0)
    }
}

extension SQLValue {
    /// The same in every engine: PostgreSQL takes no text with a zero byte in it. The rules refuse control characters in
    /// what customers and staff write; in what a provider says one must not keep an answer from being written down.
    var storable: SQLValue {
        guard case .text(let text) = self, text.utf8.contains(0) else { return self }
        return .text(String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 })))
    }
}

/// Rows of values for one statement.
package struct SQLParameters: Sendable {
    /// How many values a row has.
    package let width: Int
    /// All rows, one after the other.
    package private(set) var values: [SQLValue]
    /// How many rows there are.
    package private(set) var count: Int

    /// One row without values.
    package static let none = SQLParameters(width: 0, values: [], count: 1)

    private init(width: Int, values: [SQLValue], count: Int) {
        self.width = width
        self.values = values
        self.count = count
    }

    /// One row.
    package static func row(_ values: SQLValue...) -> SQLParameters {
        SQLParameters(width: values.count, values: values.map(\.storable), count: 1)
    }

    /// A row for each element; no row at all when there is none.
    package static func rows<Elements: Collection>(
        _ elements: Elements,
        width: Int,
        _ values: (Elements.Element) -> [SQLValue]
    ) -> SQLParameters {
        var parameters = SQLParameters(width: width, values: [], count: elements.count)
        parameters.values.reserveCapacity(elements.count * width)
        for element in elements {
            let row = values(element)
            precondition(row.count == width, "every row has \(width) values")
            parameters.values.append(contentsOf: row.lazy.map(\.storable))
        }
        return parameters
    }
}

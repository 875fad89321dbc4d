import PanelCore

/// Reads the columns of a row from left to right.
struct RowReader {
    private let row: any SQLRow
    private var next: Int

    init(_ row: any SQLRow, from column: Int = 0) {
        self.row = row
        next = column
    }

    private mutating func advance() -> Int {
        defer { next += 1 }
        return next
    }

    mutating func integer() -> Int64 { row.integer(advance()) }
    mutating func optionalInteger() -> Int64? { row.optionalInteger(advance()) }
    mutating func text() -> String { row.text(advance()) }
    mutating func optionalText() -> String? { row.optionalText(advance()) }
    mutating func value() -> SQLValue { row.value(advance()).storable }
    /// Bytes that are never empty where there are any.
    mutating func optionalBlob() -> [UInt8]? {
        let bytes = blob()
        return bytes.isEmpty ? nil : bytes
    }
    mutating func blob() -> [UInt8] { row.blob(advance()) }
    mutating func flag() -> Bool { integer() != 0 }
    mutating func money() -> Money { Money(micros: integer()) }
    mutating func timestamp() -> Timestamp { Timestamp(milliseconds: integer()) }
    mutating func optionalTimestamp() -> Timestamp? { optionalInteger().map(Timestamp.init(milliseconds:)) }

    mutating func id<ID: TypedID>(_: ID.Type = ID.self) -> ID { ID(rawValue: integer()) }

    /// A value of an enumeration, by its stored form.
    mutating func value<Value: RawRepresentable>(of table: String) throws -> Value where Value.RawValue == String {
        let raw = text()
        guard let value = Value(rawValue: raw) else { throw SQLError.unreadable(table: table, value: raw) }
        return value
    }

    /// A value of an enumeration, by its stored form.
    mutating func value<Value: RawRepresentable>(of table: String) throws -> Value where Value.RawValue == Int64 {
        let raw = integer()
        guard let value = Value(rawValue: raw) else { throw SQLError.unreadable(table: table, value: "\(raw)") }
        return value
    }
}

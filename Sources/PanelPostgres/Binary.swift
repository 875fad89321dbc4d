import PanelSQL

/// The values of one execution, in PostgreSQL's binary format.
struct BinaryParameters {
    private(set) var bytes: [UInt8] = []
    /// Where each value is in ``bytes``; an empty range that begins at -1 is NULL.
    private(set) var ranges: [Range<Int>?] = []

    /// One row.
    init(row values: ArraySlice<SQLValue>) {
        for value in values {
            let start = bytes.count
            ranges.append(bytes.append(value) ? start..<bytes.count : nil)
        }
    }

    /// An array of each column's values.
    init(columnsOf parameters: SQLParameters, types: [ParameterType]) {
        for column in 0..<parameters.width {
            let start = bytes.count
            bytes.append(Int32(1))  // dimensions
            bytes.append(Int32(1))  // there may be NULLs
            bytes.append(Int32(bitPattern: types[column].rawValue))
            bytes.append(Int32(parameters.count))
            bytes.append(Int32(1))  // the first index
            var index = column
            for _ in 0..<parameters.count {
                bytes.appendWithLength(parameters.values[index])
                index += parameters.width
            }
            ranges.append(start..<bytes.count)
        }
    }

    /// Adds a number behind the others.
    mutating func append(_ number: Int64) {
        let start = bytes.count
        bytes.append(number)
        ranges.append(start..<bytes.count)
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ integer: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: integer.bigEndian) { append(contentsOf: $0) }
    }

    /// - Returns: Whether there is a value.
    fileprivate mutating func append(_ value: SQLValue) -> Bool {
        switch value {
        case .null: return false
        case .integer(let integer): append(integer)
        case .text(let text): append(contentsOf: text.utf8)
        case .blob(let blob): append(contentsOf: blob)
        }
        return true
    }

    fileprivate mutating func appendWithLength(_ value: SQLValue) {
        let start = count
        append(Int32(-1))
        guard append(value) else { return }
        let length = Int32(count - start - 4).bigEndian
        Swift.withUnsafeBytes(of: length) { length in
            for offset in 0..<4 { self[start + offset] = length[offset] }
        }
    }
}

extension SQLValue {
    /// The type that a parameter with this value has; `nil` leaves it to the database.
    var type: ParameterType? {
        switch self {
        case .null: nil
        case .integer: .integer
        case .text: .text
        case .blob: .bytes
        }
    }
}

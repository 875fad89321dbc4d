import PanelCore

/// Finds the known parameters by the bytes of their names, without making a `String` of them.
enum ParameterNameTable {
    /// A known parameter.
    struct Row {
        let name: ParameterName
        /// A bit of its own for each name.
        let bit: UInt64
        fileprivate let packed: UInt128
    }

    /// Longest name in bytes: what fits one integer.
    private static let longest = 16

    private static let rowsByLength: [[Row]] = {
        var rows = [[Row]](repeating: [], count: longest + 1)
        precondition(ParameterName.allCases.count <= UInt64.bitWidth, "a name has no bit of its own")
        for (index, name) in ParameterName.allCases.enumerated() {
            let bytes = Array(name.rawValue.utf8)
            rows[bytes.count].append(Row(name: name, bit: 1 << UInt64(index), packed: pack(bytes.span)))
        }
        return rows
    }()

    /// The parameter that is spelled exactly so, or `nil`.
    static func row(of name: Span<UInt8>) -> Row? {
        guard name.count <= longest else { return nil }
        let packed = pack(name)
        for row in rowsByLength[name.count] where row.packed == packed { return row }
        return nil
    }

    private static func pack(_ name: Span<UInt8>) -> UInt128 {
        var packed: UInt128 = 0
        for index in name.indices { packed = packed << 8 | UInt128(name[index]) }
        return packed
    }
}

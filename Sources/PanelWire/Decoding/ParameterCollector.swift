import PanelCore

/// Gathers the parameters of one encoding, and refuses what comes twice.
///
/// A decoder first asks where the value of a name goes, and makes a text only of a value that goes somewhere.
package struct ParameterCollector {
    /// Where the value of a parameter goes.
    enum Destination: Equatable {
        /// The panel does not know the parameter.
        case nowhere
        case parameter(ParameterName)
        /// The value is one of a list, as PHP sends arrays: `orders[]=1&orders[]=2`.
        case list(ParameterName)
    }

    /// The most parameters that one encoding may have. No request needs a tenth of it.
    package static let maximumCount = 1000
    /// As many as almost every request has, so that the entries are allocated once.
    private static let usualCount = 8

    private var parameters: ParameterSet
    private var lists: [List] = []
    private var count = 0
    private var seenNames: UInt64 = 0
    // Few requests have any of these.
    private var seenOtherNames: Set<[UInt8]> = []

    private struct List {
        let name: ParameterName
        var text: String
    }

    init() {
        var entries: [ParameterSet.Entry] = []
        entries.reserveCapacity(ParameterCollector.usualCount)
        parameters = ParameterSet(entries)
    }

    /// Whether the parameter may be sent as a list of values.
    static func isList(_ name: ParameterName) -> Bool {
        name == .orders || name == .refills
    }

    /// Notes that a parameter came.
    ///
    /// - Parameter name: The decoded bytes of its name.
    /// - Throws: ``APIRefusal/incorrectRequest`` when it came before, or when there are too many.
    mutating func admit(_ name: Span<UInt8>) throws(APIRefusal) -> Destination {
        count += 1
        guard count <= ParameterCollector.maximumCount else { throw .incorrectRequest }
        if let row = ParameterNameTable.row(of: name) {
            try claim(row)
            return .parameter(row.name)
        }
        guard name.count > 1, name[name.count - 1] == UInt8(ascii: "]") else {
            try admitOther(name)
            return .nowhere
        }
        return try admitElement(name)
    }

    /// Puts a value where ``admit(_:)`` said it goes.
    ///
    /// - Parameter value: `nil` when its bytes are no UTF-8.
    mutating func store(_ value: String?, at destination: Destination) throws(APIRefusal) {
        guard let value else { throw .incorrectRequest }
        switch destination {
        case .nowhere:
            break
        case .parameter(let name):
            guard parameters.insert(name, value) else { throw .incorrectRequest }
        case .list(let name):
            for index in lists.indices where lists[index].name == name {
                if !lists[index].text.isEmpty { lists[index].text += "," }
                lists[index].text += value
            }
        }
    }

    /// All that came; lists as one text with commas, behind the others.
    consuming func finish() throws(APIRefusal) -> ParameterSet {
        for list in lists {
            guard parameters.insert(list.name, list.text) else { throw .incorrectRequest }
        }
        return parameters
    }

    // MARK: Names

    private mutating func claim(_ row: ParameterNameTable.Row) throws(APIRefusal) {
        guard seenNames & row.bit == 0 else { throw .incorrectRequest }
        seenNames |= row.bit
    }

    /// `orders[]`, which may come again, or `orders[0]`, which may not; `[…]` behind other names means nothing here.
    private mutating func admitElement(_ name: Span<UInt8>) throws(APIRefusal) -> Destination {
        var open = name.count - 2
        while open > 0, name[open].isASCIIDigit { open -= 1 }
        let isNumbered = open < name.count - 2
        guard name[open] == UInt8(ascii: "[") else {
            try admitOther(name)
            return .nowhere
        }
        if isNumbered { try admitOther(name) }
        guard let row = ParameterNameTable.row(of: name.extracting(..<open)), ParameterCollector.isList(row.name)
        else { return .nowhere }
        if !lists.contains(where: { $0.name == row.name }) {
            try claim(row)
            lists.append(List(name: row.name, text: ""))
        }
        return .list(row.name)
    }

    private mutating func admitOther(_ name: Span<UInt8>) throws(APIRefusal) {
        let bytes = name.withUnsafeBufferPointer { Array($0) }
        guard seenOtherNames.insert(bytes).inserted else { throw .incorrectRequest }
    }
}

import PanelCore

/// The parts of an amount's text, by the rules of ``PanelAmount/init(_:)``.
struct AmountText {
    private var isNegative = false
    /// All digits, without marks.
    private var digits: [UInt8] = []
    /// Where the decimal mark stands among the digits, after an exponent; it may lie outside them.
    private var point = 0

    init?(_ bytes: [UInt8]) {
        var rest = bytes[...]
        // A sign can stand on either side of a currency mark, once.
        var hasSign = AmountText.takeSign(&rest, &isNegative)
        let hasMark = AmountText.takeMark(&rest, fromEnd: false)
        if !hasSign { hasSign = AmountText.takeSign(&rest, &isNegative) }
        guard let last = rest.last else { return nil }
        if !last.isASCIIDigit, last != UInt8(ascii: ".") {
            guard !hasMark, AmountText.takeMark(&rest, fromEnd: true) else { return nil }
        }
        AmountText.trim(&rest)
        guard let exponent = AmountText.takeExponent(&rest) else { return nil }
        guard readNumber(rest, mayGroup: exponent == 0) else { return nil }
        point += exponent
    }

    /// The amount in millionths, or `nil` when it does not fit. More than six decimals are rounded, halves away from
    /// zero.
    ///
    /// - Parameter roundsUp: Whether they are rounded away from zero however little they are.
    func micros(roundsUp: Bool) -> Int64? {
        let end = point + Money.decimalPlaces
        var value: Int64 = 0
        for position in 0..<max(0, end) {
            let digit = position < digits.count ? digits[position] : 0
            // Zero has as many digits as one likes.
            if value == 0, position >= digits.count { break }
            let (shifted, tooLarge) = value.multipliedReportingOverflow(by: 10)
            let (next, overflow) = shifted.addingReportingOverflow(Int64(digit))
            guard !tooLarge, !overflow else { return nil }
            value = next
        }
        let rest = digits.dropFirst(max(0, end))
        if roundsUp ? rest.contains(where: { $0 > 0 }) : end >= 0 && rest.first ?? 0 >= 5 {
            let (rounded, overflow) = value.addingReportingOverflow(1)
            guard !overflow else { return nil }
            value = rounded
        }
        return isNegative ? -value : value
    }

    // MARK: What stands around the number

    private static func trim(_ rest: inout ArraySlice<UInt8>) {
        while let first = rest.first, first.isASCIIBlank { rest.removeFirst() }
        while let last = rest.last, last.isASCIIBlank { rest.removeLast() }
    }

    private static func takeSign(_ rest: inout ArraySlice<UInt8>, _ isNegative: inout Bool) -> Bool {
        trim(&rest)
        guard let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") else { return false }
        isNegative = first == UInt8(ascii: "-")
        rest.removeFirst()
        return true
    }

    /// Takes a currency mark off one end: a code of three capital letters, or a sign with at most two before it.
    private static func takeMark(_ rest: inout ArraySlice<UInt8>, fromEnd: Bool) -> Bool {
        trim(&rest)
        let isMark = { (byte: UInt8) in byte >= 0x80 || byte == UInt8(ascii: "$") || byte.isASCIICapital }
        let mark: ArraySlice<UInt8>
        if fromEnd {
            let start = rest.lastIndex { !isMark($0) }.map { $0 + 1 } ?? rest.startIndex
            mark = rest[start...]
        } else {
            mark = rest.prefix(while: isMark)
        }
        let letters = mark.count { $0.isASCIICapital }
        // Signs other than the dollar's have two to four bytes; a no-break space may stand beside one.
        let isCurrency = letters == mark.count ? letters == 3 : letters <= 2 && mark.count - letters <= 8
        guard !mark.isEmpty, isCurrency else { return false }
        if fromEnd { rest.removeLast(mark.count) } else { rest.removeFirst(mark.count) }
        return true
    }

    /// Takes an exponent off the end; 0 when there is none, `nil` when it is malformed.
    private static func takeExponent(_ rest: inout ArraySlice<UInt8>) -> Int? {
        guard let mark = rest.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) else { return 0 }
        var digits = rest[(mark + 1)...]
        var isNegative = false
        if let first = digits.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            isNegative = first == UInt8(ascii: "-")
            digits.removeFirst()
        }
        guard digits.count <= 4, let value = WholeNumber.parse(digits) else { return nil }
        rest = rest[..<mark]
        return isNegative ? -Int(value) : Int(value)
    }

    // MARK: Marks within the number

    private mutating func readNumber(_ rest: ArraySlice<UInt8>, mayGroup: Bool) -> Bool {
        let isMark = { (byte: UInt8) in byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") }
        let marks = rest.indices.filter { isMark(rest[$0]) }
        for byte in rest where !isMark(byte) {
            guard byte.isASCIIDigit else { return false }
            digits.append(byte - UInt8(ascii: "0"))
        }
        guard !digits.isEmpty else { return false }
        guard let last = marks.last else {
            point = digits.count
            return true
        }
        let decimal = AmountText.decimalMark(among: marks, in: rest)
        if decimal == .unclear { return false }
        let whole = decimal == .last ? rest[..<last] : rest
        let grouping = decimal == .last ? marks.dropLast() : marks[...]
        point = whole.count { $0.isASCIIDigit }
        if grouping.isEmpty { return true }
        return mayGroup && AmountText.isGrouped(whole, at: grouping)
    }

    private enum DecimalMark {
        case last
        case none
        case unclear
    }

    private static func decimalMark(among marks: [Int], in rest: ArraySlice<UInt8>) -> DecimalMark {
        let last = marks[marks.count - 1]
        if marks.count == 1 {
            let isComma = rest[last] == UInt8(ascii: ",")
            let isZeroBefore = rest[..<last].elementsEqual([UInt8(ascii: "0")])
            return isComma && rest.endIndex - last == 4 && !isZeroBefore ? .unclear : .last
        }
        if marks.allSatisfy({ rest[$0] == rest[last] }) { return .none }
        return marks.dropLast().allSatisfy { rest[$0] != rest[last] } ? .last : .unclear
    }

    /// Whether the same mark stands between groups: one to three digits, twos or threes, and three at the end.
    private static func isGrouped(_ whole: ArraySlice<UInt8>, at marks: ArraySlice<Int>) -> Bool {
        let groups = whole.split(omittingEmptySubsequences: false) { !$0.isASCIIDigit }.map(\.count)
        guard let first = groups.first, let last = groups.last, (1...3).contains(first), last == 3 else { return false }
        let middle = groups.dropFirst().dropLast()
        return middle.allSatisfy { $0 == 3 } || (first <= 2 && middle.allSatisfy { $0 == 2 })
    }
}

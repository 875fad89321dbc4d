import PanelCore

/// An amount of money as a panel names it, counted in millionths of its currency.
public struct PanelAmount: Hashable, Sendable {
    /// Millionths (10⁻⁶) of one unit of the currency.
    public let micros: Int64

    /// An amount of so many millionths.
    public init(micros: Int64) {
        self.micros = micros
    }

    /// Reads an amount as panels write it.
    ///
    /// Blanks around it do not count, nor does one currency mark before or behind it: `$`, `€`, `US$` or a code of
    /// three capital letters. An exponent is taken where nothing is grouped: `1e-05`. More than six decimals are
    /// rounded, halves away from zero.
    ///
    /// A point alone is the decimal mark, whatever stands behind it. Digits can be grouped by threes (the first groups
    /// of `1,00,000.00` by twos) where that has one meaning only:
    /// - points and commas both: the last of them is the decimal mark and comes once, `100,000.00`, `1.234,56`;
    /// - the same mark more than once: it groups, `1,234,567`;
    /// - one comma alone: the decimal mark, `0,5`, unless three digits stand behind it and a digit other than a single
    ///   zero before it. `1,234` can be either, so it is none.
    ///
    /// - Returns: `nil` when it is no such number, or does not fit.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        self.init(bytes.span)
    }

    /// - Parameter roundsUp: Whether more than six decimals are rounded away from zero, however little they are.
    init?(_ bytes: Span<UInt8>, roundsUp: Bool = false) {
        guard bytes.count <= PanelAmount.longest else { return nil }
        if let micros = PanelAmount.plainMicros(bytes) {
            self.micros = micros
        } else {
            let copy = bytes.withUnsafeBufferPointer { Array($0) }
            guard let micros = AmountText(copy)?.micros(roundsUp: roundsUp) else { return nil }
            self.micros = micros
        }
    }

    /// The longest text that is read, in bytes.
    private static let longest = 64

    /// Reads `12.34`, which nearly all amounts look like, with no more than six decimals and without a copy.
    private static func plainMicros(_ bytes: Span<UInt8>) -> Int64? {
        // As many digits as surely fit.
        guard !bytes.isEmpty, bytes.count <= 13, bytes[0].isASCIIDigit else { return nil }
        var value: Int64 = 0
        var decimals = -1
        for index in bytes.indices {
            let byte = bytes[index]
            if byte.isASCIIDigit {
                value = value * 10 + Int64(byte - UInt8(ascii: "0"))
                if decimals >= 0 { decimals += 1 }
            } else if byte == UInt8(ascii: "."), decimals < 0 {
                decimals = 0
            } else {
                return nil
            }
        }
        guard decimals <= Money.decimalPlaces, bytes[bytes.count - 1].isASCIIDigit else { return nil }
        for _ in max(0, decimals)..<Money.decimalPlaces {
            let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            value = shifted
        }
        return value
    }
}

extension PanelAmount: Comparable {
    /// Whether `left` is less; both have to be of one currency.
    public static func < (left: PanelAmount, right: PanelAmount) -> Bool {
        left.micros < right.micros
    }
}

extension PanelAmount: CustomStringConvertible {
    /// Decimal text without exponent or grouping, with at most six places and no trailing zeros: `2.5`, `4`.
    public var description: String {
        Money(micros: micros).description
    }
}

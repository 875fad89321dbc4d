extension Money: CustomStringConvertible {
    /// Reads decimal text such as `100.84292`, `-3` or `0.5`.
    ///
    /// - Parameter text: An optional minus sign, digits, and at most one point with one to six digits after it.
    ///   No exponent, no grouping, no space, ASCII digits only.
    /// - Returns: `nil` for anything else, and for what does not fit.
    package init?(_ text: some StringProtocol) {
        var bytes = Substring(text).utf8[...]
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative { bytes = bytes.dropFirst() }
        let parts = bytes.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = WholeNumber.parse(parts[0]) else { return nil }
        var fraction: Int64 = 0
        if parts.count == 2 {
            guard parts[1].count <= Money.decimalPlaces, let digits = WholeNumber.parse(parts[1]) else { return nil }
            fraction = digits
            for _ in parts[1].count..<Money.decimalPlaces { fraction *= 10 }
        }
        let (units, tooLarge) = whole.multipliedReportingOverflow(by: Money.microsPerUnit)
        let (magnitude, overflow) = units.addingReportingOverflow(fraction)
        guard !tooLarge, !overflow else { return nil }
        self.init(micros: isNegative ? -magnitude : magnitude)
    }

    /// Decimal text without exponent or grouping, with at most six places and no trailing zeros: `2.5`, `4`.
    package var description: String {
        let magnitude = micros.magnitude
        let perUnit = UInt64(Money.microsPerUnit)
        var text = micros < 0 ? "-" : ""
        text += String(magnitude / perUnit)
        var fraction = magnitude % perUnit
        guard fraction > 0 else { return text }
        var places = Money.decimalPlaces
        while fraction % 10 == 0 {
            fraction /= 10
            places -= 1
        }
        let digits = String(fraction)
        return text + "." + String(repeating: "0", count: places - digits.utf8.count) + digits
    }
}

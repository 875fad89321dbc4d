/// Sums of amounts, which may be more than any one amount can be.
package enum MoneySum {
    /// As ``Money/description`` writes an amount.
    package static func text(_ micros: Int128) -> String {
        let (whole, fraction) = micros.magnitude.quotientAndRemainder(dividingBy: UInt128(Money.microsPerUnit))
        var digits = String(fraction)
        digits = String(repeating: "0", count: Money.decimalPlaces - digits.utf8.count) + digits
        while digits.last == "0" { digits.removeLast() }
        return (micros < 0 ? "-" : "") + "\(whole)" + (digits.isEmpty ? "" : "." + digits)
    }
}

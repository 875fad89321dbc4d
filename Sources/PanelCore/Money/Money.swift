/// An amount of the panel's one currency, counted in millionths of it.
///
/// Arithmetic never traps and never rounds silently: an operation whose result does not fit answers `nil`,
/// and the caller refuses what asked for it.
package struct Money: Hashable, Comparable, Sendable {
    /// Millionths of one unit of the currency.
    package let micros: Int64

    /// How many decimal places an amount can have.
    package static let decimalPlaces = 6
    /// Millionths in one unit of the currency.
    package static let microsPerUnit: Int64 = 1_000_000
    package static let zero = Money(micros: 0)

    package init(micros: Int64) {
        self.micros = micros
    }

    package static func < (left: Money, right: Money) -> Bool {
        left.micros < right.micros
    }

    package var isNegative: Bool { micros < 0 }

    /// The sum, or `nil` when it does not fit.
    package func adding(_ other: Money) -> Money? {
        let (sum, overflow) = micros.addingReportingOverflow(other.micros)
        return overflow ? nil : Money(micros: sum)
    }

    /// The difference, or `nil` when it does not fit.
    package func subtracting(_ other: Money) -> Money? {
        let (difference, overflow) = micros.subtractingReportingOverflow(other.micros)
        return overflow ? nil : Money(micros: difference)
    }

    /// What becomes of less than a millionth.
    package enum Rounding: Sendable {
        case halfUp
        /// Never less than the exact result.
        case up
    }

    /// This amount × `numerator` ÷ `denominator`, rounded to a millionth.
    ///
    /// - Returns: `nil` when the amount or the numerator is negative, the denominator is not positive, or the
    ///   result does not fit.
    package func scaled(by numerator: Int64, over denominator: Int64, rounding: Rounding = .halfUp) -> Money? {
        guard micros >= 0, numerator >= 0, denominator > 0 else { return nil }
        let divisor = UInt64(denominator)
        let product = UInt64(micros).multipliedFullWidth(by: UInt64(numerator))
        guard product.high < divisor else { return nil }
        let (quotient, remainder) = divisor.dividingFullWidth(product)
        let roundsUp =
            switch rounding {
            // `remainder ≥ divisor - remainder` is `2 × remainder ≥ divisor` without the overflow.
            case .halfUp: remainder >= divisor - remainder
            case .up: remainder > 0
            }
        let (rounded, overflow) = quotient.addingReportingOverflow(roundsUp ? 1 : 0)
        return overflow ? nil : Int64(exactly: rounded).map(Money.init(micros:))
    }
}

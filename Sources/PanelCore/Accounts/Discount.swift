/// A part of the list price that an account does not pay, in hundredths of a percent.
package struct Discount: Hashable, Sendable, CustomStringConvertible {
    package let basisPoints: Int64

    package static let none = Discount(unchecked: 0)
    private static let whole: Int64 = 10_000

    /// Takes a discount that was checked before it was stored.
    package init(unchecked basisPoints: Int64) {
        self.basisPoints = basisPoints
    }

    /// Reads percents with at most two places, from `0` to `100`: `7.5` is 7.5 %.
    package init?(percent text: String) {
        // A percentage with two places is an amount of money whose last four places are zero.
        guard let percent = Money(text), percent.micros % 10_000 == 0 else { return nil }
        let basisPoints = percent.micros / 10_000
        guard (0...Discount.whole).contains(basisPoints) else { return nil }
        self.basisPoints = basisPoints
    }

    /// The percentage as text, `7.5`.
    package var description: String {
        Money(micros: basisPoints * 10_000).description
    }

    /// What is left of `rate`, rounded half up to a millionth.
    package func applied(to rate: Money) -> Money {
        // A part of an amount always fits.
        rate.scaled(by: Discount.whole - basisPoints, over: Discount.whole) ?? rate
    }
}

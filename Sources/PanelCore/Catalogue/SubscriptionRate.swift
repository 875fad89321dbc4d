/// What the rate of a service of the type ``ServiceType/subscriptions`` is the price of.
package enum SubscriptionRate: String, CaseIterable, Sendable {
    /// One post, whatever it gets. The bounds of the service are those of the posts.
    case post
    /// 1,000 pieces. Each post gets up to `max` of them, and the bounds of the service are those of a post's pieces.
    case pieces

    /// How many posts one order can have, where bounds are those of pieces, and how many old ones anywhere.
    package static let postsRange: ClosedRange<Int64> = 1...1_000_000
}

extension Service {
    /// Whether it sells subscriptions by the pieces that posts get.
    package var countsPieces: Bool { type == .subscriptions && subscriptionRate == .pieces }

    /// What a charged quantity costs at `rate`, rounded half up.
    ///
    /// - Parameters:
    ///   - quantity: Pieces, packages or posts, as the type has it.
    ///   - piecesPerPost: The most that each post gets. Where the service ``countsPieces`` nothing has a price without.
    ///   - rate: The price of a rate unit, of whoever is paid.
    /// - Returns: `nil` when it does not fit or can not be known.
    package func price(of quantity: Int64, piecesPerPost: Int64?, at rate: Money) -> Money? {
        guard countsPieces else { return rate.scaled(by: quantity, over: type.rateUnit) }
        guard let piecesPerPost else { return nil }
        let (pieces, overflow) = quantity.multipliedReportingOverflow(by: piecesPerPost)
        return overflow ? nil : rate.scaled(by: pieces, over: ServiceType.piecesPerRate)
    }
}

extension Sequence<ParameterSet.Entry> {
    /// The most that each post of a subscription gets, where that was said.
    package var piecesPerPost: Int64? {
        first { $0.name == .max }.flatMap { WholeNumber.parse(trimming: $0.value) }
    }
}

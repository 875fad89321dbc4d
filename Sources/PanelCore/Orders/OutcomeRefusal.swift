/// Why what is known of an order can not be taken in.
package enum OutcomeRefusal: Error, Hashable, Sendable {
    case nothingToChange
    case illegalTransition(from: OrderStatus, to: OrderStatus)
    case negativeStartCount
    case remainsOutOfRange(quantity: Int64)
    case partialWithoutRemains(quantity: Int64)
    /// The outcome asks for less than what was refunded already.
    case wouldTakeBack(refunded: Money, due: Money)
    /// The refund would not fit the customer's balance.
    case balanceTooLarge

    /// The name under which it is stored.
    var code: String {
        switch self {
        case .nothingToChange: "nothing_to_change"
        case .illegalTransition: "illegal_transition"
        case .negativeStartCount: "negative_start_count"
        case .remainsOutOfRange: "remains_out_of_range"
        case .partialWithoutRemains: "partial_without_remains"
        case .wouldTakeBack: "would_take_back"
        case .balanceTooLarge: "balance_too_large"
        }
    }
}

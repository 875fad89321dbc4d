/// How a refund was reckoned: charge × undelivered ÷ quantity.
package struct RefundReckoning: Sendable, Equatable {
    package let charge: Money
    package let undelivered: Int64
    package let quantity: Int64
    package let refund: Money

    /// How the one refund of an order came about.
    ///
    /// - Parameter refund: What was given back.
    /// - Returns: `nil` where it is not reckoned so: all was given back, in several steps, or it is not what the formula
    ///   says.
    package init?(of refund: Money, for order: Order) {
        guard order.status == .partial, order.refundCount == 1, order.refunded == refund,
            let undelivered = order.remains, undelivered > 0, undelivered < order.quantity,
            RefundReckoning.refund(of: order.charge, undelivered: undelivered, quantity: order.quantity) == refund
        else { return nil }
        charge = order.charge
        self.undelivered = undelivered
        quantity = order.quantity
        self.refund = refund
    }

    /// Whether the exact result has a part of a millionth, and so was rounded.
    package var isRounded: Bool {
        let product = Int128(charge.micros) * Int128(undelivered)
        return product % Int128(quantity) != 0
    }

    /// What is due for what was not delivered, rounded to a millionth: the rule of the books.
    ///
    /// - Returns: `nil` where ``Money/scaled(by:over:rounding:)`` does.
    static func refund(of charge: Money, undelivered: Int64, quantity: Int64) -> Money? {
        charge.scaled(by: undelivered, over: quantity)
    }
}

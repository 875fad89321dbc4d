extension Scope {
    /// Gives back `amount` of an order's charge. The cause carries the number of the refund, so that the same
    /// outcome can not be paid out twice.
    mutating func refund(_ amount: Money, of order: Order, at now: Timestamp) throws(TransferRefusal) {
        try transfer(
            amount,
            from: .sales,
            to: .customer(order.account),
            cause: .orderRefund(order.id, number: order.refundCount),
            at: now
        )
    }
}

/// That an order went on to another status. It has each status at most once.
package struct StatusChange: Sendable, Equatable {
    package let order: OrderID
    package let account: AccountID
    package let old: OrderStatus
    package let new: OrderStatus

    /// - Parameter order: As it is now.
    package init(of order: Order, from old: OrderStatus) {
        self.order = order.id
        account = order.account
        self.old = old
        new = order.status
    }
}

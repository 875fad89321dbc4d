/// What a customer is told of an order.
package struct OrderState: Sendable, Equatable {
    package let status: OrderStatus
    /// What was paid for it, net of refunds.
    package let netCharge: Money
    /// 0 until it is known.
    package let startCount: Int64
    /// The charged quantity until it is known.
    package let remains: Int64
    /// For a subscription only.
    package let subscription: Subscription?

    /// What only a subscription has.
    package struct Subscription: Sendable, Equatable {
        package let posts: Int64
        /// `d/m/Y`, or empty when it does not expire.
        package let expiry: String

        package init(posts: Int64, expiry: String) {
            self.posts = posts
            self.expiry = expiry
        }
    }

    package init(
        status: OrderStatus,
        netCharge: Money,
        startCount: Int64,
        remains: Int64,
        subscription: Subscription? = nil
    ) {
        self.status = status
        self.netCharge = netCharge
        self.startCount = startCount
        self.remains = remains
        self.subscription = subscription
    }
}

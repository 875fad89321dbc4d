/// An order as its customer's list of orders has it.
package struct CustomerOrder: Sendable, Equatable {
    package let id: OrderID
    package let service: ServiceID
    package let link: String
    /// The charged quantity: all runs of a drip-feed together.
    package let quantity: Int64
    package let createdAt: Timestamp
    package let state: OrderState

    /// The most that one list has.
    package static let most: Int64 = 100

    package init(
        id: OrderID,
        service: ServiceID,
        link: String,
        quantity: Int64,
        createdAt: Timestamp,
        state: OrderState
    ) {
        self.id = id
        self.service = service
        self.link = link
        self.quantity = quantity
        self.createdAt = createdAt
        self.state = state
    }
}

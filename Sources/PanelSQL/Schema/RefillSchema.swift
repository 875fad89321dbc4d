extension Migration {
    /// All refills of an order, for its page.
    static let refillsOfOrders = Migration(
        version: 23,
        statements: ["CREATE INDEX refills_order ON refills (order_id, id)"]
    )
}

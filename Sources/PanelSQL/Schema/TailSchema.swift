extension Migration {
    /// By which the orders of an account that are not listed yet are found without those of others: all orders with a
    /// higher id than `chained_from` are in front of the others in the chain of their account. In a panel that has orders it
    /// is known from when on that holds once the listing job begins anew; until then it is taken to hold of none.
    static let ownTail = Migration(
        version: 27,
        statements: [
            "ALTER TABLE listing_progress ADD COLUMN chained_from BIGINT NOT NULL DEFAULT 0",
            SQL("UPDATE listing_progress SET chained_from = \(Int64.max) WHERE EXISTS (SELECT 1 FROM orders)"),
        ]
    )
}

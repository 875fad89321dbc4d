/// How much of what listings are read from is made at once.
package struct ListingLimits: Sendable, Equatable {
    /// New orders, transfers or changed orders that are worth a transaction. Fewer are read from where they are.
    package var least = 512
    /// Most orders that are listed in one transaction. Commands wait meanwhile.
    package var orders = 1000
    /// Most transfers besides the charges of those orders.
    package var transfers = 4000
    /// Most changed orders.
    package var changes = 1000

    package init() {}
}

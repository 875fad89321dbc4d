extension Scope {
    /// Whether an order, of which the open refill must be loaded, has one.
    func hasOpenRefill(_ order: OrderID) -> Bool {
        // It was open when it was loaded, whether or not the refill itself was asked for.
        if let id = base.snapshot.openRefills[order], self[Refill.self, id]?.status.isOpen ?? true { return true }
        // One that this batch made is open: nobody knows its id before the batch is answered.
        return changes.refilledOrders.contains(order) || base.changes.refilledOrders.contains(order)
    }

    /// Adds the open refill of an order that has none.
    mutating func open(_ refill: Refill) {
        insert(refill)
        changes.refilledOrders.insert(refill.order)
    }
}

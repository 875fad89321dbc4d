/// Writes down what staff learned of an order, and settles its outcome.
package struct UpdateOrder: StaffCommand {
    package let id: OrderID
    /// The order's account: its balance is locked for the refund.
    package let account: AccountID
    package let change: OrderChange
    package let now: Timestamp

    package init(id: OrderID, account: AccountID, change: OrderChange, now: Timestamp) {
        self.id = id
        self.account = account
        self.change = change
        self.now = now
    }

    package func permission(in scope: Scope) -> Permission { change.onlyCancels ? .cancelOrders : .updateOrders }
    package var action: AuditAction { "update_order" }

    package func declareReads(in reads: inout ReadSet) {
        reads.orders.insert(id)
        reads.runs.insert(.first(of: id))
        reads.balances.insert(account)
    }

    package func execute(in scope: inout Scope) throws(OrderHandlingRefusal) -> Order {
        guard scope.order(id)?.account == account else { throw .unknown(id) }
        guard scope.runTotals(of: id)?.open ?? 0 == 0 else { throw .isRelayed(id) }
        return try scope.apply(change, toOrder: id, at: now)
    }
}

package import PanelCore
package import PanelOperations
package import PanelStore
package import PanelWeb

/// What the page of a customer's orders shows.
package struct OrderListModel: Sendable {
    /// What is looked for, as it was typed.
    package var query: OrderQuery
    /// How many orders there are in each status, whatever is looked for.
    package var counts: [OrderStatus: Int64]
    package var rows: [OwnOrder]
    /// Where the page begins; `nil` for the newest.
    package var after: Cursor?
    /// Where older ones begin; `nil` at the end.
    package var next: Cursor?
    /// What was just done with an order.
    package var done: (deed: OrderDeed, order: OrderID)?
    package var isSuspended = false

    /// How many orders a page has.
    package static let perPage = 50

    package init(
        query: OrderQuery,
        counts: [OrderStatus: Int64],
        rows: [OwnOrder],
        after: Cursor? = nil,
        next: Cursor? = nil
    ) {
        self.query = query
        self.counts = counts
        self.rows = rows
        self.after = after
        self.next = next
    }

    var criteria: OrderCriteria { query.criteria }

    /// Whether there is no order at all.
    var isEmpty: Bool { counts.values.allSatisfy { $0 == 0 } && rows.isEmpty }

    /// Those whose state may still change.
    var unfinished: [OrderID] { rows.map(\.order).filter { !$0.status.isFinal }.map(\.id) }
}

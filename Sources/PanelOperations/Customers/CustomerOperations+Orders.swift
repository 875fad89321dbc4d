package import PanelCore
package import PanelStore

/// An order of a customer's, with what they can have done with it.
package struct OwnOrder: Sendable {
    /// In listings without its parameters.
    package let record: OrderRecord
    package let actions: OrderActions

    package init(record: OrderRecord, actions: OrderActions) {
        self.record = record
        self.actions = actions
    }

    package var order: Order { record.order }
}

/// An order of a customer's, with all that they may know of it.
package struct OwnOrderDetails: Sendable {
    package let own: OwnOrder
    /// Its service as it is in the catalogue; `nil` when that has none.
    package let service: Service?
    package let history: CustomerHistory
    /// The oldest first.
    package let refunds: [Transfer]
    /// The newest first.
    package let refills: [Refill]

    package init(
        own: OwnOrder,
        service: Service?,
        history: CustomerHistory,
        refunds: [Transfer],
        refills: [Refill]
    ) {
        self.own = own
        self.service = service
        self.history = history
        self.refunds = refunds
        self.refills = refills
    }

    package var order: Order { own.order }
}

extension CustomerOperations {
    /// The customer's orders that they look for, the newest first.
    ///
    /// - Parameters:
    ///   - period: What the criteria's days are by the customer's clock.
    /// - Returns: A page, which may be shorter than wanted before the end.
    /// - Throws: ``BadCursor`` for a part that does not begin where a page of these orders ended.
    package func orders(
        _ criteria: OrderCriteria,
        in period: OrderCriteria.Period,
        _ part: Part
    ) async throws -> Page<OwnOrder> {
        let page = try await records(criteria, in: period, part)
        return Page(rows: try await own(page.rows), next: page.next)
    }

    /// The same without what can be done with them.
    package func records(
        _ criteria: OrderCriteria,
        in period: OrderCriteria.Period,
        _ part: Part
    ) async throws -> Page<OrderRecord> {
        try await store.read(FilteredOrders(criteria, in: period, of: account.id, part))
    }

    /// Those of `ids` that are the customer's orders, the newest first.
    package func orders(_ ids: [OrderID]) async throws -> [OwnOrder] {
        let records = try await store.read(OrdersByID(ids, of: account.id))
        return try await own(records.values.sorted { $0.order.id > $1.order.id })
    }

    /// How many orders the customer has in each status.
    package func orderCounts() async throws -> [OrderStatus: Int64] {
        try await store.read(OrderCounts(of: account.id))
    }

    /// All that the customer may know of an order; `nil` when it is not theirs, or there is none.
    package func order(_ id: OrderID) async throws -> OwnOrderDetails? {
        guard let record = try await store.order(id), record.order.account == account.id else { return nil }
        let refunds = record.order.refundCount > 0 ? try await store.refunds(of: record.order) : []
        let refills = try await store.read(RefillsOfOrders([id]))[id] ?? []
        let history = CustomerHistory(
            of: record.order,
            events: try await store.events(of: id),
            submissions: try await store.submissions(of: id),
            refunds: refunds,
            refills: refills
        )
        return OwnOrderDetails(
            own: OwnOrder(
                record: record,
                actions: actions(for: record.order, hasOpenRefill: refills.contains { $0.status.isOpen })
            ),
            service: catalogue[record.order.service],
            history: history,
            refunds: refunds,
            refills: refills
        )
    }

    private func own(_ records: [OrderRecord]) async throws -> [OwnOrder] {
        // Only of these a refill can be under way.
        let finished = records.map(\.order).filter { $0.status == .completed || $0.status == .partial }.map(\.id)
        let refilled = finished.isEmpty ? [] : try await store.read(OrdersWithOpenRefill(finished))
        return records.map { record in
            let actions = actions(for: record.order, hasOpenRefill: refilled.contains(record.order.id))
            return OwnOrder(record: record, actions: actions)
        }
    }

    /// Somebody who is suspended can have nothing done.
    private func actions(for order: Order, hasOpenRefill: Bool) -> OrderActions {
        guard !account.isSuspended else { return .none }
        return OrderActions(of: order, catalogue[order.service], hasOpenRefill: hasOpenRefill, at: now())
    }
}

package import PanelCore

/// The orders of an account that it looks for, the newest first, without their parameters. A page may be shorter than what
/// was wanted when many have to be looked at of which few are meant.
///
/// Days are found by ids, since later orders have higher ones. Clocks of servers may differ by ``slack``.
package struct FilteredOrders: Listing {
    package typealias Row = OrderRecord

    package let account: AccountID
    /// An order's id, or else a link that leads to the same.
    package let text: String?
    package let status: OrderStatus?
    package let service: ServiceID?
    package let period: OrderCriteria.Period
    /// How many orders are looked at for a page.
    package let lookedAt: Int
    package var part: Part

    /// Unless somebody says otherwise.
    package static let usuallyLookedAt = 1000
    /// By how many minutes an order may have been placed before one that has a lower id.
    package static let slack: Int64 = 60

    /// - Parameter criteria: Of which `period` stands for the days.
    package init(
        _ criteria: OrderCriteria,
        in period: OrderCriteria.Period = .always,
        of account: AccountID,
        lookingAt lookedAt: Int = usuallyLookedAt,
        _ part: Part
    ) {
        self.account = account
        text = criteria.text
        status = criteria.status
        service = criteria.service
        self.period = period
        self.lookedAt = max(1, lookedAt)
        self.part = part
    }

    /// Whether an order of the account is meant, whatever it leads to.
    package func accepts(_ order: Order) -> Bool {
        order.account == account && status.map { $0 == order.status } ?? true
            && service.map { $0 == order.service } ?? true && period.contains(order.createdAt)
    }
}

/// Those of some orders that are an account's, without their parameters.
package struct OrdersByID: Query {
    package typealias Answer = [OrderID: OrderRecord]

    package let ids: [OrderID]
    package let account: AccountID

    package init(_ ids: [OrderID], of account: AccountID) {
        self.ids = ids
        self.account = account
    }
}

/// The refills of some orders, the newest of each order first, at most ``most`` of each.
package struct RefillsOfOrders: Query {
    package typealias Answer = [OrderID: [Refill]]

    package let ids: [OrderID]

    package static let most: Int64 = 50

    package init(_ ids: [OrderID]) {
        self.ids = ids
    }
}

/// Those of some orders that have a refill without an outcome.
package struct OrdersWithOpenRefill: Query {
    package typealias Answer = Set<OrderID>

    package let ids: [OrderID]

    package init(_ ids: [OrderID]) {
        self.ids = ids
    }
}

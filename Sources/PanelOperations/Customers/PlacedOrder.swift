package import PanelCore

/// What became of an order that was sent with the price that its customer had seen.
package enum PlacedOrder: Sendable, Equatable {
    case order(OrderID)
    /// It was not placed: it costs more than was shown.
    case costsMore
}

/// What a customer has seen of an order's price.
package struct ShownPrice: Sendable, Equatable {
    /// What the whole order costs; `nil` when that was not said.
    package var charge: Money?
    /// What a rate unit costs; `nil` when that was not said.
    package var rate: Money?

    package init(charge: Money? = nil, rate: Money? = nil) {
        self.charge = charge
        self.rate = rate
    }

    /// Whether the customer knows that it costs as much.
    func covers(_ charge: Money, at rate: Money?) -> Bool {
        if let shown = self.charge, charge > shown { return false }
        if let shown = self.rate, let rate, rate > shown { return false }
        return true
    }
}

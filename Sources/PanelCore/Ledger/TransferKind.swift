/// What sums of transfers are made of.
package enum TransferKind: Int64, CaseIterable, Sendable {
    /// What customers paid for orders.
    case charge = 1
    /// What orders gave back.
    case refund = 2
    case deposit = 3
    /// What staff took from a balance.
    case correction = 4
    /// What providers took.
    case cost = 5
    /// What providers gave back.
    case returnedCost = 6

    /// What staff call it.
    package var identifier: String {
        switch self {
        case .charge: "charge"
        case .refund: "refund"
        case .deposit: "deposit"
        case .correction: "correction"
        case .cost: "cost"
        case .returnedCost: "returned_cost"
        }
    }

    /// - Parameter isAddition: Whether it added to a customer's balance, or to what providers took.
    package init(_ cause: Cause, isAddition: Bool) {
        self =
            switch cause {
            case .orderCharge: .charge
            case .orderRefund: .refund
            case .credit: isAddition ? .deposit : .correction
            case .providerCharge: isAddition ? .cost : .returnedCost
            }
    }
}

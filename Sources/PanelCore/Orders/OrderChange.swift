/// What staff learned of an order. What is `nil` stays as it is.
package struct OrderChange: Sendable, Equatable {
    package let status: OrderStatus?
    package let startCount: Int64?
    package let remains: Int64?

    package init(status: OrderStatus? = nil, startCount: Int64? = nil, remains: Int64? = nil) {
        self.status = status
        self.startCount = startCount
        self.remains = remains
    }

    /// Whether it ends the order undelivered and says nothing else.
    package var onlyCancels: Bool { self == OrderChange(status: .canceled) }
}

extension Order {
    /// Takes in what is known of the order, by the rules of an order's life.
    ///
    /// Being told the same again changes nothing and refunds nothing.
    ///
    /// - Returns: What has to be given back to the customer now; zero for most changes.
    /// - Throws: ``OutcomeRefusal`` when the change is not possible; the order then is as it was.
    mutating func apply(_ change: OrderChange, at now: Timestamp) throws(OutcomeRefusal) -> Money {
        guard change != OrderChange() else { throw .nothingToChange }
        var changed = self
        if let startCount = change.startCount {
            guard startCount >= 0 else { throw .negativeStartCount }
            changed.startCount = startCount
        }
        if let remains = change.remains {
            guard (0...quantity).contains(remains) else { throw .remainsOutOfRange(quantity: quantity) }
            changed.remains = remains
        }
        if let status = change.status {
            try changed.move(to: status, reportsRemains: change.remains != nil, at: now)
        }
        let refund = try changed.settle()
        if changed != self { changed.updatedAt = now }
        self = changed
        return refund
    }

    private mutating func move(to next: OrderStatus, reportsRemains: Bool, at now: Timestamp) throws(OutcomeRefusal) {
        guard status.canBecome(next) else { throw .illegalTransition(from: status, to: next) }
        // Who says "completed" and no more says that nothing remains.
        if next == .completed, status != .completed, !reportsRemains { remains = 0 }
        if next.isFinal, finishedAt == nil { finishedAt = now }
        if next.hasStarted, !status.hasStarted { startedAt = now }
        status = next
    }

    /// Brings the refund to what the outcome asks for, and says what is missing of it.
    private mutating func settle() throws(OutcomeRefusal) -> Money {
        let due = try amountToGiveBack()
        guard let missing = due.subtracting(refunded), !missing.isNegative else {
            throw .wouldTakeBack(refunded: refunded, due: due)
        }
        guard missing > .zero else { return .zero }
        refunded = due
        refundCount += 1
        return missing
    }

    private func amountToGiveBack() throws(OutcomeRefusal) -> Money {
        switch status {
        case .pending, .processing, .inProgress, .completed:
            return .zero
        case .canceled:
            return charge
        case .partial:
            guard let remains, remains > 0 else { throw .partialWithoutRemains(quantity: quantity) }
            // `remains ≤ quantity`, so a part of the charge always fits.
            return RefundReckoning.refund(of: charge, undelivered: remains, quantity: quantity) ?? .zero
        }
    }
}

extension Scope {
    /// Takes in what is known of an order, with its account's balance loaded, and gives back what its outcome asks for.
    ///
    /// - Returns: The order as it is now.
    /// - Throws: Why it is not possible. Nothing is changed then.
    @discardableResult
    mutating func apply(
        _ change: OrderChange,
        to order: Order,
        at now: Timestamp
    ) throws(OutcomeRefusal) -> Order {
        var changed = order
        let amount = try changed.apply(change, at: now)
        guard changed != order else { return order }
        do {
            try refund(amount, of: changed, at: now)
        } catch {
            throw .balanceTooLarge
        }
        update(changed)
        return changed
    }

    /// The same for the order with this id, refused as staff are.
    @discardableResult
    mutating func apply(
        _ change: OrderChange,
        toOrder id: OrderID,
        at now: Timestamp
    ) throws(OrderHandlingRefusal) -> Order {
        guard let order = order(id) else { throw .unknown(id) }
        do throws(OutcomeRefusal) {
            return try apply(change, to: order, at: now)
        } catch {
            throw .outcome(error)
        }
    }
}

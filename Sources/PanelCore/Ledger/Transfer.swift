/// One transaction of the books: `amount` leaves `source` and reaches `destination`.
///
/// A transfer is double entry in one record: its two entries are `-amount` and `+amount`, so no transaction that
/// does not add up can be written down. Transfers are only ever added.
package struct Transfer: Sendable, Equatable {
    package let cause: Cause
    package let source: LedgerAccount
    package let destination: LedgerAccount
    /// Above zero.
    package let amount: Money
    package let at: Timestamp

    package init(cause: Cause, source: LedgerAccount, destination: LedgerAccount, amount: Money, at: Timestamp) {
        self.cause = cause
        self.source = source
        self.destination = destination
        self.amount = amount
        self.at = at
    }
}

/// Why money moved. At most one transfer has a given cause, so doing the same thing again changes nothing.
package enum Cause: Hashable, Sendable, CustomStringConvertible {
    /// An order was placed.
    case orderCharge(OrderID)
    /// An order's outcome gave money back, for the `number`th time (from 1).
    case orderRefund(OrderID, number: Int64)
    /// A deposit or a correction by staff, made unique by its reference.
    case credit(CreditID)
    /// A provider's charge for a submission became known, or changed, for the `number`th time (from 1).
    case providerCharge(SubmissionKey, number: Int64)

    /// `order:42:charge`, `order:42:refund:1`, `credit:7`, `submission:42.1:cost:1`.
    package var description: String {
        switch self {
        case .orderCharge(let id): "order:\(id):charge"
        case .orderRefund(let id, let number): "order:\(id):refund:\(number)"
        case .credit(let id): "credit:\(id)"
        case .providerCharge(let key, let number): "submission:\(key):cost:\(number)"
        }
    }

    /// The cause as three numbers, in which storage keeps it unique: the same numbers, the same cause.
    package var key: (kind: Int64, subject: Int64, number: Int64) {
        switch self {
        case .orderCharge(let id): (Cause.orderKind, id.rawValue, 0)
        case .orderRefund(let id, let number): (Cause.orderKind, id.rawValue, number)
        case .credit(let id): (Cause.creditKind, id.rawValue, 0)
        case .providerCharge(let key, let number):
            (Cause.costKind, key.order.rawValue, key.run * Cause.mostCostsPerRun + number)
        }
    }

    /// The cause that has this ``key``; `nil` when none has.
    package init?(key: (kind: Int64, subject: Int64, number: Int64)) {
        switch (key.kind, key.number) {
        case (Cause.orderKind, 0): self = .orderCharge(OrderID(rawValue: key.subject))
        case (Cause.orderKind, _): self = .orderRefund(OrderID(rawValue: key.subject), number: key.number)
        case (Cause.creditKind, 0): self = .credit(CreditID(rawValue: key.subject))
        case (Cause.costKind, Cause.mostCostsPerRun...):
            let (run, number) = key.number.quotientAndRemainder(dividingBy: Cause.mostCostsPerRun)
            let submission = SubmissionKey(order: OrderID(rawValue: key.subject), run: run)
            self = .providerCharge(submission, number: number)
        default: return nil
        }
    }

    /// ``key``'s kind of all that orders cause.
    package static let orderKind: Int64 = 1
    /// ``key``'s kind of deposits and corrections.
    package static let creditKind: Int64 = 2
    /// ``key``'s kind of what providers took.
    package static let costKind: Int64 = 3
    /// How many transfers can book what one submission costs. A provider that changes its mind more often is no longer
    /// followed.
    package static let mostCostsPerRun: Int64 = 1_000_000
}

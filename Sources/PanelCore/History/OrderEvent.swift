/// An entry of an order's history: something that happened on its way to a provider and back, or that staff did.
///
/// The charge and the refunds are not here: the books have them.
package struct OrderEvent: Sendable, Equatable {
    package let id: EventID
    package let order: OrderID
    package let at: Timestamp
    package let what: Kind
    /// Which run of a drip-feed it is about.
    package let run: Int64?
    package let provider: ProviderID?
    /// What was sent or answered, or why. Never a key. At most ``longestDetail`` bytes.
    package let detail: String
    /// Who of the staff did it.
    package let by: String?

    package static let longestDetail = 1024

    /// What happened.
    package enum Kind: String, Sendable, CaseIterable {
        case submitting
        case accepted
        case refused
        case notSent = "not_sent"
        case uncertain
        case evidence
        case held
        case staff
        case rejected
        case lateAnswer = "late_answer"
        case reported
        case contradiction
        case attention
        case cancelTaken = "cancel_taken"
        case cancelRefused = "cancel_refused"
        case refillSent = "refill_sent"
        case refillReported = "refill_reported"
        case linked
        case resubmitted
        case reportAccepted = "report_accepted"
        case refundedByStaff = "refunded_by_staff"
    }

    package init(
        id: EventID,
        order: OrderID,
        at: Timestamp,
        what: Kind,
        run: Int64? = nil,
        provider: ProviderID? = nil,
        detail: String = "",
        by: String? = nil
    ) {
        self.id = id
        self.order = order
        self.at = at
        self.what = what
        self.run = run
        self.provider = provider
        self.detail = detail.cut(toBytes: OrderEvent.longestDetail)
        self.by = by
    }
}

extension String {
    /// The beginning of it that fits `count` bytes, with `…` where something is left out.
    package func cut(toBytes count: Int) -> String {
        guard utf8.count > count else { return self }
        var end = utf8.index(utf8.startIndex, offsetBy: max(0, count - 3))
        // Not in the middle of a scalar.
        while end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
        return String(self[..<end]) + "…"
    }
}

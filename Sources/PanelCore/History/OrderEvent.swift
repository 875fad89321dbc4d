/// An entry of an order's history: something that happened on its way to a provider and back, or that staff did.
///
/// The charge and the refunds are not here: the books have them.
package struct OrderEvent: Sendable, Equatable {
    package let id: EventID
    package let order: OrderID
    package let at: Timestamp
    package let what: Payload
    /// Which run of a drip-feed it is about.
    package let run: Int64?
    package let provider: ProviderID?
    /// Who of the staff did it.
    package let by: String?

    /// What happened, with its facts. Never a key.
    package enum Payload: Equatable, Sendable {
        /// An attempt began, with these parameters but for the key.
        case submitting(sent: KeptText)
        case accepted(UpstreamID)
        case refused(KeptText, httpStatus: Int64?)
        case busy(retryAfter: Int64?)
        case notSent(CallFailure)
        case uncertain(Doubt)
        case evidence(Evidence)
        case held([Attention])
        case staff
        case rejected(Rejection)
        /// This attempt was accepted after something else was decided.
        case lateAnswer(UpstreamID, attempt: Int64)
        case reported(UpstreamReport)
        case contradiction([Attention])
        case attention([Attention])
        case cancelTaken
        case cancelRefused(KeptText)
        case refillSent(RefillID, UpstreamID)
        case refillRefused(RefillID, KeptText)
        case refillReported(RefillID, RefillStatus)
        /// The refill may have been asked for or not.
        case refillUnclear(RefillID, Doubt)
        case linked(UpstreamID, note: KeptText)
        case resubmitted(note: KeptText)
        case refillLinked(RefillID, UpstreamID, note: KeptText)
        case refillResubmitted(RefillID, note: KeptText)
        case reportAccepted(UpstreamReport, note: KeptText)
        case refundedByStaff(note: KeptText)
        /// Of before entries had types, in the words in which it was stored.
        case noted(Kind, KeptText)
    }

    /// Why nobody will deliver it.
    package enum Rejection: String, Sendable {
        /// Its providers refused it for good.
        case refused
        case canceledByCustomer = "canceled_by_customer"
    }

    /// What happened, without its facts.
    package enum Kind: String, Sendable, CaseIterable {
        case submitting
        case accepted
        case refused
        case busy
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
        case refillRefused = "refill_refused"
        case refillReported = "refill_reported"
        case refillUnclear = "refill_unclear"
        case linked
        case resubmitted
        case refillLinked = "refill_linked"
        case refillResubmitted = "refill_resubmitted"
        case reportAccepted = "report_accepted"
        case refundedByStaff = "refunded_by_staff"
    }

    package init(
        id: EventID,
        order: OrderID,
        at: Timestamp,
        what: Payload,
        run: Int64? = nil,
        provider: ProviderID? = nil,
        by: String? = nil
    ) {
        self.id = id
        self.order = order
        self.at = at
        self.what = what
        self.run = run
        self.provider = provider
        self.by = by
    }

    package var kind: Kind { what.kind }
}

extension OrderEvent.Payload {
    package var kind: OrderEvent.Kind {
        switch self {
        case .submitting: .submitting
        case .accepted: .accepted
        case .refused: .refused
        case .busy: .busy
        case .notSent: .notSent
        case .uncertain: .uncertain
        case .evidence: .evidence
        case .held: .held
        case .staff: .staff
        case .rejected: .rejected
        case .lateAnswer: .lateAnswer
        case .reported: .reported
        case .contradiction: .contradiction
        case .attention: .attention
        case .cancelTaken: .cancelTaken
        case .cancelRefused: .cancelRefused
        case .refillSent: .refillSent
        case .refillRefused: .refillRefused
        case .refillReported: .refillReported
        case .refillUnclear: .refillUnclear
        case .linked: .linked
        case .resubmitted: .resubmitted
        case .refillLinked: .refillLinked
        case .refillResubmitted: .refillResubmitted
        case .reportAccepted: .reportAccepted
        case .refundedByStaff: .refundedByStaff
        case .noted(let kind, _): kind
        }
    }

    /// An attempt's answer that is no order.
    init(_ setback: Setback) {
        switch setback {
        case .refused(let words, let status): self = .refused(words, httpStatus: status)
        case .busy(let seconds): self = .busy(retryAfter: seconds)
        case .failed(let failure): self = .notSent(failure)
        }
    }
}

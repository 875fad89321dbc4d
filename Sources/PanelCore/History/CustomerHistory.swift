/// What happened to an order, as its customer may know it: nothing of who delivers, of what that costs, or of what was
/// tried before it worked.
package struct CustomerHistory: Sendable, Equatable {
    /// The newest first.
    package let entries: [Entry]
    /// Whether it is being found out if the order was made. Nothing is lost, and nothing is charged twice.
    package let isBeingChecked: Bool

    package struct Entry: Sendable, Equatable {
        package let at: Timestamp
        package let what: What

        package init(at: Timestamp, what: What) {
            self.at = at
            self.what = what
        }
    }

    package enum What: Sendable, Equatable {
        case placed(charge: Money)
        /// Whoever delivers has it.
        case accepted
        /// - Parameter startCount: The count before the first delivery, where it is known.
        case started(startCount: Int64?)
        /// It may have been made; that is being found out.
        case beingChecked
        case cancelRequested
        case cancelRefused
        /// It got this outcome.
        case ended(OrderStatus, delivered: Int64?, undelivered: Int64?)
        case refunded(Money, RefundReckoning?)
        case refillRequested(RefillID)
        case refillStarted(RefillID)
        case refillEnded(RefillID, RefillStatus)
    }

    /// - Parameters:
    ///   - events: The order's history as staff have it, the oldest first.
    ///   - submissions: All of the order's.
    ///   - refunds: What was given back of its charge.
    ///   - refills: Those of the order.
    package init(
        of order: Order,
        events: [OrderEvent],
        submissions: [Submission],
        refunds: [Transfer],
        refills: [Refill]
    ) {
        var entries = [Entry(at: order.createdAt, what: .placed(charge: order.charge))]
        var seen = Seen()
        var doubtSince: Timestamp?
        for event in events {
            if event.what.raisesDoubt { doubtSince = event.at }
            guard let what = event.what.forCustomer(startCount: order.startCount), seen.isNew(what) else { continue }
            entries.append(Entry(at: event.at, what: what))
        }
        isBeingChecked = !order.status.isFinal && submissions.contains(where: \.isBeingSought)
        if isBeingChecked, let doubtSince { entries.append(Entry(at: doubtSince, what: .beingChecked)) }
        if let asked = order.cancelRequestedAt { entries.append(Entry(at: asked, what: .cancelRequested)) }
        if order.status.isFinal, let finishedAt = order.finishedAt {
            let ended = What.ended(order.status, delivered: order.delivered, undelivered: order.remains)
            entries.append(Entry(at: finishedAt, what: ended))
        }
        entries += refunds.map { refund in
            Entry(at: refund.at, what: .refunded(refund.amount, RefundReckoning(of: refund.amount, for: order)))
        }
        for refill in refills {
            entries.append(Entry(at: refill.createdAt, what: .refillRequested(refill.id)))
            guard !refill.status.isOpen else { continue }
            entries.append(Entry(at: refill.updatedAt, what: .refillEnded(refill.id, refill.status)))
        }
        self.entries = entries.enumerated().sorted { left, right in
            (left.element.at, left.element.what.rank, left.offset)
                > (right.element.at, right.element.what.rank, right.offset)
        }
        .map(\.element)
    }

    /// What is said once only, however often it happened: runs, and attempts, are nobody's business.
    private struct Seen {
        private var isAccepted = false
        private var isStarted = false
        private var isCancelRefused = false
        private var startedRefills: Set<RefillID> = []

        mutating func isNew(_ what: What) -> Bool {
            switch what {
            case .accepted: return Seen.set(&isAccepted)
            case .started: return Seen.set(&isStarted)
            case .cancelRefused: return Seen.set(&isCancelRefused)
            case .refillStarted(let refill): return startedRefills.insert(refill).inserted
            case .placed, .beingChecked, .cancelRequested, .ended, .refunded, .refillRequested, .refillEnded:
                return true
            }
        }

        private static func set(_ flag: inout Bool) -> Bool {
            defer { flag = true }
            return !flag
        }
    }
}

extension CustomerHistory.What {
    /// Which of two that happened at once came later.
    fileprivate var rank: Int {
        switch self {
        case .placed: 0
        case .accepted: 1
        case .started: 2
        case .beingChecked: 3
        case .cancelRequested: 4
        case .cancelRefused: 5
        case .ended: 6
        case .refunded: 7
        case .refillRequested: 8
        case .refillStarted: 9
        case .refillEnded: 10
        }
    }
}

extension Submission {
    /// Whether it is not known if a provider has it.
    fileprivate var isBeingSought: Bool {
        switch state {
        case .uncertain, .held: true
        case .queued, .submitting: isInDoubt
        case .accepted, .staff, .rejected: false
        }
    }
}

extension OrderEvent.Payload {
    /// Whether it was not known behind it if the order was made.
    fileprivate var raisesDoubt: Bool { kind == .uncertain || kind == .held }

    /// What it is for the order's customer; `nil` for what is not theirs to know.
    ///
    /// - Parameter startCount: The order's, which reports bring.
    fileprivate func forCustomer(startCount: Int64?) -> CustomerHistory.What? {
        switch self {
        case .accepted, .lateAnswer, .linked, .staff: .accepted
        case .reported(let report), .reportAccepted(let report, _):
            report.status == .inProgress ? .started(startCount: startCount) : nil
        case .cancelRefused: .cancelRefused
        case .refillReported(let refill, .inProgress): .refillStarted(refill)
        case .noted(let kind, _): kind.forCustomer
        // Attempts that came to nothing, what is looked for, and what staff decide about it.
        case .submitting, .refused, .busy, .notSent, .uncertain, .evidence, .held, .rejected, .contradiction,
            .attention,
            .cancelTaken, .refillSent, .refillRefused, .refillUnclear, .resubmitted, .refillLinked, .refillResubmitted,
            .refundedByStaff:
            nil
        // The refill itself says how it ended.
        case .refillReported(_, .pending), .refillReported(_, .completed), .refillReported(_, .rejected): nil
        }
    }
}

extension OrderEvent.Kind {
    /// Of an entry without facts.
    fileprivate var forCustomer: CustomerHistory.What? {
        switch self {
        case .accepted, .lateAnswer, .linked, .staff: .accepted
        case .cancelRefused: .cancelRefused
        case .submitting, .refused, .busy, .notSent, .uncertain, .evidence, .held, .rejected, .reported, .contradiction,
            .attention, .cancelTaken, .refillSent, .refillRefused, .refillReported, .refillUnclear, .resubmitted,
            .refillLinked, .refillResubmitted, .reportAccepted, .refundedByStaff:
            nil
        }
    }
}

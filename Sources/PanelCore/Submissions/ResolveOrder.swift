/// A staff member's decision about an order that waits for a person.
package struct ResolveOrder: StaffCommand {
    /// What was decided.
    package enum Decision: Sendable, Equatable {
        /// The provider has it under this id.
        case link(UpstreamID)
        /// The provider does not have it: send it again.
        case resubmit
        /// What the provider said last of it counts: what it took is booked, the outcome that it names is settled where
        /// there is none, and it is followed on.
        case accept
        /// Give back what is left of the charge, and follow it no longer.
        case refund
    }

    package let order: OrderID
    /// Which run of a drip-feed; `nil` for the first that waits.
    package let run: Int64?
    /// The provider that has it now; only for ``Decision/link(_:)``.
    package let provider: ProviderID?
    package let decision: Decision
    package let note: String
    /// Who decided.
    package let staff: String
    /// For the run that comes next, if one does.
    package let nextKey: IdempotencyKey
    package let now: Timestamp

    package typealias Outcome = Void

    /// - Parameter nextKey: Drawn for this decision.
    package init(
        order: OrderID,
        run: Int64?,
        provider: ProviderID?,
        decision: Decision,
        note: String,
        staff: String,
        nextKey: IdempotencyKey,
        now: Timestamp
    ) {
        self.order = order
        self.run = run
        self.provider = provider
        self.decision = decision
        self.note = note
        self.staff = staff
        self.nextKey = nextKey
        self.now = now
    }

    package func permission(in scope: Scope) -> Permission { .resolveOrders }
    package var action: AuditAction { "resolve_order" }
    package var reason: String? { note }

    package func declareReads(in reads: inout ReadSet) {
        reads.submissions.insert(order)
        reads.orders.insert(order)
        reads.balancesOfOrders.insert(order)
        if case .link(let id) = decision, let provider {
            reads.upstreamOrders.insert(UpstreamOrderKey(provider: provider, id: id))
        }
        reads.newIDs.events += 2
    }

    package func execute(in scope: inout Scope) throws(OrderHandlingRefusal) {
        guard scope.order(order) != nil else { throw .unknown(order) }
        let runs = scope.submissions(of: order)
        let waiting = runs.first(where: \.waitsForPerson)
        guard let submission = run.map({ run in runs.first { $0.key.run == run } }) ?? waiting ?? runs.first
        else { throw .hasNoProvider(order) }
        guard submission.state != .submitting else { throw .attemptIsUnderWay(order) }
        switch decision {
        case .link(let id): try link(id, submission, in: &scope)
        case .resubmit: try resubmit(submission, in: &scope)
        case .accept: try accept(submission, in: &scope)
        case .refund: try refund(runs, in: &scope)
        }
    }

    private func link(_ id: UpstreamID, _ submission: Submission, in scope: inout Scope) throws(OrderHandlingRefusal) {
        guard let upstream = submission.destination.map({ UpstreamOrderKey(provider: $0.provider, id: id) }),
            upstream.provider == provider, submission.state != .staff, submission.state != .rejected
        else { throw .hasNoProvider(order) }
        if let holder = scope.holder(of: upstream), holder != submission.key {
            throw .upstreamOrderIsTaken(id, by: holder.order)
        }
        let wasSent = submission.attempt > 0
        var submission = submission
        submission.accept(id, at: now)
        scope.update(submission)
        // Somebody else sent it, so the run after it was not made either.
        if !wasSent, let order = scope.order(order) {
            scope.scheduleNextRun(after: submission, of: order, with: nextKey, at: now)
        }
        // Another server may be the one that calls the provider.
        scope.request(PollRequest(key: submission.key, provider: upstream.provider, upstreamID: id))
        scope.note(.linked(id, note: KeptText(note)), of: submission, by: staff, at: now)
        try scope.settle(by: submission.key, at: now)
    }

    private func resubmit(_ submission: Submission, in scope: inout Scope) throws(OrderHandlingRefusal) {
        // An id that the provider never confirmed, and about which something is wrong, may have been linked wrongly.
        let isUnconfirmed = submission.report == nil && submission.attention.contains(where: \.questionsLink)
        guard submission.upstreamID == nil || isUnconfirmed, scope.order(order)?.status.isFinal == false,
            submission.outcome == nil, submission.state != .staff, submission.state != .rejected
        else { throw .isNotToBeSent(order) }
        var submission = submission
        // The key stays: should the provider have an order of it after all, it makes no other one.
        submission.upstreamID = nil
        submission.isWatched = false
        submission.state = .queued
        submission.isInDoubt = false
        submission.failures = 0
        submission.attention = []
        submission.dueAt = now
        submission.updatedAt = now
        scope.update(submission)
        scope.note(.resubmitted(note: KeptText(note)), of: submission, by: staff, at: now)
        guard submission.cancel == .wanted else { return }
        // It is not there, and the customer does not want it any more.
        scope.reject(submission, .canceledByCustomer, at: now)
        try scope.settle(by: submission.key, at: now)
    }

    private func accept(_ submission: Submission, in scope: inout Scope) throws(OrderHandlingRefusal) {
        guard let report = submission.report, let upstream = submission.upstreamOrder,
            submission.state == .accepted || submission.state == .held
        else { throw .nothingToAccept(order) }
        var submission = submission
        if submission.state == .held {
            submission.accept(upstream.id, at: now)
            scope.request(PollRequest(key: submission.key, provider: upstream.provider, upstreamID: upstream.id))
        }
        let isSettled = submission.acceptReport(at: now)
        if let charge = report.charge {
            guard !charge.isNegative, submission.canBookCost else { throw .costCanNotBeBooked(charge) }
            scope.book(charge, of: &submission, at: now)
        }
        scope.update(submission)
        scope.note(.reportAccepted(report, note: KeptText(note)), of: submission, by: staff, at: now)
        if isSettled { try scope.settle(by: submission.key, at: now) }
    }

    /// Gives the whole order back, whatever became of single runs.
    private func refund(_ runs: [Submission], in scope: inout Scope) throws(OrderHandlingRefusal) {
        guard !runs.contains(where: { $0.state == .submitting }) else { throw .attemptIsUnderWay(order) }
        for var submission in runs {
            submission.reject(at: now)
            scope.update(submission)
        }
        if let first = runs.first {
            scope.note(.refundedByStaff(note: KeptText(note)), of: first, by: staff, at: now)
        }
        try scope.apply(OrderChange(status: .canceled), toOrder: order, at: now)
    }
}

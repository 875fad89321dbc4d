/// Writes down what became of an attempt, and decides where the order goes from there.
package struct RecordAnswer: Command {
    /// What it is the answer to.
    package let attempt: Attempt
    package let service: ServiceID
    package let answer: SubmissionAnswer
    /// The caller's key for the provider that it goes to next, if it does.
    package let nextKey: IdempotencyKey
    package let now: Timestamp

    /// Whether the provider has it from now on, under the id that it answered: then it is to be followed.
    package typealias Outcome = Bool
    package typealias Refusal = OrderHandlingRefusal

    /// - Parameter nextKey: Drawn for this answer.
    package init(
        _ answer: SubmissionAnswer,
        to attempt: Attempt,
        service: ServiceID,
        nextKey: IdempotencyKey,
        now: Timestamp
    ) {
        self.attempt = attempt
        self.service = service
        self.answer = answer
        self.nextKey = nextKey
        self.now = now
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.insert(attempt, linking: answer.upstreamID)
        reads.load(Service.self, service)
        if answer.canEndOrder { reads.openRuns.insert(key.order) }
        // Whether the provider knows the key decides what becomes of a refusal that nobody knows.
        if answer.isUnknownRefusal { reads.loadAll(Provider.self) }
        reads.newIDs.events += 4
    }

    private var key: SubmissionKey { attempt.key }
    private var provider: ProviderID { attempt.provider }

    package func execute(in scope: inout Scope) throws(OrderHandlingRefusal) -> Bool {
        let wasAccepted = scope.submission(key)?.state == .accepted
        try take(in: &scope)
        return !wasAccepted && scope.submission(key)?.state == .accepted
    }

    private func take(in scope: inout Scope) throws(OrderHandlingRefusal) {
        guard var submission = scope.submission(key) else { throw .unknown(key.order) }
        guard isCurrent(submission) else { return try takeLate(submission, in: &scope) }
        if answer.provesThatNothingWasMade, submission.state == .submitting, !submission.isInDoubt,
            submission.cancel == .wanted
        {
            // The customer canceled it meanwhile, and nobody has it: it is not tried again.
            if let setback = answer.setback { scope.note(.init(setback), of: submission, at: now) }
            return try reject(submission, .canceledByCustomer, in: &scope)
        }
        switch answer {
        case .accepted(let id): try accept(id, &submission, in: &scope)
        case .refused(let refusal): try refuse(refusal, &submission, in: &scope)
        case .busy(let retryAfter):
            guard submission.state == .submitting else { return }
            scope.note(.busy(retryAfter: retryAfter), of: submission, at: now)
            postpone(&submission, .busy(retryAfter: retryAfter), in: &scope)
        case .notSent(let failure): retryElsewhere(failure, &submission, in: &scope)
        case .unclear(let failure):
            guard submission.state != .held else { return }
            submission.doubt(until: next(Backoff.evidence, after: submission), at: now)
            scope.update(submission)
            scope.note(.uncertain(.unclear(.failed(failure))), of: submission, at: now)
        }
    }

    /// Whether the attempt is the last one and nothing was decided without its answer. An answer that comes after the
    /// lease is evidence all the same.
    private func isCurrent(_ submission: Submission) -> Bool {
        guard submission.attempt == attempt.number, submission.destination?.provider == provider else { return false }
        switch submission.state {
        case .submitting: return true
        case .uncertain, .held: return submission.upstreamID == nil
        case .queued, .staff, .accepted, .rejected: return false
        }
    }

    /// An answer to an attempt that something was decided about since.
    private func takeLate(_ submission: Submission, in scope: inout Scope) throws(OrderHandlingRefusal) {
        guard case .accepted(let id) = answer, submission.upstreamID != id else { return }
        var submission = submission
        let reason = Attention.acceptedLate(id, attempt: attempt.number)
        scope.note(.lateAnswer(id, attempt: attempt.number), of: submission, at: now)
        switch submission.state {
        case .queued, .submitting:
            // Somebody was sure that it was not made. It was, and sending it again would make it twice.
            if submission.destination?.provider == provider { return try accept(id, &submission, in: &scope) }
            // It is sent to nobody else, whatever the provider says that is asked at this moment.
            submission.isInDoubt = true
            submission.hold(because: [reason], at: now)
            return scope.update(submission)
        case .accepted:
            // The provider may have it twice. The next report would say nothing of that.
            submission.isInDoubt = true
            submission.hold(because: [reason], at: now)
            return scope.update(submission)
        case .rejected:
            // It is there, and no submission has it.
            submission.isInDoubt = true
        case .uncertain, .held, .staff: break
        }
        if !submission.attention.contains(reason) { submission.attention.append(reason) }
        submission.updatedAt = now
        scope.update(submission)
    }

    private func accept(
        _ id: UpstreamID,
        _ submission: inout Submission,
        in scope: inout Scope
    ) throws(OrderHandlingRefusal) {
        let upstream = UpstreamOrderKey(provider: provider, id: id)
        if let other = scope.holder(of: upstream), other != key {
            return holdWrong(.upstreamOrderIsTaken(id, by: other.order), &submission, in: &scope)
        }
        // Only of a key that was sent before that can it have made this order by then.
        if let moment = scope[OrphanOrder.self, upstream]?.seenAt, submission.keySentAt.map({ $0 > moment }) ?? true {
            return holdWrong(.upstreamOrderIsOlder(id), &submission, in: &scope)
        }
        let others = submission.attention.filter(\.isLateAcceptance)
        submission.accept(id, at: now)
        scope.update(submission)
        scope.note(.accepted(id), of: submission, at: now)
        try scope.settle(by: key, at: now)
        guard !others.isEmpty, var twice = scope.submission(key) else { return }
        // Another provider has it too.
        twice.isInDoubt = true
        twice.hold(because: others, at: now)
        scope.update(twice)
    }

    /// The answer names another order than the one that was made, if one was.
    private func holdWrong(_ reason: Attention, _ submission: inout Submission, in scope: inout Scope) {
        submission.isInDoubt = true
        submission.hold(because: [reason], at: now)
        scope.update(submission)
        scope.note(.held(submission.attention), of: submission, at: now)
    }

    // MARK: Refusals

    private func refuse(
        _ refusal: SubmissionAnswer.Refusal,
        _ submission: inout Submission,
        in scope: inout Scope
    ) throws(OrderHandlingRefusal) {
        guard !submission.isInDoubt, submission.state == .submitting else {
            // The refusal is of this attempt; an earlier one may have made the order.
            return refuseInDoubt(refusal, &submission, in: &scope)
        }
        guard let meaning = refusal.meaning else { return doubtRefusal(refusal, &submission, in: &scope) }
        scope.note(.init(refusal.setback), of: submission, at: now)
        switch meaning {
        case .tryLater: postpone(&submission, refusal.setback, in: &scope)
        case .nextProviderElseLater:
            guard !redirect(&submission, in: &scope) else { return }
            postpone(&submission, refusal.setback, in: &scope)
        case .nextProviderElseReject:
            guard !redirect(&submission, in: &scope) else { return }
            try reject(submission, .refused, in: &scope)
        case .final: try reject(submission, .refused, in: &scope)
        }
    }

    /// Words that nobody knows do not say whether an order was made. Where the provider makes one order of each key, it
    /// is sent once more: that finds the order or makes it, and what only went wrong for a moment needs nobody. Staff
    /// are told already; when such words come again, it is theirs.
    private func doubtRefusal(
        _ refusal: SubmissionAnswer.Refusal,
        _ submission: inout Submission,
        in scope: inout Scope
    ) {
        let reason = Attention.unknownRefusal(KeptText(refusal.words))
        if let terms = scope[Provider.self, provider]?.terms, submission.canBeRepeated(at: now, under: terms) {
            submission.doubt(until: next(Backoff.evidence, after: submission), at: now)
            submission.tell(reason)
            scope.note(.uncertain(.unclear(refusal.setback)), of: submission, at: now)
        } else {
            submission.isInDoubt = true
            submission.hold(because: [reason], at: now)
            scope.note(.held(submission.attention), of: submission, at: now)
        }
        scope.update(submission)
    }

    private func refuseInDoubt(
        _ refusal: SubmissionAnswer.Refusal,
        _ submission: inout Submission,
        in scope: inout Scope
    ) {
        scope.note(.init(refusal.setback), of: submission, at: now)
        guard submission.state == .submitting else { return }
        let isUnknown = refusal.meaning == nil
        let unknown = Attention.unknownRefusal(KeptText(refusal.words))
        let isRepeated = isUnknown && submission.attention.contains(where: \.isUnknownRefusal)
        if isRepeated || submission.failures >= Submission.failuresBeforeAttention {
            submission.hold(because: [isUnknown ? unknown : .refusedInDoubt(refusal.setback)], at: now)
        } else {
            if isUnknown { submission.tell(unknown) }
            submission.postpone(to: next(Backoff.retry, after: submission), at: now)
        }
        scope.update(submission)
    }

    // MARK: Elsewhere or later

    private func retryElsewhere(_ failure: CallFailure, _ submission: inout Submission, in scope: inout Scope) {
        // Proof for this attempt; what the lease or an earlier attempt left in doubt is not proven by it.
        guard submission.state == .submitting else { return }
        scope.note(.notSent(failure), of: submission, at: now)
        if !submission.isInDoubt, submission.failures + 1 >= Submission.attemptsBeforeNextRoute,
            redirect(&submission, in: &scope)
        {
            return
        }
        postpone(&submission, .failed(failure), in: &scope)
    }

    private func postpone(_ submission: inout Submission, _ setback: Setback, in scope: inout Scope) {
        guard submission.state == .submitting else { return }
        var moment = next(Backoff.retry, after: submission)
        if case .busy(let seconds?) = setback {
            moment = max(moment, now.adding(seconds: min(seconds, LongestPause.retryAfter)))
        }
        submission.postpone(to: moment, at: now)
        if submission.failures >= Submission.failuresBeforeAttention {
            submission.tell(.attemptsFailed(submission.failures, last: setback))
        }
        scope.update(submission)
    }

    /// The moment to go on at, after one more attempt of a submission came to nothing.
    private func next(_ backoff: Backoff, after submission: Submission) -> Timestamp {
        backoff.next(after: submission.failures + 1, spread: key.order.rawValue, from: now)
    }

    /// Sends it the next way that there is.
    private func redirect(_ submission: inout Submission, in scope: inout Scope) -> Bool {
        let position = Int(submission.destination?.position ?? -1)
        guard let next = scope.nextRoute(for: submission, from: position + 1) else { return false }
        let destination = Submission.Destination(position: next.position, route: next.route)
        submission.redirect(to: destination, with: nextKey, at: now)
        scope.update(submission)
        if submission.state == .staff { scope.note(.staff, of: submission, at: now) }
        return true
    }

    /// Nobody delivers it, nor what was still to run of it: what was not delivered is given back.
    private func reject(
        _ submission: Submission,
        _ rejection: OrderEvent.Rejection,
        in scope: inout Scope
    ) throws(OrderHandlingRefusal) {
        scope.reject(submission, rejection, at: now)
        for var other in scope.openRuns(of: key.order) where other.state == .queued && !other.isInDoubt {
            other.reject(at: now)
            scope.update(other)
        }
        try scope.settle(by: key, at: now)
    }
}

extension SubmissionAnswer {
    fileprivate var upstreamID: UpstreamID? {
        if case .accepted(let id) = self { id } else { nil }
    }

    /// Whether it is a refusal whose words do not say whether an order was made.
    package var isUnknownRefusal: Bool {
        if case .refused(let refusal) = self { refusal.meaning == nil } else { false }
    }

    /// Whether nobody may be left to deliver the order after it.
    fileprivate var canEndOrder: Bool {
        guard case .refused(let refusal) = self else { return false }
        return switch refusal.meaning {
        case .nextProviderElseReject, .final: true
        case .tryLater, .nextProviderElseLater, nil: false
        }
    }

    fileprivate var provesThatNothingWasMade: Bool {
        switch self {
        case .refused(let refusal): refusal.meaning != nil
        case .busy, .notSent: true
        case .accepted, .unclear: false
        }
    }
}

extension Scope {
    /// The first route from `position` on that a submission, whose service and order must be loaded, can take.
    ///
    /// A drip-feed stays what it was made as, one order upstream or one for each run: the other kind of route would
    /// deliver each run several times, or one run instead of all.
    fileprivate func nextRoute(for submission: Submission, from position: Int) -> (position: Int, route: Route)? {
        guard let service = self[Service.self, submission.service] else { return nil }
        let isDripFeed = order(submission.key.order)?.dripFeed != nil
        var next = service.nextRoute(from: position)
        while isDripFeed, let found = next, found.route.provider != nil,
            found.route.relaysDripFeed != submission.destination?.relaysDripFeed
        {
            next = service.nextRoute(from: found.position + 1)
        }
        return next
    }

    /// Notes that nobody will deliver a submission. The order is settled by whoever calls it.
    mutating func reject(_ submission: Submission, _ rejection: OrderEvent.Rejection, at now: Timestamp) {
        var submission = submission
        submission.reject(at: now)
        update(submission)
        note(.rejected(rejection), of: submission, at: now)
    }
}

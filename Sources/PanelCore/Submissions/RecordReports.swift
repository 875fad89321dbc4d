/// Writes down what a provider says of orders that it has, and settles their outcomes.
package struct RecordReports: Command {
    /// What it says of one.
    package struct Item: Sendable {
        package let key: SubmissionKey
        /// The order that was asked for; a report of another one, from before it was linked anew, does not count.
        package let upstreamID: UpstreamID
        package let answer: Answer

        package init(key: SubmissionKey, upstreamID: UpstreamID, answer: Answer) {
            self.key = key
            self.upstreamID = upstreamID
            self.answer = answer
        }
    }

    /// What was learned.
    package enum Answer: Sendable {
        case report(UpstreamReport)
        /// The provider does not know the order any more, in its own words.
        case unknown(words: String)
        /// Nothing new for so many days.
        case silent(days: Int64)
        /// The outcome stands and need not be asked for any longer.
        case settled
    }

    package let provider: ProviderID
    package let items: [Item]
    package let now: Timestamp

    /// What became of each submission, for whoever polls them.
    package enum Result: Sendable, Equatable {
        /// It has no outcome yet.
        case open
        /// It has no outcome yet, though its provider names one. What the provider says after ``Submission/secondLook``
        /// is to be written down even if it is the same.
        case doubtful
        /// It has one.
        case settled
        /// It need not be asked for any longer.
        case dropped
    }

    package typealias Outcome = [SubmissionKey: Result]
    /// Each report is taken or held by itself; the command as a whole is never refused.
    package typealias Refusal = Never

    package init(provider: ProviderID, items: [Item], now: Timestamp) {
        self.provider = provider
        self.items = items
        self.now = now
    }

    package func declareReads(in reads: inout ReadSet) {
        for item in items {
            reads.runs.insert(item.key)
            reads.orders.insert(item.key.order)
            reads.balancesOfOrders.insert(item.key.order)
        }
        reads.newIDs.events += 2 * Int64(items.count)
    }

    package func execute(in scope: inout Scope) -> Outcome {
        var outcome: Outcome = [:]
        for item in items {
            carryOut(item, in: &scope)
            let submission = scope.submission(item.key)
            guard let submission, submission.isWatched, submission.upstreamID == item.upstreamID else {
                outcome[item.key] = .dropped
                continue
            }
            outcome[item.key] = submission.isDoubtful ? .doubtful : submission.outcome == nil ? .open : .settled
        }
        return outcome
    }

    private func carryOut(_ item: Item, in scope: inout Scope) {
        guard let submission = scope.submission(item.key), submission.upstreamID == item.upstreamID,
            submission.destination?.provider == provider, submission.isWatched
        else { return }
        switch item.answer {
        case .report(let report): take(report, of: submission, in: &scope)
        case .unknown(let words):
            flag(submission, .unknownToProvider(item.upstreamID, KeptText(words)), in: &scope)
        case .silent(let days): flag(submission, .silent(days: days), in: &scope)
        case .settled:
            var submission = submission
            submission.isWatched = false
            scope.update(submission)
        }
    }

    private func take(_ report: UpstreamReport, of before: Submission, in scope: inout Scope) {
        guard before.canLearn(from: report), let order = scope.order(before.key.order) else { return }
        var submission = before
        let effect = submission.take(report, at: now)
        let objection = report.charge.flatMap { submission.objection(to: $0, for: order) }
        if let objection { submission.attention.append(objection) }
        guard
            submission.report != before.report || submission.attention != before.attention
                || submission.outcome != before.outcome
        else { return }
        if before.report?.statusText != report.statusText {
            scope.note(.reported(report), of: submission, at: now)
        }
        if submission.isFlapping {
            // Its last report is not taken in, so that it still counts when it is followed again.
            var unmoved = before
            unmoved.reversals = submission.reversals
            return contradict(before, unmoved, .changedItsMind(unmoved.reversals, last: report), in: &scope)
        }
        if objection == nil, let charge = report.charge { scope.book(charge, of: &submission, at: now) }
        scope.update(submission)
        do throws(OutcomeRefusal) {
            if effect == .moved { try scope.settle(order, by: submission.key, at: now) }
        } catch {
            return contradict(before, submission, .outcomeRefused(error), in: &scope)
        }
        if case .contradicts(let reason) = effect {
            contradict(before, submission, reason, in: &scope)
        } else if !submission.attention.isEmpty, submission.attention != before.attention {
            scope.note(.attention(submission.attention), of: submission, at: now)
        }
    }

    /// The outcome stays as it was settled, and a person decides.
    private func contradict(
        _ before: Submission,
        _ submission: Submission,
        _ reason: Attention,
        in scope: inout Scope
    ) {
        var submission = submission
        submission.outcome = before.outcome
        submission.hold(because: [reason], at: now)
        scope.update(submission)
        scope.note(.contradiction([reason]), of: submission, at: now)
    }

    /// A report clears what is flagged here, so that the two can take turns without end as reports can.
    private func flag(_ before: Submission, _ reason: Attention, in scope: inout Scope) {
        var submission = before
        submission.attention = [reason]
        guard submission.attention != before.attention else { return }
        submission.reversals += 1
        if submission.isFlapping {
            return contradict(before, submission, .changedItsMind(submission.reversals, last: nil), in: &scope)
        }
        scope.update(submission)
        scope.note(.attention(submission.attention), of: submission, at: now)
    }
}

extension Submission {
    /// Whether its provider has changed its mind too often to follow it any longer.
    fileprivate var isFlapping: Bool { reversals >= Submission.mostReversals }
}

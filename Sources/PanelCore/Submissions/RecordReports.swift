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
            reads.submissions.insert(item.key.order)
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
            let isFollowed = submission?.isWatched == true && submission?.upstreamID == item.upstreamID
            outcome[item.key] = isFollowed ? submission?.outcome == nil ? .open : .settled : .dropped
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
            flag(submission, "The provider does not know \(item.upstreamID): \(words)", in: &scope)
        case .silent(let days): flag(submission, "Nothing new was heard of it for \(days) days.", in: &scope)
        case .settled:
            var submission = submission
            submission.isWatched = false
            scope.update(submission)
        }
    }

    private func take(_ report: UpstreamReport, of submission: Submission, in scope: inout Scope) {
        guard submission.report != report || submission.attention != nil else { return }
        let before = submission
        var submission = submission
        let effect = submission.take(report, at: now)
        guard
            submission.report != before.report || submission.attention != before.attention
                || submission.outcome != before.outcome
        else { return }
        book(report.charge, &submission, in: &scope)
        scope.update(submission)
        if before.report?.statusText != report.statusText {
            scope.note(.reported, of: submission, detail: report.words, at: now)
        }
        switch effect {
        case .noted: break
        case .needsAttention(let reason): scope.note(.attention, of: submission, detail: reason, at: now)
        case .contradicts(let reason): contradict(before, submission, reason, in: &scope)
        case .moved:
            do throws(StaffRefusal) {
                try scope.settle(submission.key.order, at: now)
            } catch {
                contradict(before, submission, error.description, in: &scope)
            }
        }
    }

    /// The outcome stays as it was settled, and a person decides.
    private func contradict(
        _ before: Submission,
        _ submission: Submission,
        _ reason: String,
        in scope: inout Scope
    ) {
        var submission = submission
        submission.outcome = before.outcome
        submission.hold(because: reason, at: now)
        scope.update(submission)
        scope.note(.contradiction, of: submission, detail: reason, at: now)
    }

    private func flag(_ submission: Submission, _ reason: String, in scope: inout Scope) {
        let before = submission.attention
        var submission = submission
        submission.attention = reason
        guard submission.attention != before else { return }
        scope.update(submission)
        scope.note(.attention, of: submission, detail: reason, at: now)
    }

    /// Books what the provider took since the last time, or gave back.
    private func book(_ charge: Money?, _ submission: inout Submission, in scope: inout Scope) {
        guard let charge, !charge.isNegative, charge != submission.cost,
            submission.costCount + 1 < Cause.mostCostsPerRun
        else { return }
        let isMore = charge > submission.cost
        let larger = isMore ? charge : submission.cost
        guard let amount = larger.subtracting(isMore ? submission.cost : charge) else { return }
        let house = LedgerAccount.provider(provider)
        let cause = Cause.providerCharge(submission.key, number: submission.costCount + 1)
        let (source, destination) = isMore ? (house, LedgerAccount.providerCost) : (LedgerAccount.providerCost, house)
        // Accounts of the house are not limited by a balance, so nothing can refuse.
        try? scope.transfer(amount, from: source, to: destination, cause: cause, at: now)
        submission.cost = charge
        submission.costCount += 1
    }
}

extension UpstreamReport {
    /// In one line, for an order's history.
    package var words: String {
        var parts = [statusText]
        if let startCount { parts.append("start \(startCount)") }
        if let remains { parts.append("remains \(remains)") }
        if let charge { parts.append("charge \(charge)") }
        return parts.joined(separator: ", ")
    }
}

/// Writes down what was found out about a submission that may have been made.
package struct RecordEvidence: Command {
    /// What was found.
    package enum Finding: Sendable, Equatable {
        /// The provider has exactly one order that can be this one.
        case found(UpstreamID)
        /// Not clear yet; look again.
        case unclear
        /// It will not become clear by itself.
        case inconclusive

        fileprivate var upstreamID: UpstreamID? {
            if case .found(let id) = self { id } else { nil }
        }
    }

    /// What it is about.
    package let attempt: Attempt
    package let finding: Finding
    /// What it was found out by, for the order's history.
    package let evidence: Evidence
    package let now: Timestamp

    /// Whether the provider has it from now on, under the id that was found: then it is to be followed.
    package typealias Outcome = Bool
    package typealias Refusal = OrderHandlingRefusal

    package init(
        _ finding: Finding,
        about attempt: Attempt,
        evidence: Evidence,
        now: Timestamp
    ) {
        self.attempt = attempt
        self.finding = finding
        self.evidence = evidence
        self.now = now
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.insert(attempt, linking: finding.upstreamID)
        reads.newIDs.events += 2
    }

    package func execute(in scope: inout Scope) throws(OrderHandlingRefusal) -> Bool {
        let key = attempt.key
        guard var submission = scope.submission(key) else { throw .unknown(key.order) }
        guard submission.state == .uncertain, submission.attempt == attempt.number else { return false }
        scope.note(.evidence(evidence), of: submission, at: now)
        switch finding {
        case .found(let id) where scope.isFree(UpstreamOrderKey(provider: attempt.provider, id: id)):
            submission.accept(id, at: now)
            scope.update(submission)
            try scope.settle(by: key, at: now)
            return true
        case .unclear:
            submission.failures += 1
            let spread = key.order.rawValue
            submission.dueAt = Backoff.evidence.next(after: submission.failures, spread: spread, from: now)
            scope.update(submission)
        case .found, .inconclusive:
            submission.hold(because: [.inconclusive(evidence)], at: now)
            scope.update(submission)
            scope.note(.held(submission.attention), of: submission, at: now)
        }
        return false
    }
}

extension Scope {
    /// Whether an order of a provider is no other order's here, and not of a life that was lost.
    fileprivate func isFree(_ upstream: UpstreamOrderKey) -> Bool {
        holder(of: upstream) == nil && self[OrphanOrder.self, upstream] == nil
    }
}

/// Begins attempts to hand orders to a provider. Once this is committed, and not before, they may be sent.
package struct ClaimSubmissions: Command {
    /// One submission to claim, as it was read.
    package struct Claim: Sendable {
        package let key: SubmissionKey
        package let service: ServiceID
        /// Where it will be sent: a submission that goes another way by now is not claimed.
        package let destination: Submission.Destination?
        /// The caller's key that it will be sent with.
        package let idempotencyKey: IdempotencyKey?
        /// The caller's key of the run that follows in a drip-feed.
        package let nextKey: IdempotencyKey
        /// What will be sent, without the key of the API: it goes into the order's history.
        package let sent: String

        /// - Parameter nextKey: Drawn for this claim.
        package init(_ submission: Submission, sent: String, nextKey: IdempotencyKey) {
            key = submission.key
            service = submission.service
            destination = submission.destination
            idempotencyKey = submission.idempotencyKey
            self.nextKey = nextKey
            self.sent = sent
        }
    }

    package let provider: ProviderID
    package let claims: [Claim]
    /// When an attempt that was not heard of again is given up for lost.
    package let lease: Timestamp
    /// The highest id that the provider is known to have given out.
    package let lastUpstreamID: Int64?
    package let now: Timestamp

    /// The number of the attempt, for each submission that may be sent now.
    package typealias Outcome = [SubmissionKey: Int64]
    /// What cannot be claimed is left out; the command as a whole is never refused.
    package typealias Refusal = Never

    package init(
        provider: ProviderID,
        claims: [Claim],
        lease: Timestamp,
        lastUpstreamID: Int64? = nil,
        now: Timestamp
    ) {
        self.provider = provider
        self.lastUpstreamID = lastUpstreamID
        self.claims = claims
        self.lease = lease
        self.now = now
    }

    package func declareReads(in reads: inout ReadSet) {
        for claim in claims {
            reads.runs.insert(claim.key)
            reads.orders.insert(claim.key.order)
            reads.services.insert(claim.service)
        }
        reads.providers = true
        reads.newIDs.events += Int64(claims.count)
    }

    package func execute(in scope: inout Scope) -> Outcome {
        guard let provider = scope.provider(provider), provider.removedAt == nil else { return [:] }
        var outcome: Outcome = [:]
        for claim in claims {
            guard var submission = scope.submission(claim.key), let order = scope.order(claim.key.order),
                submission.destination?.provider == provider.id, submission.destination == claim.destination,
                submission.idempotencyKey == claim.idempotencyKey,
                submission.canBeClaimed(at: now, under: provider.terms),
                // A paused provider gets nothing new; what it may have already is still found out.
                !provider.isPaused || submission.state == .uncertain
            else { continue }
            let isFirst = submission.attempt == 0
            submission.claim(until: lease, after: lastUpstreamID, under: provider.terms, at: now)
            submission.expectedCost = scope.cost(of: submission, for: order)
            scope.update(submission)
            scope.note(.submitting, of: submission, detail: claim.sent, at: now)
            if isFirst { scope.scheduleNextRun(after: submission, of: order, with: claim.nextKey, at: now) }
            outcome[claim.key] = submission.attempt
        }
        return outcome
    }
}

extension Scope {
    /// What the route that a submission takes costs by now, as far as it is known. The service must be loaded.
    fileprivate func cost(of submission: Submission, for order: Order) -> Money? {
        guard let destination = submission.destination, let routes = service(submission.service)?.routes,
            let route = routes.first(where: {
                $0.target == .provider(destination.provider, service: destination.service)
            })
        else { return nil }
        return route.cost?.scaled(by: submission.quantity, over: order.type.rateUnit)
    }
}

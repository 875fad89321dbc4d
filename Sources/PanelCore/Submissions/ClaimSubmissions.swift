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
        /// The most that each post of a subscription gets.
        package let piecesPerPost: Int64?

        /// - Parameters:
        ///   - parameters: What the customer sent with the order besides link and quantity.
        ///   - nextKey: Drawn for this claim.
        package init(
            _ submission: Submission,
            sent: String,
            parameters: [ParameterSet.Entry] = [],
            nextKey: IdempotencyKey
        ) {
            key = submission.key
            service = submission.service
            destination = submission.destination
            idempotencyKey = submission.idempotencyKey
            self.nextKey = nextKey
            self.sent = sent
            piecesPerPost = parameters.piecesPerPost
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
            reads.load(Service.self, claim.service)
        }
        reads.loadAll(Provider.self)
        reads.newIDs.events += Int64(claims.count)
    }

    package func execute(in scope: inout Scope) -> Outcome {
        guard let provider = scope[Provider.self, provider], provider.removedAt == nil else { return [:] }
        let rule = SendingRule(provider.terms, isPaused: provider.isPaused, at: now)
        var outcome: Outcome = [:]
        for claim in claims {
            guard var submission = scope.submission(claim.key), let order = scope.order(claim.key.order),
                submission.destination?.provider == provider.id, submission.destination == claim.destination,
                submission.idempotencyKey == claim.idempotencyKey, rule.admits(submission)
            else { continue }
            let isFirst = submission.attempt == 0
            submission.claim(until: lease, after: lastUpstreamID, under: provider.terms, at: now)
            submission.expectedCost = scope[Service.self, submission.service]?
                .cost(of: submission, for: order, piecesPerPost: claim.piecesPerPost)
            scope.update(submission)
            scope.note(.submitting(sent: KeptText(claim.sent)), of: submission, at: now)
            if isFirst { scope.scheduleNextRun(after: submission, of: order, with: claim.nextKey, at: now) }
            outcome[claim.key] = submission.attempt
        }
        return outcome
    }
}

extension Service {
    /// What the provider of a submission takes for it by now, as far as that is known.
    ///
    /// - Parameter piecesPerPost: The most that each post of a subscription gets.
    package func cost(of submission: Submission, for order: Order, piecesPerPost: Int64?) -> Money? {
        guard type == order.type, let destination = submission.destination else { return nil }
        let target = Route.Target.provider(destination.provider, service: destination.service)
        guard let cost = routes.first(where: { $0.target == target })?.cost else { return nil }
        return price(of: submission.quantity, piecesPerPost: piecesPerPost, at: cost)
    }
}

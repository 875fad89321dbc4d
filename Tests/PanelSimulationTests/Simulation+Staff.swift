import PanelCore

/// What staff do. They err in nothing: they look at the provider's truth, and wait until it is certain.
extension Simulation {
    func staffRound() {
        guard isRunning else { return plan(120_000) { [unowned self] in staffRound() } }
        for runs in store.runs {
            // One decision about an order at a time: the next depends on it.
            for submission in runs where look(at: submission) { break }
        }
        for order in store.orders { deliver(order) }
        for refill in store.refills where isForStaff(refill) && random.chance(60) {
            see(to: refill)
        }
        // At the end they come when all else rests.
        guard hasFaults else { return }
        plan(random.number(random.chance(30) ? 1...10 : 30...180) * 60_000) { [unowned self] in staffRound() }
    }

    /// Whether something waits for a person who can do something about it.
    var needsStaff: Bool {
        store.runs.contains { $0.contains(where: needsStaff) }
            || store.orders.contains { store.runs[$0.id.index].isEmpty && !$0.status.isFinal }
            || store.refills.contains(where: isForStaff)
    }

    private func needsStaff(_ submission: Submission) -> Bool {
        switch submission.state {
        case .held: submission.upstreamID == nil
        case .staff: !store.orders[submission.key.order.index].status.isFinal
        case .accepted: isWronglyLinked(submission) || isRightAfterAll(submission)
        case .queued, .submitting, .uncertain, .rejected: false
        }
    }

    /// Whether nobody else sees to a refill: a provider that was removed is not asked any more.
    private func isForStaff(_ refill: Refill) -> Bool {
        guard refill.status.isOpen, let relay = refill.relay else { return refill.status.isOpen }
        return relay.state == .unclear || store.provider(relay.provider).removedAt != nil
    }

    private func see(to refill: Refill) {
        guard let relay = refill.relay, store.provider(relay.provider).removedAt == nil, random.chance(60) else {
            return perform(UpdateRefill(id: refill.id, status: random.pick([.completed, .rejected]), now: now))
        }
        let truth = providers[Int(relay.provider.rawValue) - 1].refills.first { $0.tag == refill.id }
        perform(
            ResolveRefill(
                id: refill.id,
                order: refill.order,
                decision: truth.map { .link($0.id) } ?? .resubmit,
                note: "",
                staff: "anna",
                now: now
            )
        )
    }

    private func model(of submission: Submission) -> ModelProvider? {
        submission.destination.map { providers[Int($0.provider.rawValue) - 1] }
    }

    private func isWronglyLinked(_ submission: Submission) -> Bool {
        guard let id = submission.upstreamID, let provider = model(of: submission) else { return false }
        return provider[id]?.tag != submission.key
    }

    /// Whether what staff have to look at is what the provider truly says.
    private func isRightAfterAll(_ submission: Submission) -> Bool {
        guard !submission.attention.isEmpty, let report = submission.report, let id = submission.upstreamID,
            let provider = model(of: submission), let truth = provider[id]
        else { return false }
        return report == provider.report(of: truth)
    }

    /// - Returns: Whether something was decided.
    private func look(at submission: Submission) -> Bool {
        guard let provider = model(of: submission) else { return false }
        lazy var truth = provider.orders(of: submission.key).first
        switch submission.state {
        case .held where submission.upstreamID == nil:
            return decide(submission, truth, provider)
        case .held where hasFaults && isRightAfterAll(submission) && random.chance(30):
            return resolve(submission, .accept)
        case .held where hasFaults && random.chance(20):
            // The provider contradicted itself. The customer gets the benefit of it, or it is followed again.
            if random.chance(50) { return resolve(submission, .refund) }
            return truth.map { resolve(submission, .link($0.id)) } ?? false
        case .uncertain where random.chance(10):
            return truth.map { resolve(submission, .link($0.id)) } ?? false
        case .accepted where isWronglyLinked(submission) && !submission.attention.isEmpty:
            return truth.map { resolve(submission, .link($0.id)) } ?? false
        case .accepted where isRightAfterAll(submission):
            return resolve(submission, .accept)
        case .queued where !submission.attention.isEmpty && random.chance(20):
            return resolve(submission, random.chance(50) ? .refund : .resubmit)
        case .queued, .submitting, .uncertain, .held, .staff, .accepted, .rejected:
            return false
        }
    }

    private func decide(
        _ submission: Submission,
        _ truth: ModelProvider.Truth?,
        _ provider: ModelProvider
    ) -> Bool {
        // Customers who do not want to wait get their money back, whatever shows up at the provider.
        if hasFaults, random.chance(15), resolve(submission, .refund, inDoubt: true) {
            if truth != nil || provider.pending[submission.key, default: 0] > 0 { note(.givenUp, submission.key) }
            return true
        }
        // In a life that was lost it may have gone another way. Its customer gets the benefit of that.
        let isElsewhere = providers.contains { other in
            other.id != provider.id
                && (!other.orders(of: submission.key).isEmpty || other.pending[submission.key, default: 0] > 0)
        }
        guard !isElsewhere else { return resolve(submission, .refund, inDoubt: true) }
        if let truth {
            guard store.holder(of: truth.id, at: provider.id) == nil else { return false }
            return resolve(submission, .link(truth.id))
        }
        // It may still be made: a request can take its time.
        guard provider.pending[submission.key, default: 0] == 0 else { return false }
        return resolve(submission, random.chance(60) ? .resubmit : .refund)
    }

    private func resolve(
        _ submission: Submission,
        _ decision: ResolveOrder.Decision,
        inDoubt: Bool = false
    ) -> Bool {
        if decision == .refund, !canBeRefunded(submission.key.order, inDoubt: inDoubt) { return false }
        trace.note(at: now.milliseconds, "resolve", [submission.key.order.rawValue, submission.key.run]) {
            "\(submission.key): \(decision)"
        }
        perform(
            ResolveOrder(
                order: submission.key.order,
                run: submission.key.run,
                provider: submission.destination?.provider,
                decision: decision,
                note: "",
                staff: "anna",
                nextKey: newKey(),
                now: now
            )
        ) { [unowned self] result in
            guard case .success = result, let provider = submission.destination?.provider else { return }
            switch (decision, submission.upstreamID) {
            case (.link(let id), _): follow(submission.key, id, Int(provider.rawValue) - 1)
            case (.accept, let id?) where submission.state == .held:
                follow(submission.key, id, Int(provider.rawValue) - 1)
            default: break
            }
        }
        return true
    }

    /// A refund gives the whole order back and forgets its runs. So none may be on its way to a provider, or there
    /// under an id that is not known here, but for those in doubt where staff give up `inDoubt`.
    private func canBeRefunded(_ order: OrderID, inDoubt: Bool) -> Bool {
        store.runs[order.index].allSatisfy { run in
            guard let provider = model(of: run) else { return true }
            if inDoubt, run.isInDoubt, run.upstreamID == nil, run.state != .submitting { return true }
            return run.state != .submitting && provider.pending[run.key, default: 0] == 0
                && provider.orders(of: run.key).allSatisfy { $0.id == run.upstreamID }
        }
    }

    // MARK: Orders that staff deliver

    private func deliver(_ order: Order) {
        let runs = store.runs[order.id.index]
        let isTheirs = runs.isEmpty || runs.contains { $0.state == .staff }
        guard isTheirs, !order.status.isFinal, random.chance(60) else { return }
        guard !runs.contains(where: \.isWithProvider) else { return }
        let change =
            switch random.number(0...5) {
            case 0: OrderChange(status: .processing, startCount: 3)
            case 1: OrderChange(status: .inProgress, remains: order.quantity / 2)
            case 2: OrderChange(status: .partial, remains: random.number(1...order.quantity))
            case 3: OrderChange(status: .canceled)
            default: OrderChange(status: .completed)
            }
        perform(UpdateOrder(id: order.id, account: order.account, change: change, now: now))
    }
}

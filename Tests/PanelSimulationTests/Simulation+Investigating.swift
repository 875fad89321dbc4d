import PanelCore

/// What `Investigator` does: look for the order that an attempt may have made.
extension Simulation {
    private static let width: Int64 = 200
    private static let rounds: Int64 = 4

    private func doubtful(_ index: Int) -> [Submission] {
        store.active.filter {
            $0.state == .uncertain && $0.destination?.provider == providers[index].id && !canBeRepeated($0, index)
        }
    }

    func investigationDue(_ index: Int, _ waiting: WaitingWork.Share) -> Instant? {
        guard !workers[index].isInvestigating else { return nil }
        var dueAt: Timestamp?
        for submission in waiting.uncertain where !canBeRepeated(submission, index) {
            dueAt.lower(to: submission.dueAt)
        }
        guard let dueAt else { return nil }
        let next = max(instant(of: dueAt), workers[index].investigatesNext)
        return workers[index].opening(for: .others, from: next, at: instant)
    }

    func investigate(_ index: Int) {
        workers[index].investigatesNext = instant.adding(seconds: 1)
        let due = doubtful(index).filter { $0.dueAt <= now }.min { ($0.dueAt, $0.key) < ($1.dueAt, $1.key) }
        guard let submission = due, workers[index].gate.enter(upTo: 1, for: .others, at: instant) == 1 else { return }
        workers[index].isInvestigating = true
        planInProcess(random.number(100...2000)) { [unowned self] in
            let hasFailed = isAway(index) || isFaulty(15)
            leave(index, failed: hasFailed)
            if hasFailed { note(.evidenceFailed, submission.key) }
            record(hasFailed ? nil : finding(for: submission, index), submission, index)
        }
    }

    private func record(_ found: RecordEvidence.Finding?, _ submission: Submission, _ index: Int) {
        let isLast = submission.failures >= Simulation.rounds
        let finding = found ?? (isLast ? .inconclusive : .unclear)
        switch finding {
        case .found: coverage.findings[.found, default: 0] += 1
        case .unclear: coverage.findings[.unclear, default: 0] += 1
        case .inconclusive: coverage.findings[.inconclusive, default: 0] += 1
        }
        let command = RecordEvidence(
            finding,
            about: Attempt(of: submission.key, to: providers[index].id, number: submission.attempt),
            evidence: .nothingToCompare,
            now: now
        )
        perform(command) { [unowned self] _ in
            workers[index].isInvestigating = false
            if case .found(let id) = finding { follow(submission.key, id, index) }
        }
    }

    /// What the provider shows; `nil` when it is not clear.
    private func finding(for submission: Submission, _ index: Int) -> RecordEvidence.Finding? {
        guard let floor = submission.floor else { return .inconclusive }
        let provider = providers[index]
        let orphans = provider.orders.filter { order in
            guard let number = order.id.number, number > floor, number <= floor + Simulation.width else { return false }
            return store.holder(of: order.id, at: provider.id) == nil && !store.isOrphan(order.id, at: provider.id)
        }
        guard orphans.count == 1, isAlone(submission, at: provider.id), let order = store.order(submission.key.order)
        else { return nil }
        let target = Route.Target.provider(provider.id, service: ModelProvider.service)
        let routes = store.services[Int(submission.service.rawValue) - 1].routes
        guard let cost = routes.first(where: { $0.target == target })?.cost,
            let expected = cost.scaled(by: submission.quantity, over: order.type.rateUnit),
            abs(orphans[0].charge.micros - expected.micros) <= 10_000, orphans[0].charge > .zero
        else { return nil }
        return .found(orphans[0].id)
    }

    /// Whether nothing else can have made an order that no submission has: no other attempt is under way or in doubt,
    /// the provider confirmed each id that it gave, and nothing was given up in doubt of late.
    private func isAlone(_ submission: Submission, at provider: ProviderID) -> Bool {
        let moment = now.adding(hours: -Submission.hoursInDoubt)
        guard !store.restores.contains(where: { $0.at >= moment }) else { return false }
        return !store.runs.joined().contains { other in
            guard other.key != submission.key, other.destination?.provider == provider else { return false }
            return switch other.state {
            case .submitting, .uncertain: true
            case .held: other.isInDoubt
            case .accepted: other.report == nil && other.outcome == nil
            case .rejected: other.isInDoubt && other.updatedAt >= moment
            case .queued, .staff: false
            }
        }
    }
}

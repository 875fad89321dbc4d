import PanelCore

/// What `Investigator` does: look for the order that an attempt may have made.
extension Simulation {
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
            let finding =
                hasFailed ? Investigation(of: submission, strays: nil).open : finding(for: submission, index)
            record(finding, submission, index)
        }
    }

    private func record(_ finding: RecordEvidence.Finding, _ submission: Submission, _ index: Int) {
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

    /// What the provider shows proves.
    private func finding(for submission: Submission, _ index: Int) -> RecordEvidence.Finding {
        let provider = providers[index]
        let highest = (submission.floor ?? 0) + Investigation.width
        let strays = provider.orders.filter { order in
            guard let number = order.id.number, number <= highest else { return false }
            return store.holder(of: order.id, at: provider.id) == nil && !store.isOrphan(order.id, at: provider.id)
        }
        let investigation = Investigation(
            of: submission,
            strays: strays.map { Investigation.Stray(id: $0.id, charge: $0.charge) }
        )
        return investigation.finding(
            isAlone: isAlone(submission, at: provider.id),
            expected: cost(of: submission, at: provider.id)
        )
    }

    private func cost(of submission: Submission, at provider: ProviderID) -> Money? {
        let target = Route.Target.provider(provider, service: ModelProvider.service)
        let routes = store.services[Int(submission.service.rawValue) - 1].routes
        guard let order = store.order(submission.key.order) else { return nil }
        return routes.first { $0.target == target }?.cost?.scaled(by: submission.quantity, over: order.type.rateUnit)
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

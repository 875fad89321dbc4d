import PanelCore

/// What `Investigator` does: look for the order that an attempt may have made.
extension Simulation {
    /// When something can be found out.
    func investigationDue(_ index: Int, _ waiting: WaitingWork.Share) -> Instant? {
        var dueAt: Timestamp?
        for submission in waiting.uncertain where !canBeRepeated(submission, index) {
            dueAt.lower(to: submission.dueAt)
        }
        return dueAt.map(instant(of:))
    }

    func investigate(_ index: Int) {
        workers[index][.investigations].wake()
        let due = store.due(at: providers[index].id, now, limit: Investigation.most)
        let round = Investigation.Round(of: due, under: store.providers[index].terms, at: now)
        for item in round.incomparable { record(.inconclusive, item.submission, index) }
        guard !round.near.isEmpty, workers[index].gate.enter(upTo: 1, for: .others, at: instant) == 1 else {
            return restFromInvestigating(index)
        }
        planInProcess(random.number(100...2000)) { [unowned self] in
            let hasFailed = isAway(index) || isFaulty(15)
            leave(index, failed: hasFailed)
            if hasFailed { note(.evidenceFailed, round.near[0].submission.key) }
            for item in round.near {
                let finding =
                    hasFailed
                    ? Investigation(of: item.submission, strays: nil).open
                    : finding(for: item.submission, in: round, index)
                record(finding, item.submission, index) { [unowned self] in
                    if item.submission.key == round.near.last?.submission.key { restFromInvestigating(index) }
                }
            }
        }
    }

    private func restFromInvestigating(_ index: Int) {
        rest(.investigations, index, until: investigationDue(index, waitingWork.shares[index]))
    }

    private func record(
        _ finding: RecordEvidence.Finding,
        _ submission: Submission,
        _ index: Int,
        _ end: @escaping () -> Void = {}
    ) {
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
            if case .found(let id) = finding { follow(submission.key, id, index) }
            end()
        }
    }

    /// What the provider shows proves.
    private func finding(
        for submission: Submission,
        in round: Investigation.Round,
        _ index: Int
    ) -> RecordEvidence.Finding {
        let provider = providers[index]
        let highest = (round.floor ?? 0) + 2 * Investigation.width
        let strays = provider.orders.filter { order in
            guard let number = order.id.number, number <= highest else { return false }
            return store.holder(of: order.id, at: provider.id) == nil && !store.isOrphan(order.id, at: provider.id)
        }
        let investigation = Investigation(
            of: submission,
            strays: strays.map { Investigation.Stray(id: $0.id, charge: $0.charge) }
        )
        return investigation.finding(
            isAlone: round.near.count == 1 && isAlone(submission, at: provider.id),
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

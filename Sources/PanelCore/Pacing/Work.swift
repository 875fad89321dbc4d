/// Something to do at a provider that a commit may have made. Whoever does it sleeps until there is some.
package enum Work: Hashable, Sendable {
    /// Orders to be sent.
    case queued(ProviderID)
    /// Orders of which it is to be found out what became of them.
    case uncertain(ProviderID)
    /// Cancels and refills to be asked for.
    case errands(ProviderID)
    /// Notes of orders to be polled.
    case pollRequests(ProviderID)
}

extension Changes {
    /// What these changes give to do.
    package var work: Set<Work> {
        var work: Set<Work> = []
        for submissions in [submissions.inserted, submissions.updated] {
            for submission in submissions.values { if let made = submission.work { work.insert(made) } }
        }
        for request in pollRequests.values { if let request { work.insert(.pollRequests(request.provider)) } }
        guard !records.isEmpty else { return work }
        let refills = self[Refill.self]
        for refill in [refills.inserted, refills.updated].joined() {
            if refill.value.status.isOpen, let relay = refill.value.relay { work.insert(.errands(relay.provider)) }
        }
        return work
    }
}

extension Submission {
    /// What there is to do for it by itself, now or later; `nil` when there is nothing but to poll it, or to wait.
    fileprivate var work: Work? {
        guard let provider = destination?.provider else { return nil }
        return switch state {
        case .queued: .queued(provider)
        case .uncertain: .uncertain(provider)
        case .accepted where cancel == .wanted: .errands(provider)
        case .accepted, .submitting, .held, .staff, .rejected: nil
        }
    }
}

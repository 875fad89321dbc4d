import PanelCore

/// What waits for each provider's workers, as the store says. It is found after each commit and asked for at each step,
/// of which there are many more.
struct WaitingWork {
    /// What waits for one provider.
    struct Share {
        /// From when something queued is due, unless staff stopped it.
        var queuedFrom: Timestamp?
        /// Whether it is sent again or looked for depends on what time it is.
        var uncertain: [Submission] = []
        /// When a cancel or a refill is due.
        var errandAt: Timestamp?
    }

    /// By provider, in the order of their ids.
    private(set) var shares: [Share]

    init(in store: ModelStore) {
        shares = store.providers.map { _ in Share() }
        for submission in store.active {
            guard let index = submission.destination?.provider.index else { continue }
            switch submission.state {
            case .queued where !store.providers[index].isPaused:
                shares[index].queuedFrom.lower(to: submission.dueFrom)
            case .uncertain:
                shares[index].uncertain.append(submission)
            case .accepted where submission.cancel == .wanted:
                shares[index].errandAt.lower(to: submission.dueAt)
            case .queued, .submitting, .held, .staff, .accepted, .rejected: break
            }
        }
        for refill in store.refills where refill.status.isOpen {
            guard let relay = refill.relay, relay.state != .unclear else { continue }
            shares[relay.provider.index].errandAt.lower(to: relay.dueAt)
        }
    }
}

extension Optional where Wrapped: Comparable {
    /// Makes it `other` if that is less, or if it is nothing yet.
    mutating func lower(to other: Wrapped?) {
        guard let other else { return }
        if let self, self <= other { return }
        self = other
    }
}

extension ProviderID {
    /// Its place in an array of all providers.
    var index: Int { Int(rawValue) - 1 }
}

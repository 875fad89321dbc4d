import PanelCore

/// What the store is asked by those who work at providers.
extension ModelStore {
    /// As `Store.dueSubmissions`.
    func due(at provider: ProviderID, _ now: Timestamp, ahead seconds: Int64 = 0, limit: Int) -> [DueSubmission] {
        let soon = now.adding(seconds: seconds)
        var (uncertain, queued, ahead): ([Submission], [Submission], [Submission]) = ([], [], [])
        for submission in active where submission.destination?.provider == provider {
            switch submission.state {
            case .uncertain where submission.dueAt <= now: uncertain.append(submission)
            case .queued where submission.dueAt <= now: queued.append(submission)
            case .queued where submission.dueAt <= soon && submission.dueFrom < submission.dueAt:
                ahead.append(submission)
            case .queued, .submitting, .uncertain, .held, .staff, .accepted, .rejected: break
            }
        }
        let found = [uncertain, queued, ahead].flatMap { submissions in
            submissions.sorted { ($0.dueAt, $0.key) < ($1.dueAt, $1.key) }.prefix(limit)
        }
        return found.compactMap { submission in
            order(submission.key.order).map {
                DueSubmission(submission: submission, order: $0, parameters: parameters(of: $0.id))
            }
        }
    }

    /// As `Store.nextDue`.
    func nextDue(at provider: ProviderID) -> NextDue {
        var due = NextDue()
        for submission in active where submission.destination?.provider == provider {
            switch submission.state {
            case .queued: due.queued.lower(to: submission.dueAt)
            case .uncertain: due.uncertain.lower(to: submission.dueAt)
            case .accepted where submission.cancel == .wanted: due.errands.lower(to: submission.dueAt)
            case .submitting, .held, .staff, .accepted, .rejected: break
            }
        }
        for refill in refills where refill.status.isOpen {
            guard let relay = refill.relay, relay.provider == provider, relay.state != .unclear else { continue }
            due.errands.lower(to: relay.dueAt)
        }
        return due
    }
}

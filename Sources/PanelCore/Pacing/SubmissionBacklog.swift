/// Orders that wait for a provider, read ahead: reading many at once costs little more than reading one.
///
/// What is read here may be out of date; claiming it looks again.
package struct SubmissionBacklog: Sendable {
    /// The first one last.
    private var waiting: [DueSubmission] = []
    private var readAt: Instant?
    private var lookedAheadAt: Instant?
    /// What was taken and, as far as the database shows, still waits.
    private var taken: Set<SubmissionKey> = []

    /// How many are read at once.
    package static let most = 256
    /// For how long what was read is of use, in seconds: by then something more urgent may be due.
    private static let freshness: Int64 = 1
    /// How often, in seconds, it is looked for what a clock made that is ahead of this one.
    private static let lookingAhead = NextDue.lookingAhead / 1000

    package init() {}

    package var count: Int { waiting.count }

    /// How many seconds ahead to look, when it is time to read again; `nil` when it is not.
    package mutating func reading(at now: Instant) -> Int64? {
        let isFresh = readAt.map { now < $0.adding(seconds: SubmissionBacklog.freshness) } ?? false
        guard waiting.isEmpty || !isFresh else { return nil }
        let next = lookedAheadAt?.adding(seconds: SubmissionBacklog.lookingAhead)
        guard next.map({ $0 <= now }) ?? true else { return 0 }
        lookedAheadAt = now
        return ClockComparison.tolerance
    }

    /// Puts what was read, the most urgent first, in the place of what was left, except for what may not be sent and what is
    /// under way already.
    package mutating func renew(_ due: [DueSubmission], under rule: SendingRule, at now: Instant) {
        waiting = due.reversed().filter { rule.admits($0.submission) && !taken.contains($0.submission.key) }
        readAt = now
    }

    /// Takes the first ones that may be sent; ones before them that may not are dropped, and are read again later.
    ///
    /// - Parameter limit: How many at most.
    package mutating func take(upTo limit: Int, under rule: SendingRule) -> [DueSubmission] {
        var turn: [DueSubmission] = []
        while turn.count < limit, let due = waiting.popLast() {
            guard rule.admits(due.submission) else { continue }
            taken.insert(due.submission.key)
            turn.append(due)
        }
        return turn
    }

    /// Notes that the database knows what became of those that were taken.
    package mutating func forget(_ turn: [DueSubmission]) {
        taken.subtract(turn.map(\.submission.key))
    }
}

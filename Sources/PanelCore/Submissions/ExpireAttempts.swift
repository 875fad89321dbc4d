/// An attempt that is under way, as whoever watches its lease reads it.
package struct LeasedAttempt: Hashable, Sendable {
    package let key: SubmissionKey
    package let number: Int64
    /// When its row was last changed: as a rule when the attempt began.
    private let updatedAt: Timestamp
    /// When it is given up for lost, by the wall clock of the server that makes it.
    private let endsAt: Timestamp

    package init(key: SubmissionKey, number: Int64, updatedAt: Timestamp, endsAt: Timestamp) {
        self.key = key
        self.number = number
        self.updatedAt = updatedAt
        self.endsAt = endsAt
    }

    /// For how long it is answered for, in milliseconds. Both moments are of one clock, so their difference counts
    /// whatever the clock shows.
    package var length: Int64 {
        let length = endsAt.milliseconds - updatedAt.milliseconds
        return min(max(length, ProviderTerms.shortestLease * 1000), ProviderTerms.longestLease * 1000)
    }
}

/// Gives attempts up for lost that nobody answers for any more: whether they made an order is not known.
///
/// Whether a lease has ended is for a ``LeaseWatch`` to tell, or is certain because the process that made the attempts is
/// gone. An attempt with another number than was seen then is a new one, and goes on.
package struct ExpireAttempts: Command {
    package let attempts: [LeasedAttempt]
    package let now: Timestamp

    /// How many attempts were given up.
    package typealias Outcome = Int
    package typealias Refusal = Never

    package init(_ attempts: [LeasedAttempt], now: Timestamp) {
        self.attempts = attempts
        self.now = now
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.runs.formUnion(attempts.map(\.key))
        reads.newIDs.events += Int64(attempts.count)
    }

    package func execute(in scope: inout Scope) -> Int {
        var count = 0
        for attempt in attempts {
            guard var submission = scope.submission(attempt.key), submission.state == .submitting,
                submission.attempt == attempt.number
            else { continue }
            submission.doubt(until: now, at: now)
            scope.update(submission)
            scope.note(.uncertain(.attemptLost), of: submission, at: now)
            count += 1
        }
        return count
    }
}

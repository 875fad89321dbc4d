/// What the submissions of an order come to, so that one run of a drip-feed is settled without a look at the others.
///
/// It is stored for orders with several submissions. ``Scope`` keeps it with each change of one of them.
package struct RunTotals: Sendable, Equatable {
    /// How many there are.
    package private(set) var made: Int64 = 0
    /// How many a provider has, may have or will get; see ``Submission/isWithProvider``.
    package private(set) var open: Int64 = 0
    /// How many have an outcome.
    package private(set) var ended: Int64 = 0
    /// How many have an id at a provider.
    package private(set) var taken: Int64 = 0
    /// How many nobody will deliver.
    package private(set) var rejected: Int64 = 0
    /// What is undelivered of them, as far as it is known.
    package private(set) var undelivered: Int64 = 0

    /// The totals of some submissions.
    package init(_ submissions: some Sequence<Submission>) {
        for submission in submissions { add(submission) }
    }

    package init(made: Int64, open: Int64, ended: Int64, taken: Int64, rejected: Int64, undelivered: Int64) {
        self.made = made
        self.open = open
        self.ended = ended
        self.taken = taken
        self.rejected = rejected
        self.undelivered = undelivered
    }

    mutating func add(_ submission: Submission) {
        count(submission, 1)
    }

    mutating func replace(_ old: Submission, by new: Submission) {
        count(old, -1)
        count(new, 1)
    }

    // Of runs that are within their order's quantity no sum is beyond it.
    private mutating func count(_ submission: Submission, _ sign: Int64) {
        made += sign
        if submission.isWithProvider { open += sign }
        if submission.outcome != nil { ended += sign }
        if submission.upstreamID != nil { taken += sign }
        if submission.state == .rejected { rejected += sign }
        undelivered += sign * submission.undelivered
    }
}

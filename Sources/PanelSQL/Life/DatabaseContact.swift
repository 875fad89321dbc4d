/// Whether the database answers, by what it is asked anyway.
struct DatabaseContact {
    private var isAnswered = true
    /// Since when an answer is waited for.
    private var waitsSince: ContinuousClock.Instant?

    /// After which a database that does not answer is taken for one that is away: a connection that was cut without a word
    /// is noticed much later.
    static let longestWait = Duration.seconds(5)

    mutating func begin(at now: ContinuousClock.Instant) {
        waitsSince = waitsSince ?? now
    }

    mutating func end(isAnswered: Bool) {
        self.isAnswered = isAnswered
        waitsSince = nil
    }

    func isThere(at now: ContinuousClock.Instant) -> Bool {
        isAnswered && waitsSince.map { now - $0 < DatabaseContact.longestWait } ?? true
    }
}

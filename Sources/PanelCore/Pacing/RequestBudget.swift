/// Holds a provider to a number of requests per minute, spread over the minute.
///
/// At most ``burst`` requests come at once; over any minute there are at most the limit and one burst.
package struct RequestBudget: Sendable, Equatable {
    private let perMinute: Int64?
    /// The moment until which the budget is spent.
    private var spentUntil: Instant?

    /// How many requests may come at once.
    package static let burst: Int64 = 10

    /// - Parameter perMinute: `nil` for any number.
    package init(perMinute: Int64?) {
        self.perMinute = perMinute
    }

    /// Milliseconds of the budget that one request takes, rounded up, so that a limit which does not divide a minute is
    /// kept.
    private var each: Int64? { perMinute.map { (60_000 + $0 - 1) / $0 } }

    /// The moment from which there is room for a request.
    package func opening(at now: Instant) -> Instant {
        guard let each, let spentUntil else { return now }
        return max(now, spentUntil.adding(milliseconds: each))
    }

    /// A request that was taken from the budget was not sent.
    package mutating func giveBack() {
        guard let each, let spent = spentUntil else { return }
        spentUntil = spent.adding(milliseconds: -each)
    }

    /// How many of `wanted` requests may be sent at `now`; they are taken from the budget.
    package mutating func take(_ wanted: Int64, at now: Instant) -> Int64 {
        guard let each else { return wanted }
        let earliest = now.adding(milliseconds: -RequestBudget.burst * each)
        let spent = max(spentUntil ?? earliest, earliest)
        let taken = min(wanted, now.since(spent) / each)
        spentUntil = spent.adding(milliseconds: taken * each)
        return taken
    }
}

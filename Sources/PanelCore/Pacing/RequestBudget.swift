/// Holds a provider to a number of requests per minute, spread over the minute.
///
/// At most ``burst`` requests come at once; over any minute there are at most the limit and one burst.
package struct RequestBudget: Sendable, Equatable {
    private let perMinute: Int64?
    /// The moment until which the budget is spent.
    private var spentUntil: Timestamp?

    /// How many requests may come at once.
    package static let burst: Int64 = 10

    /// - Parameter perMinute: `nil` for any number.
    package init(perMinute: Int64?) {
        self.perMinute = perMinute
    }

    /// Milliseconds of the budget that one request takes, rounded up, so that a limit which does not divide a minute is
    /// kept.
    private var each: Int64? { perMinute.map { (60_000 + $0 - 1) / $0 } }

    /// A request that was taken from the budget was not sent.
    package mutating func giveBack() {
        guard let each, let spent = spentUntil else { return }
        spentUntil = Timestamp(milliseconds: spent.milliseconds - each)
    }

    /// How many of `wanted` requests may be sent at `now`; they are taken from the budget.
    package mutating func take(_ wanted: Int64, at now: Timestamp) -> Int64 {
        guard let each else { return wanted }
        let earliest = now.milliseconds - RequestBudget.burst * each
        let spent = max(spentUntil?.milliseconds ?? earliest, earliest)
        let taken = min(wanted, (now.milliseconds - spent) / each)
        spentUntil = Timestamp(milliseconds: spent + taken * each)
        return taken
    }
}

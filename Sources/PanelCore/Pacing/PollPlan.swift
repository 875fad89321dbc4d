/// When a provider is asked again how an order goes.
package enum PollPlan {
    /// Orders that do not change are asked for more and more seldom, but at least this often, in seconds.
    package static let longestPause: Int64 = 3600
    /// What the provider has just taken is asked for after this many seconds at the latest.
    package static let longestFirstPause: Int64 = 60
    /// An outcome is looked at again so many seconds after it came, in case the provider corrects it.
    package static let outcomeChecks: [Int64] = [3600, 86_400]
    /// After so many days without a change staff are told.
    package static let silentDays: Int64 = 7

    /// Seconds to wait before an order without an outcome is asked for again.
    ///
    /// - Parameters:
    ///   - base: What the provider's terms say.
    ///   - unchanged: How many answers in a row were the same.
    package static func pause(base: Int64, unchanged: Int64) -> Int64 {
        // The first repetitions cost nothing yet: orders stand still before they start.
        let doublings = min(max(0, unchanged - 2), 6)
        return min(base << doublings, max(base, longestPause))
    }

    /// The moment at which an outcome is looked at for the `number`th time (from 0) after it came; `nil` when it was
    /// looked at often enough.
    package static func outcomeCheck(_ number: Int, after outcome: Instant) -> Instant? {
        guard outcomeChecks.indices.contains(number) else { return nil }
        return outcome.adding(seconds: outcomeChecks[number])
    }
}

/// How often a provider wants to be asked how an order goes.
package struct PollPace: Sendable, Equatable {
    /// Seconds between two questions about an order that changes.
    package let base: Int64
    /// Seconds between two questions about one that does not, at most; where it is below ``base``, that counts.
    package let longest: Int64

    package init(base: Int64, longest: Int64) {
        self.base = base
        self.longest = longest
    }
}

/// When a provider is asked again how an order goes.
package enum PollPlan {
    /// What the provider has just taken is asked for after this many seconds at the latest.
    package static let longestFirstPause: Int64 = 60
    /// An outcome is looked at again so many seconds after it came, in case the provider corrects it.
    package static let outcomeChecks: [Int64] = [3600, 86_400]
    /// After so many days without news staff are told, whatever keeps it away.
    package static let silentDays: Int64 = 7

    /// Seconds to wait before an order without an outcome is asked for again.
    ///
    /// - Parameter unchanged: How many answers in a row were the same.
    package static func pause(_ pace: PollPace, unchanged: Int64) -> Int64 {
        // The first repetitions cost nothing yet: orders stand still before they start.
        let doublings = min(max(0, unchanged - 2), 6)
        return min(pace.base << doublings, max(pace.base, pace.longest))
    }

    /// The moment at which an outcome is looked at for the `number`th time (from 0) after it came; `nil` when it was
    /// looked at often enough.
    package static func outcomeCheck(_ number: Int, after outcome: Instant) -> Instant? {
        guard outcomeChecks.indices.contains(number) else { return nil }
        return outcome.adding(seconds: outcomeChecks[number])
    }
}

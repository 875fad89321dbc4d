/// How long to wait before something that failed is tried again: longer each time, and never the same for many.
package struct Backoff: Sendable, Equatable {
    /// The wait after the first failure, in milliseconds.
    package let first: Int64
    /// The longest wait, in milliseconds.
    package let longest: Int64

    package init(firstSeconds: Int64, longestSeconds: Int64) {
        first = firstSeconds * 1000
        longest = longestSeconds * 1000
    }

    /// For requests that were refused for now, or reached nobody.
    package static let retry = Backoff(firstSeconds: 2, longestSeconds: 300)
    /// For orders that may have been made: the provider may need a while to know itself.
    package static let evidence = Backoff(firstSeconds: 5, longestSeconds: 300)
    /// For a provider that fails at everything.
    package static let circuit = Backoff(firstSeconds: 2, longestSeconds: 120)
    /// For a provider that refuses all orders in words that nobody knows: each try may cost one order a person's time.
    package static let refusals = Backoff(firstSeconds: 30, longestSeconds: 1800)

    /// The wait after `failures` failures in a row (from 1), in milliseconds.
    ///
    /// - Parameter spread: Any number that differs between those that wait; it shortens the wait by up to a quarter,
    ///   so that what failed together is not tried again together. The core knows no randomness.
    package func delay(after failures: Int64, spread: Int64) -> Int64 {
        let doublings = min(max(0, failures - 1), 20)
        let full = min(longest, first << doublings)
        // A multiplicative hash: neighbours in numbers end up far apart.
        let hash = UInt64(bitPattern: spread &* 0x9E37_79B9 &+ failures) &* 0x9E37_79B9_7F4A_7C15
        let quarter = UInt64(full / 4)
        return full - Int64((hash >> 33) % (quarter + 1))
    }

    /// The moment at which to try again, for what lasts in this process.
    package func next(after failures: Int64, spread: Int64, from now: Instant) -> Instant {
        now.adding(milliseconds: delay(after: failures, spread: spread))
    }

    /// The moment at which to try again, for what is stored.
    package func next(after failures: Int64, spread: Int64, from now: Timestamp) -> Timestamp {
        Timestamp(milliseconds: now.milliseconds + delay(after: failures, spread: spread))
    }
}

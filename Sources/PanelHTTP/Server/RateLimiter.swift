package import PanelCore
import Synchronization

/// Holds each account to a number of requests per second, with a second's worth of them at once.
package final class RateLimiter: Sendable {
    private struct Bucket {
        var tokens: Double
        var filledAt: ContinuousClock.Instant
    }

    /// Most accounts remembered. When there are more, all start anew.
    private static let mostBuckets = 100_000

    private let perSecond: Double
    private let buckets = Mutex<[AccountID: Bucket]>([:])

    /// - Parameter perSecond: Above zero.
    package init(perSecond: Int) {
        self.perSecond = Double(perSecond)
    }

    /// Whether `account` may make a request at `now`.
    package func admits(_ account: AccountID, at now: ContinuousClock.Instant = .now) -> Bool {
        buckets.withLock { buckets in
            if buckets.count >= RateLimiter.mostBuckets { buckets = [:] }
            var bucket = buckets[account] ?? Bucket(tokens: perSecond, filledAt: now)
            let elapsed = (now - bucket.filledAt) / .seconds(1)
            bucket.tokens = min(perSecond, bucket.tokens + max(0, elapsed) * perSecond)
            bucket.filledAt = now
            let isAdmitted = bucket.tokens >= 1
            if isAdmitted { bucket.tokens -= 1 }
            buckets[account] = bucket
            return isAdmitted
        }
    }
}

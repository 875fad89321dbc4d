import Synchronization

/// Holds everybody to a number of requests per second, with some more at once for those who were quiet.
package final class RateLimiter<Key: Hashable & Sendable>: Sendable {
    private struct Bucket {
        var tokens: Double
        var filledAt: ContinuousClock.Instant
    }

    private let perSecond: Double
    private let burst: Double
    private let most: Int
    private let buckets = Mutex<[Key: Bucket]>([:])

    /// - Parameters:
    ///   - perSecond: Above zero.
    ///   - burst: How many requests may come at once; a second's worth unless given.
    ///   - most: Most keys remembered. When there are more, all start anew.
    package init(perSecond: Int, burst: Int? = nil, most: Int) {
        self.perSecond = Double(perSecond)
        self.burst = Double(burst ?? perSecond)
        self.most = most
    }

    /// Whether `key` may make a request at `now`.
    package func admits(_ key: Key, at now: ContinuousClock.Instant = .now) -> Bool {
        buckets.withLock { buckets in
            if buckets.count >= most, buckets[key] == nil { buckets = [:] }
            var bucket = buckets[key] ?? Bucket(tokens: burst, filledAt: now)
            let elapsed = (now - bucket.filledAt) / .seconds(1)
            bucket.tokens = min(burst, bucket.tokens + max(0, elapsed) * perSecond)
            bucket.filledAt = now
            let isAdmitted = bucket.tokens >= 1
            if isAdmitted { bucket.tokens -= 1 }
            buckets[key] = bucket
            return isAdmitted
        }
    }
}

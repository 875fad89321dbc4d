/// The longest that anything stored is ever put off. What is due later than that was put off when the wall clock was ahead,
/// and is due now: else it would wait for the clock to get there again.
package enum LongestPause {
    /// The longest `Retry-After` of a provider that is heeded, in seconds.
    package static let retryAfter: Int64 = 3600
    /// What was tried and came to nothing is tried again after this many seconds at the latest.
    package static let retry = max(retryAfter, (max(Backoff.retry.longest, Backoff.evidence.longest)) / 1000)
    /// A request for a refill is answered, or lost, within this many seconds.
    package static let refillRequest = max(ProviderTerms.longestLease, Backoff.retry.longest / 1000)
}

extension ProviderTerms {
    /// How long past the time-out an attempt may take before it is given up for lost, in seconds.
    private static let leaseMargin: Int64 = 30

    /// For how long an attempt is answered for, in seconds.
    package var leaseSeconds: Int64 { timeoutSeconds + ProviderTerms.leaseMargin }

    package static let shortestLease = timeoutRange.lowerBound + leaseMargin
    package static let longestLease = timeoutRange.upperBound + leaseMargin
}

extension Submission {
    /// Whether nothing has put it off: it is due from when it was made.
    private var isNotPutOff: Bool {
        state == .queued && failures == 0 && (key.run == 1 || attempt > 0)
    }

    /// The wall clock's moment from which it is due. What nothing has put off is due even if the clock that made it was
    /// ahead, as clocks of several servers are.
    package var dueFrom: Timestamp {
        isNotPutOff ? dueAt.adding(seconds: -ClockComparison.tolerance) : dueAt
    }

    /// Whether it is due later than it can have been put off, so that the clock must have been ahead.
    package func isTooFarOff(in order: Order, at now: Timestamp) -> Bool {
        let longest: Int64
        switch state {
        case .queued where isNotPutOff: longest = 0
        case .queued where failures == 0: longest = (order.dripFeed?.interval ?? 0) * 60
        case .queued, .uncertain: longest = LongestPause.retry
        case .accepted where cancel == .wanted: longest = LongestPause.retry
        case .submitting, .held, .staff, .accepted, .rejected: return false
        }
        return dueAt > now.adding(seconds: longest + ClockComparison.tolerance)
    }

    /// It is due now.
    mutating func bringForward(to now: Timestamp) {
        dueAt = now
    }
}

extension RefillRelay {
    /// As ``Submission/isTooFarOff(in:at:)``.
    ///
    /// - Parameter poll: How often the provider is asked, in seconds.
    package func isTooFarOff(asking poll: Int64, at now: Timestamp) -> Bool {
        let longest: Int64
        switch state {
        case .wanted, .sending: longest = LongestPause.refillRequest
        case .sent: longest = poll
        case .unclear: return false
        }
        return dueAt > now.adding(seconds: longest + ClockComparison.tolerance)
    }
}

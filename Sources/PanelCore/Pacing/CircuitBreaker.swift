/// Keeps requests from a provider that fails at everything, and tries it with a single one now and then.
///
/// Pure: whoever asks says when it is.
package struct CircuitBreaker: Sendable, Equatable {
    /// What may be sent.
    package enum State: Sendable, Equatable {
        /// Anything.
        case closed
        /// Nothing before this moment, then one request.
        case open(until: Instant)
        /// One request is under way to see whether the provider is back.
        case probing(since: Instant)
    }

    package private(set) var state = State.closed
    /// Failures in a row.
    package private(set) var failures: Int64 = 0
    /// How often in a row it opened.
    private var openings: Int64 = 0
    private let backoff: Backoff
    /// Makes breakers of several providers wait for different times.
    private let spread: Int64

    /// After so many failures in a row nothing more is sent for a while.
    package static let threshold: Int64 = 5
    /// A probe that is not heard of for so long, in seconds, is taken for failed.
    package static let longestProbe: Int64 = 600

    /// - Parameter backoff: How long it stays open, the first time and at most.
    package init(_ backoff: Backoff = .circuit, spread: Int64) {
        self.backoff = backoff
        self.spread = spread
    }

    /// The moment from which a request is admitted, unless something is heard before.
    package func opening(at now: Instant) -> Instant {
        switch state {
        case .closed: now
        case .open(let until): max(now, until)
        case .probing(let since): max(now, since.adding(seconds: CircuitBreaker.longestProbe))
        }
    }

    /// Whether a request may be sent at `now`. Whoever is told so sends one, and reports what came of it.
    package mutating func admits(at now: Instant) -> Bool {
        guard state != .closed else { return true }
        guard opening(at: now) <= now else { return false }
        state = .probing(since: now)
        return true
    }

    /// A request that was admitted was not made, or says nothing either way.
    package mutating func abandoned(at now: Instant) {
        if case .probing = state { state = .open(until: now) }
    }

    /// A request was answered by the provider, with whatever words.
    package mutating func succeeded() {
        state = .closed
        failures = 0
        openings = 0
    }

    /// A request had no answer that could be used. Those that were under way when it opened do not make it stay open for
    /// longer.
    package mutating func failed(at now: Instant) {
        failures += 1
        if case .open = state { return }
        guard failures >= CircuitBreaker.threshold else { return }
        openings += 1
        state = .open(until: backoff.next(after: openings, spread: spread, from: now))
    }
}

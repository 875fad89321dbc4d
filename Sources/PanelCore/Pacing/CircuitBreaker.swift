/// Keeps requests from a provider that fails at everything, and tries it with a single one now and then.
///
/// Pure: whoever asks says when it is.
package struct CircuitBreaker: Sendable, Equatable {
    /// What may be sent.
    package enum State: Sendable, Equatable {
        /// Anything.
        case closed
        /// Nothing before this moment, then one request.
        case open(until: Timestamp)
        /// One request is under way to see whether the provider is back.
        case probing(since: Timestamp)
    }

    package private(set) var state = State.closed
    /// Failures in a row.
    package private(set) var failures: Int64 = 0
    /// Makes breakers of several providers wait for different times.
    private let spread: Int64

    /// After so many failures in a row nothing more is sent for a while.
    package static let threshold: Int64 = 5
    /// A probe that is not heard of for so long is taken for failed.
    package static let longestProbe: Int64 = 600

    package init(spread: Int64) {
        self.spread = spread
    }

    /// Whether a request may be sent at `now`. Whoever is told so sends one, and reports what came of it.
    package mutating func admits(at now: Timestamp) -> Bool {
        switch state {
        case .closed:
            return true
        case .open(let until):
            guard now >= until else { return false }
            state = .probing(since: now)
            return true
        case .probing(let since):
            guard now >= since.adding(seconds: CircuitBreaker.longestProbe) else { return false }
            state = .probing(since: now)
            return true
        }
    }

    /// A request that was admitted was not made.
    package mutating func abandoned(at now: Timestamp) {
        if case .probing = state { state = .open(until: now) }
    }

    /// A request was answered by the provider, with whatever words.
    package mutating func succeeded() {
        state = .closed
        failures = 0
    }

    /// A request had no answer that could be used.
    package mutating func failed(at now: Timestamp) {
        failures += 1
        guard failures >= CircuitBreaker.threshold else { return }
        let opened = failures - CircuitBreaker.threshold + 1
        state = .open(until: Backoff.circuit.next(after: opened, spread: spread, from: now))
    }
}

/// Lets requests to one provider through, no more at once and no faster than its terms allow, and none while it fails.
///
/// Pure: whoever asks says when it is.
package struct CallGate: Sendable {
    /// What a request is for.
    package enum Purpose: Sendable, Equatable {
        /// To make an order.
        case orders
        /// Anything else.
        case others
    }

    /// What came of a request.
    package enum End: Sendable, Equatable {
        /// The provider answered, with whatever words.
        case answered
        /// The provider refused an order in words that are not known here.
        case notUnderstood(words: String)
        /// The provider refused an order because of the account: its money is used up, or its key is not taken.
        case accountRefused(words: String)
        case failed(Setback)
        /// It was not made after all.
        case unused
    }

    /// What staff should hear of.
    package enum Change: Sendable, Equatable {
        /// Nothing is sent for a while, because everything fails.
        case callsStopped(Setback)
        case callsResumed
        /// No order is sent for a while, because all are refused in words that are not known here.
        case ordersStopped(words: String)
        case ordersResumed
        /// Orders go to the next route or wait, because the provider takes none of this account.
        case accountRefused(words: String)
    }

    private let most: Int64
    /// Opens when everything fails.
    private var calls: CircuitBreaker
    /// Opens when orders are refused in words that nobody knows. Status calls may work all the while.
    private var orders: CircuitBreaker
    private var budget: RequestBudget
    package private(set) var inFlight: Int64 = 0
    private var ordersInFlight: Int64 = 0
    /// Until when the provider asked to be left alone.
    package private(set) var quietUntil: Instant?
    /// Whether the last order was refused because of the account.
    private var isAccountRefused = false
    /// What went wrong last.
    package private(set) var lastTrouble: CallTrouble?
    /// Whether staff stopped new orders.
    package private(set) var isPaused: Bool

    package init(_ provider: Provider) {
        most = provider.terms.maxInFlight
        calls = CircuitBreaker(spread: provider.id.rawValue)
        orders = CircuitBreaker(.refusals, spread: provider.id.rawValue)
        budget = RequestBudget(perMinute: provider.terms.requestsPerMinute)
        isPaused = provider.isPaused
    }

    /// Staff stop new orders, or let them go on. Who lets them go on has looked: what was refused before is forgotten.
    package mutating func pause(_ isPaused: Bool) -> Change? {
        defer { self.isPaused = isPaused }
        guard self.isPaused, !isPaused else { return nil }
        defer { orders.succeeded() }
        return orders.state == .closed ? nil : .ordersResumed
    }

    /// How many requests could be made, as far as the number at once goes.
    ///
    /// One is kept free for others than new orders, so that these can not keep out everything else. Once an order was
    /// refused in unknown words no more are under way than it takes to be sure: each of them may be lost to a person.
    package func room(for purpose: Purpose) -> Int64 {
        let free = most - inFlight
        guard purpose == .orders else { return free }
        let left = free - (most > 1 ? 1 : 0)
        guard orders.state == .closed, orders.failures > 0 else { return left }
        return min(left, CircuitBreaker.threshold - orders.failures - ordersInFlight)
    }

    /// The moment from which a request is let through, unless something is heard before; `nil` when one has to be heard
    /// of first.
    package func opening(for purpose: Purpose, at now: Instant) -> Instant? {
        guard room(for: purpose) > 0 else { return nil }
        let heard = calls.opening(at: max(now, quietUntil ?? now))
        return budget.opening(at: purpose == .orders ? orders.opening(at: heard) : heard)
    }

    /// Takes leave for up to `wanted` requests; each ends with ``leave(_:for:asking:at:)``.
    package mutating func enter(upTo wanted: Int64, for purpose: Purpose, at now: Instant) -> Int64 {
        var free = min(wanted, room(for: purpose))
        if let quietUntil, now < quietUntil { return 0 }
        var (calls, orders) = (calls, orders)
        guard free > 0, calls.admits(at: now), purpose != .orders || orders.admits(at: now) else { return 0 }
        // A provider that is tried again is tried with one request.
        if calls.state != .closed || (purpose == .orders && orders.state != .closed) { free = 1 }
        let taken = budget.take(free, at: now)
        guard taken > 0 else { return 0 }
        (self.calls, self.orders) = (calls, orders)
        quietUntil = nil
        inFlight += taken
        if purpose == .orders { ordersInFlight += taken }
        return taken
    }

    /// Gives back the leave for one request.
    ///
    /// - Parameter pause: For how many seconds the provider asked to be left alone.
    package mutating func leave(
        _ end: End,
        for purpose: Purpose,
        asking pause: Int64? = nil,
        at now: Instant
    ) -> Change? {
        inFlight -= 1
        if purpose == .orders { ordersInFlight -= 1 }
        if let pause {
            let end = now.adding(seconds: pause)
            quietUntil = max(quietUntil ?? end, end)
        }
        let before = (calls: calls.state, orders: orders.state)
        let wasAccountRefused = isAccountRefused
        switch end {
        case .answered:
            calls.succeeded()
            if purpose == .orders {
                orders.succeeded()
                isAccountRefused = false
            }
        case .accountRefused(let words):
            calls.succeeded()
            orders.succeeded()
            isAccountRefused = true
            lastTrouble = .setback(.refused(KeptText(words), httpStatus: nil))
        case .notUnderstood(let words):
            calls.succeeded()
            orders.failed(at: now)
            lastTrouble = .notUnderstood(KeptText(words))
        case .failed(let setback):
            calls.failed(at: now)
            if purpose == .orders { orders.abandoned(at: now) }
            lastTrouble = .setback(setback.short)
        case .unused:
            calls.abandoned(at: now)
            if purpose == .orders { orders.abandoned(at: now) }
            budget.giveBack()
        }
        if case .accountRefused(let words) = end, !wasAccountRefused { return .accountRefused(words: words) }
        let change = change(since: before, end)
        return change == nil && wasAccountRefused && !isAccountRefused ? .ordersResumed : change
    }

    private func change(
        since before: (calls: CircuitBreaker.State, orders: CircuitBreaker.State),
        _ end: End
    ) -> Change? {
        switch (before.orders == .closed, orders.state == .closed, end) {
        case (true, false, .notUnderstood(let words)): return .ordersStopped(words: words)
        case (false, true, _): return .ordersResumed
        default: break
        }
        switch (before.calls == .closed, calls.state == .closed, end) {
        case (true, false, .failed(let setback)): return .callsStopped(setback.short)
        case (false, true, _): return .callsResumed
        default: return nil
        }
    }

    /// Which of the two circuits matters more at the moment: its state, and its failures in a row.
    package var circuit: (state: CircuitBreaker.State, failures: Int64) {
        let worse = calls.state == .closed && orders.state != .closed ? orders : calls
        return (worse.state, worse.failures)
    }
}

extension CallGate.End {
    /// What an answer to an `add` says of the provider.
    package init(_ answer: SubmissionAnswer) {
        switch answer {
        case .accepted: self = .answered
        case .refused(let refusal):
            switch refusal.meaning {
            case nil: self = .notUnderstood(words: refusal.words)
            case .nextProviderElseLater: self = .accountRefused(words: refusal.words)
            case .tryLater, .nextProviderElseReject, .final: self = .answered
            }
        case .busy(let seconds): self = .failed(.busy(retryAfter: seconds))
        case .notSent(let failure), .unclear(let failure): self = .failed(.failed(failure))
        }
    }
}

import PanelCore
import PanelStore
import Synchronization

/// Lets requests to one provider through, no more at once and no faster than its terms allow, and none while it fails.
final class ProviderGate: Sendable {
    private struct State {
        var inFlight = 0
        var budget: RequestBudget
        var breaker: CircuitBreaker
        var lastError: String?
        var watched = 0
        var isPaused: Bool
        /// Until when the provider asked to be left alone.
        var quietUntil: Timestamp?
        /// Whoever sends new orders, while there is no room for one.
        var waiting: CheckedContinuation<Void, Never>?
    }

    private let most: Int
    private let state: Mutex<State>
    private let now: @Sendable () -> Timestamp

    init(_ provider: Provider, now: @escaping @Sendable () -> Timestamp) {
        most = Int(provider.terms.maxInFlight)
        state = Mutex(
            State(
                budget: RequestBudget(perMinute: provider.terms.requestsPerMinute),
                breaker: CircuitBreaker(spread: provider.id.rawValue),
                isPaused: provider.isPaused
            )
        )
        self.now = now
    }

    /// How many requests are kept free for others than new orders, so that these cannot keep out everything else.
    private var reserve: Int { most > 1 ? 1 : 0 }

    /// Waits until a new order could be sent, as far as the number at once goes. For one task only.
    ///
    /// - Returns: How many could be sent.
    func roomForOrders() async -> Int {
        await withCheckedContinuation { continuation in
            let hasRoom = state.withLock { state in
                guard most - reserve - state.inFlight <= 0 else { return true }
                state.waiting = continuation
                return false
            }
            if hasRoom { continuation.resume() }
        }
        return state.withLock { most - reserve - $0.inFlight }
    }

    /// Whether staff stopped new orders.
    var isPaused: Bool {
        get { state.withLock { $0.isPaused } }
        set { state.withLock { $0.isPaused = newValue } }
    }

    /// Takes leave for up to `wanted` requests; each ends with ``leave(_:)``.
    ///
    /// - Parameter forOrders: Whether new orders will be sent.
    func enter(upTo wanted: Int, forOrders: Bool = false) -> Int {
        state.withLock { state in
            let free = min(wanted, most - state.inFlight - (forOrders ? reserve : 0))
            var breaker = state.breaker
            if let end = state.quietUntil {
                guard now() >= end else { return 0 }
                state.quietUntil = nil
            }
            guard free > 0, breaker.admits(at: now()) else { return 0 }
            // A provider that is tried again is tried with one request.
            let taken = Int(state.budget.take(breaker.state == .closed ? Int64(free) : 1, at: now()))
            guard taken > 0 else { return 0 }
            state.breaker = breaker
            state.inFlight += taken
            return taken
        }
    }

    /// What came of a request.
    enum End {
        /// The provider answered, with whatever words.
        case answered
        case failed(String)
        /// It was not made after all.
        case unused
    }

    /// Gives back the leave for one request.
    ///
    /// - Parameter pause: For how many seconds the provider asked to be left alone.
    func leave(_ end: End, asking pause: Int64? = nil) {
        let waiting = state.withLock { state in
            state.inFlight -= 1
            if let pause {
                let end = now().adding(seconds: pause)
                state.quietUntil = max(state.quietUntil ?? end, end)
            }
            switch end {
            case .answered: state.breaker.succeeded()
            case .unused:
                state.breaker.abandoned(at: now())
                state.budget.giveBack()
            case .failed(let error):
                state.breaker.failed(at: now())
                state.lastError = error
            }
            return state.waiting.take()
        }
        waiting?.resume()
    }

    func noteWatched(_ count: Int) {
        state.withLock { $0.watched = count }
    }

    var health: ProviderHealth {
        state.withLock { state in
            ProviderHealth(
                circuit: state.breaker.state,
                failures: state.breaker.failures,
                inFlight: state.inFlight,
                lastError: state.lastError,
                quietUntil: state.quietUntil.flatMap { $0 > now() ? $0 : nil },
                watched: state.watched
            )
        }
    }
}

import Logging
import PanelCore
import PanelStore
import PanelWords
import Synchronization

/// Lets requests to one provider through as ``CallGate`` decides, and says when that changes.
final class ProviderGate: Sendable {
    private struct State {
        var gate: CallGate
        var watched = 0
        /// Whoever sends new orders, while there is no room for one.
        var waiting: CheckedContinuation<Void, Never>?
    }

    private let state: Mutex<State>
    private let clocks: Clocks
    private let logger: Logger

    init(_ provider: Provider, clocks: Clocks, logger: Logger) {
        state = Mutex(State(gate: CallGate(provider)))
        self.clocks = clocks
        self.logger = logger
    }

    /// Waits until a new order could be sent, as far as the number at once goes. For one task only.
    ///
    /// - Returns: How many could be sent.
    func roomForOrders() async -> Int {
        await withCheckedContinuation { continuation in
            let hasRoom = state.withLock { state in
                guard state.gate.room(for: .orders) <= 0 else { return true }
                state.waiting = continuation
                return false
            }
            if hasRoom { continuation.resume() }
        }
        return state.withLock { Int($0.gate.room(for: .orders)) }
    }

    /// Whether staff stopped new orders.
    var isPaused: Bool {
        get { state.withLock { $0.gate.isPaused } }
        set { if let change = state.withLock({ $0.gate.pause(newValue) }) { note(change) } }
    }

    /// Takes leave for up to `wanted` requests; each ends with ``leave(_:for:asking:)``.
    func enter(upTo wanted: Int, for purpose: CallGate.Purpose) -> Int {
        state.withLock { Int($0.gate.enter(upTo: Int64(wanted), for: purpose, at: clocks.instant())) }
    }

    /// Gives back the leave for one request.
    ///
    /// - Parameter pause: For how many seconds the provider asked to be left alone.
    func leave(_ end: CallGate.End, for purpose: CallGate.Purpose, asking pause: Int64? = nil) {
        let (change, waiting) = state.withLock { state in
            let change = state.gate.leave(end, for: purpose, asking: pause, at: clocks.instant())
            return (change, state.waiting.take())
        }
        waiting?.resume()
        if let change { note(change) }
    }

    private func note(_ change: CallGate.Change) {
        switch change {
        case .callsStopped(let setback):
            logger.warning(
                "The provider fails at everything: it is left alone.",
                metadata: ["error": "\(setback.words(in: .english))"]
            )
        case .callsResumed:
            logger.notice("The provider answers again.")
        case .ordersStopped(let words):
            logger.error(
                "The provider refuses all orders in words that are not known here: they wait.",
                metadata: ["words": "\(words)"]
            )
        case .accountRefused(let words):
            logger.error(
                "The provider takes no orders of this account: they go to the next route, or wait.",
                metadata: ["words": "\(words)"]
            )
        case .ordersResumed:
            logger.notice("The provider takes orders again.")
        }
    }

    func noteWatched(_ count: Int) {
        state.withLock { $0.watched = count }
    }

    var health: ProviderHealth {
        let (now, instant) = (clocks.now(), clocks.instant())
        func shown(_ moment: Instant) -> Timestamp {
            Timestamp(milliseconds: now.milliseconds + moment.since(instant))
        }
        return state.withLock { state in
            let (circuit, failures) = state.gate.circuit
            let shownCircuit: ProviderHealth.Circuit =
                switch circuit {
                case .closed: .closed
                case .open(let until): .open(until: shown(until))
                case .probing(let since): .probing(since: shown(since))
                }
            return ProviderHealth(
                circuit: shownCircuit,
                failures: failures,
                inFlight: Int(state.gate.inFlight),
                lastTrouble: state.gate.lastTrouble,
                quietUntil: state.gate.quietUntil.flatMap { $0 > instant ? shown($0) : nil },
                watched: state.watched
            )
        }
    }
}

import Synchronization

/// Tells everything that belongs together that it ends.
package final class StopSignal: Sendable {
    private struct State {
        var isGiven = false
        var bells: [ObjectIdentifier: Bell] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    package var isGiven: Bool { state.withLock { $0.isGiven } }

    package func give() {
        let bells = state.withLock { state in
            state.isGiven = true
            return Array(state.bells.values)
        }
        for bell in bells { bell.ring() }
    }

    /// Returns after `duration`, when the signal is given, when `bell` is rung, or when the task is cancelled.
    package func wait(atMost duration: Duration, or bell: Bell = Bell()) async {
        let isGiven = state.withLock { state in
            state.bells[ObjectIdentifier(bell)] = bell
            return state.isGiven
        }
        if !isGiven { await bell.wait(atMost: duration) }
        state.withLock { _ = $0.bells.removeValue(forKey: ObjectIdentifier(bell)) }
    }
}

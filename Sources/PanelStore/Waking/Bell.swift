import Synchronization

/// What one task sleeps by: until it is rung, or for so long.
package final class Bell: Sendable {
    private struct State {
        var isRung = false
        var sleeper: CheckedContinuation<Void, Never>?
        /// Tells one sleep from the next, so that the end of an earlier one ends no other.
        var sleep: UInt64 = 0
    }

    private let state = Mutex(State())

    package init() {}

    /// Wakes whoever sleeps, or whoever sleeps next.
    package func ring() {
        let sleeper = state.withLock { state in
            guard let sleeper = state.sleeper.take() else {
                state.isRung = true
                return CheckedContinuation<Void, Never>?.none
            }
            return sleeper
        }
        sleeper?.resume()
    }

    /// Returns after `duration`, when it is rung or was since the last time, or when the task is cancelled.
    package func wait(atMost duration: Duration) async {
        guard duration > .zero else { return state.withLock { $0.isRung = false } }
        await withTaskCancellationHandler {
            await sleep(atMost: duration)
        } onCancel: {
            ring()
        }
    }

    private func sleep(atMost duration: Duration) async {
        guard !state.withLock({ $0.isRung.take() }) else { return }
        var end: Task<Void, Never>?
        await withCheckedContinuation { continuation in
            let sleep = state.withLock { state -> UInt64? in
                guard !state.isRung.take() else { return nil }
                state.sleep += 1
                state.sleeper = continuation
                return state.sleep
            }
            guard let sleep else { return continuation.resume() }
            end = Task {
                guard (try? await Task.sleep(for: duration)) != nil else { return }
                self.end(sleep)
            }
        }
        end?.cancel()
    }

    private func end(_ sleep: UInt64) {
        let sleeper = state.withLock { $0.sleep == sleep ? $0.sleeper.take() : nil }
        sleeper?.resume()
    }
}

extension Bool {
    /// Whether it is set; afterwards it is not.
    fileprivate mutating func take() -> Bool {
        defer { self = false }
        return self
    }
}

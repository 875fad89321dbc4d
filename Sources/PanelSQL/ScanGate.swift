import DequeModule
import Synchronization

/// Lets so many scans run at once. The others wait in the order in which they came.
package final class ScanGate: Sendable {
    private struct State {
        var free: Int
        var waiting: Deque<CheckedContinuation<Void, Never>> = []
    }

    private let mostWaiting: Int
    private let state: Mutex<State>

    package init(atOnce count: Int, mostWaiting: Int) {
        self.mostWaiting = mostWaiting
        state = Mutex(State(free: count))
    }

    /// Runs `body` when it is its turn.
    ///
    /// - Throws: ``SQLError/tooManyScans`` when too many wait already, or what `body` throws.
    package func pass<T: Sendable>(_ body: () async throws -> T) async throws -> T {
        try await enter()
        defer { leave() }
        return try await body()
    }

    private func enter() async throws {
        guard state.withLock({ $0.free > 0 || $0.waiting.count < mostWaiting }) else { throw SQLError.tooManyScans }
        await withCheckedContinuation { continuation in
            let mayRun = state.withLock { state in
                guard state.free > 0 else {
                    state.waiting.append(continuation)
                    return false
                }
                state.free -= 1
                return true
            }
            if mayRun { continuation.resume() }
        }
    }

    private func leave() {
        let next = state.withLock { state in
            let next = state.waiting.popFirst()
            if next == nil { state.free += 1 }
            return next
        }
        next?.resume()
    }
}

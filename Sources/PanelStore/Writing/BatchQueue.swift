import DequeModule
import PanelCore
import Synchronization

/// Commands that wait for the writer, which takes them out in batches.
final class BatchQueue: Sendable {
    private struct State {
        var waiting: Deque<any BatchItem> = []
        var isClosed = false
        /// The writer's task, when it waits for work.
        var sleeper: CheckedContinuation<Void, Never>?
        /// How many seem to be ordering at the moment: those that the last batch answers, and those that waited then.
        var callers = 0
        /// How many commands end the gathering that goes on.
        var wanted: Int?
    }

    private let limits: BatchWriter.Limits
    private let state = Mutex(State())
    private let gathered = Alarm()

    init(_ limits: BatchWriter.Limits) {
        self.limits = limits
    }

    func append(_ item: any BatchItem) throws(WriterError) {
        let sleeper = try state.withLock { state throws(WriterError) in
            guard !state.isClosed else { throw .closed }
            guard state.waiting.count < limits.waiting else { throw .overloaded }
            state.waiting.append(item)
            if let wanted = state.wanted, state.waiting.count >= wanted { endGathering(&state) }
            return state.sleeper.take()
        }
        sleeper?.resume()
    }

    /// Takes no more commands.
    func close() {
        let sleeper = state.withLock { state in
            state.isClosed = true
            if state.wanted != nil { endGathering(&state) }
            return state.sleeper.take()
        }
        sleeper?.resume()
    }

    /// To be called when a batch of `count` commands was carried out, before its callers hear of it.
    func finished(_ count: Int) {
        state.withLock { $0.callers = count + $0.waiting.count }
    }

    /// The next batch, or `nil` once the queue is closed and nothing waits. To be called by one task at a time, on a
    /// thread that may be kept waiting for a moment: the store's own (`Store.committer`), which is none of Swift's pool.
    func next() async -> Batch? {
        await withCheckedContinuation { continuation in
            let isAwake = state.withLock { state in
                guard state.waiting.isEmpty, !state.isClosed else { return true }
                state.sleeper = continuation
                return false
            }
            if isAwake { continuation.resume() }
        }
        gather()
        return state.withLock { state in
            guard !state.waiting.isEmpty else { return nil }
            let items = Array(state.waiting.prefix(limits.batch))
            state.waiting.removeFirst(items.count)
            return Batch(items)
        }
    }

    // MARK: Gathering

    /// Waits for those who were just answered: whoever sends one order after the other is back at once, and a batch
    /// that left without them would have to be followed by another one, at nearly its full price.
    private func gather() {
        let isWorthIt = state.withLock { state in
            let wanted = min(state.callers, limits.worthwhile)
            guard state.waiting.count < wanted, !state.isClosed else { return false }
            state.wanted = wanted
            return true
        }
        guard isWorthIt, !gathered.wait(microseconds: limits.gathering) else { return }
        // Who ended it at the same moment has rung, or is about to.
        let hasEnded = state.withLock { $0.wanted.take() == nil }
        if hasEnded { gathered.wait() }
    }

    private func endGathering(_ state: inout State) {
        state.wanted = nil
        gathered.ring()
    }
}

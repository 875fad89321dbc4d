import DequeModule
import PanelCore
import PanelStore
import Synchronization

/// Orders that wait for a provider, read ahead: reading many at once costs little more than reading one.
///
/// What is read here may be out of date; claiming it looks again.
final class SubmissionBacklog: Sendable {
    private struct State {
        var waiting: Deque<DueSubmission> = []
        var readAt: Instant?
        var lookedAheadAt: Instant?
        /// What was taken and, as far as the database shows, still waits.
        var taken: Set<SubmissionKey> = []
    }

    /// How many are read at once.
    static let most = 256
    /// For how long what was read is of use, in seconds: by then something more urgent may be due.
    private static let freshness: Int64 = 1

    /// How often, in seconds, it is looked for what a clock made that is ahead of this one.
    private static let lookingAhead: Int64 = 2

    private let state = Mutex(State())

    var count: Int { state.withLock { $0.waiting.count } }

    /// Whether it is time to read again.
    func isUsedUp(at now: Instant) -> Bool {
        state.withLock { state in
            state.waiting.isEmpty || state.readAt.map { $0.adding(seconds: SubmissionBacklog.freshness) <= now } ?? true
        }
    }

    /// How many seconds ahead to look when it is read now.
    func ahead(at now: Instant) -> Int64 {
        state.withLock { state in
            let next = state.lookedAheadAt?.adding(seconds: SubmissionBacklog.lookingAhead)
            guard next.map({ $0 <= now }) ?? true else { return 0 }
            state.lookedAheadAt = now
            return ClockComparison.tolerance
        }
    }

    /// Puts what was read in the place of what was left, except for what is under way already.
    func renew(_ due: [DueSubmission], at now: Instant) {
        state.withLock { state in
            state.waiting = Deque(due.filter { !state.taken.contains($0.submission.key) })
            state.readAt = now
        }
    }

    /// Takes the first ones that `isWanted`; ones before them that are not are dropped, and are read again later.
    ///
    /// - Parameter limit: How many at most.
    func take(upTo limit: Int, where isWanted: (DueSubmission) -> Bool) -> [DueSubmission] {
        state.withLock { state in
            var turn: [DueSubmission] = []
            while turn.count < limit, let due = state.waiting.popFirst() {
                guard isWanted(due) else { continue }
                state.taken.insert(due.submission.key)
                turn.append(due)
            }
            return turn
        }
    }

    /// Notes that the database knows what became of those that were taken.
    func forget(_ turn: [DueSubmission]) {
        state.withLock { $0.taken.subtract(turn.map(\.submission.key)) }
    }
}

import Dispatch
import GRDB
import PanelSQL
import Synchronization

/// Runs reads in groups: all that wait when a reader comes free share its transaction and its wake-up, which cost
/// more than the reads themselves.
final class ReadCoalescer: Sendable {
    /// How many reads run side by side.
    static let threads = 2
    /// Most reads in one transaction, so that a long one holds up few others.
    private static let mostInGroup = 64

    private typealias Job = @Sendable (Result<SQLiteConnection, any Error>) -> Void

    private struct State {
        var waiting: [Job] = []
        var idleThreads = ReadCoalescer.threads
    }

    private let pool: DatabasePool
    private let queue = DispatchQueue(
        label: "panel.sqlite.readers",
        qos: .userInitiated,
        attributes: .concurrent
    )
    private let state = Mutex(State())

    init(pool: DatabasePool) {
        self.pool = pool
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            enqueue { connection in
                continuation.resume(with: Result { try body(connection.get()) })
            }
        }
    }

    private func enqueue(_ job: @escaping Job) {
        let startsThread = state.withLock { state in
            state.waiting.append(job)
            guard state.idleThreads > 0 else { return false }
            state.idleThreads -= 1
            return true
        }
        if startsThread { queue.async { self.runWaiting() } }
    }

    private func runWaiting() {
        while let group = nextGroup() {
            do {
                try pool.read { database in
                    let connection = SQLiteConnection(database)
                    for job in group { job(.success(connection)) }
                }
            } catch {
                // Only opening the transaction can fail here: jobs keep their own errors.
                for job in group { job(.failure(error)) }
            }
        }
    }

    private func nextGroup() -> [Job]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.idleThreads += 1
                return nil
            }
            let group = Array(state.waiting.prefix(ReadCoalescer.mostInGroup))
            state.waiting.removeFirst(group.count)
            return group
        }
    }
}

import DequeModule
import Dispatch
import Glibc
import Synchronization

/// A thread for one connection, on which all is done that blocks.
///
/// Tasks may run on it too. One that hands work to it and waits for the result has no other thread to wait for then.
///
/// It is always the same thread. A dispatch queue takes another one from a pool each time it was empty, which for two
/// servers on one machine cost a twelfth of their orders. It ends, once all is done, when nobody refers to this any more.
package final class SQLThread: TaskExecutor {
    private let work = Work()

    package init() {
        let work = Unmanaged.passRetained(work)
        var thread = pthread_t()
        let code = pthread_create(&thread, nil, SQLThread.run, work.toOpaque())
        precondition(code == 0, "the system has no thread left: \(code)")
        pthread_detach(thread)
    }

    deinit {
        work.end()
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        work.append { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }

    /// Runs `body` on the thread, when it has done all that it was given before.
    ///
    /// - Parameter body: Calls the function that it is given with what is to be returned, once. What it does after
    ///   that nobody waits for.
    package func perform<T: Sendable>(_ body: @escaping @Sendable ((T) -> Void) -> Void) async -> T {
        await withCheckedContinuation { continuation in
            work.append { body { continuation.resume(returning: $0) } }
        }
    }

    /// Runs `body` on the thread, when it has done all that it was given before. Nobody waits for that.
    package func run(_ body: @escaping @Sendable () -> Void) {
        work.append(body)
    }

    private static let run: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { work in
        guard let work else { return nil }
        Unmanaged<Work>.fromOpaque(work).takeRetainedValue().doAll()
        return nil
    }
}

/// What a thread has to do.
private final class Work: Sendable {
    private struct State {
        var waiting: Deque<@Sendable () -> Void> = []
        var isAsleep = false
        var isEnded = false
    }

    private let state = Mutex(State())
    /// What the thread waits at, which is its own: no thread of Swift's pool does.
    private let alarm = DispatchSemaphore(value: 0)

    func append(_ body: @escaping @Sendable () -> Void) {
        change { $0.waiting.append(body) }
    }

    func end() {
        change { $0.isEnded = true }
    }

    private func change(_ body: (inout State) -> Void) {
        let wasAsleep = state.withLock { state in
            body(&state)
            defer { state.isAsleep = false }
            return state.isAsleep
        }
        if wasAsleep { alarm.signal() }
    }

    /// Does what there is to do, and waits for more, until the end.
    func doAll() {
        while true {
            let (body, isEnded) = state.withLock { state in
                let body = state.waiting.popFirst()
                state.isAsleep = body == nil && !state.isEnded
                return (body, state.isEnded)
            }
            if let body {
                body()
            } else if isEnded {
                return
            } else {
                alarm.wait()
            }
        }
    }
}

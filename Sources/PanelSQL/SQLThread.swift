import Dispatch

/// A thread for one connection, on which all is done that blocks.
///
/// Tasks may run on it too. One that hands work to it and waits for the result has no other thread to wait for then.
package final class SQLThread: TaskExecutor {
    private let queue: DispatchQueue

    package init(_ label: String) {
        queue = DispatchQueue(label: label, qos: .userInitiated)
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }

    /// Runs `body` on the thread, when it has done all that it was given before.
    ///
    /// - Parameter body: Calls the function that it is given with what is to be returned, once. What it does after
    ///   that nobody waits for.
    package func perform<T: Sendable>(_ body: @escaping @Sendable ((T) -> Void) -> Void) async -> T {
        await withCheckedContinuation { continuation in
            queue.async { body { continuation.resume(returning: $0) } }
        }
    }

    /// Runs `body` on the thread, when it has done all that it was given before. Nobody waits for that.
    package func run(_ body: @escaping @Sendable () -> Void) {
        queue.async(execute: body)
    }
}

import Logging
import Synchronization

/// Tells of what fails and is tried again until it works: of each task the first failure is logged, and its end, and not
/// what is between.
final class FailureLog: Sendable {
    private let logger: Logger
    /// How often in a row each task failed that fails now.
    private let failures = Mutex<[String: Int]>([:])

    init(_ logger: Logger) {
        self.logger = logger
    }

    /// What `body` returns; `nil` when it fails. That a task was called off is no failure.
    ///
    /// - Parameter task: The name of what is tried, such as `send-orders`.
    @discardableResult
    func attempt<Value>(_ task: String, _ body: () async throws -> Value) async -> Value? {
        do {
            let value = try await body()
            noteSuccess(of: task)
            return value
        } catch is CancellationError {
            return nil
        } catch {
            note(error, of: task)
            return nil
        }
    }

    private func noteSuccess(of task: String) {
        guard let count = failures.withLock({ $0.removeValue(forKey: task) }) else { return }
        logger.notice("A part of relaying works again.", metadata: ["task": "\(task)", "failures": "\(count)"])
    }

    private func note(_ error: any Error, of task: String) {
        let isFirst = failures.withLock { failures in
            failures[task, default: 0] += 1
            return failures[task] == 1
        }
        guard isFirst else { return }
        logger.warning(
            "A part of relaying failed. It is tried again.",
            metadata: ["task": "\(task)", "error": "\(error)"]
        )
    }
}

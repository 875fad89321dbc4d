package import Logging
import Metrics
package import PanelCore
import ServiceLifecycle

/// Carries commands out in groups: while one batch is being made durable the next one gathers, so that a commit,
/// which costs the same for one order as for hundreds, is shared.
///
/// Callers are answered only after the commit. A caller who goes away cancels nobody, not even its own command.
package final class BatchWriter: ServiceLifecycle.Service {
    /// How much a writer takes on.
    package struct Limits: Sendable {
        /// Most commands that may wait; more are refused at once with ``WriterError/overloaded``.
        package var waiting = 4096
        /// Most commands in one transaction.
        package var batch = 512
        /// How large a batch is waited for, if as many callers are at it. A commit has a price of its own, which so many
        /// share well enough.
        package var worthwhile = 16
        /// How long at most a batch waits for more commands, in microseconds.
        package var gathering = 1000

        package init() {}
    }

    /// Told of what the commits give to do.
    package let wakeups = Wakeups()
    private let store: any Store
    private let queue: BatchQueue
    private let logger: Logger
    private let batchSizes = Recorder(label: "panel_batch_commands")
    private let commitTimes = Timer(label: "panel_commit_duration")
    private let failures = Counter(label: "panel_commit_failures")

    package init(store: any Store, limits: Limits = Limits(), logger: Logger) {
        self.store = store
        queue = BatchQueue(limits)
        self.logger = logger
    }

    /// Carries a command out.
    ///
    /// - Parameter condition: It is carried out only if this holds once all that it looks at is locked: whoever changes that
    ///   next comes after.
    /// - Returns: The outcome, durable when this returns, or the command's refusal, which has changed nothing.
    /// - Throws: ``WriterError`` when the command was not taken, as none is while the panel is closed, or when its
    ///   outcome is not known.
    package func perform<C: Command>(
        _ command: C,
        onlyIf condition: (@Sendable () -> Bool)? = nil
    ) async throws -> Result<C.Outcome, C.Refusal> {
        if let reason = store.closedReason { throw WriterError.panelIsClosed(reason) }
        return try await withCheckedThrowingContinuation { continuation in
            let pending = PendingCommand(command, onlyIf: condition, continuation: continuation)
            do {
                try queue.append(pending)
            } catch {
                pending.fail(error)
            }
        }
    }

    /// Runs until graceful shutdown or cancellation, and then until everything that waits is carried out.
    package func run() async throws {
        await withTaskCancellationOrGracefulShutdownHandler {
            await withTaskExecutorPreference(store.committer) {
                while let batch = await queue.next() { await carryOut(batch) }
            }
        } onCancelOrGracefulShutdown: {
            self.close()
        }
    }

    /// Takes no more commands.
    package func close() {
        queue.close()
    }

    // MARK: Committing

    private func carryOut(_ batch: Batch) async {
        batchSizes.record(batch.count)
        let start = ContinuousClock.now
        do throws(CommitFailure) {
            try await store.commit(batch)
            commitTimes.record(duration: ContinuousClock.now - start)
            queue.finished(batch.count)
            batch.answer()
            wakeups.tell(of: batch.work)
        } catch {
            failures.increment()
            await handle(error, of: batch)
        }
    }

    /// One command must not fail others: what failed together is tried again one by one.
    private func handle(_ failure: CommitFailure, of batch: Batch) async {
        if case .failed = failure, let reason = store.closedReason {
            return batch.fail(WriterError.panelIsClosed(reason))
        }
        switch failure {
        case .failed(let error) where batch.count > 1:
            logger.warning("A batch failed and is repeated one command at a time.", metadata: ["error": "\(error)"])
            for single in batch.singles { await carryOut(single) }
        case .failed(let error):
            logger.error("A command could not be carried out.", metadata: ["error": "\(error)"])
            batch.fail(WriterError.notCarriedOut)
        case .outcomeUnknown(let error):
            logger.error("The outcome of a commit is unknown.", metadata: ["error": "\(error)"])
            batch.fail(WriterError.outcomeUnknown)
            wakeups.tell(of: batch.work)
        }
    }
}

import PanelCore
import Synchronization

/// A command whose caller waits for its outcome.
final class PendingCommand<C: Command>: BatchItem {
    typealias Answer = Result<C.Outcome, C.Refusal>

    private let command: C
    private let condition: (@Sendable () -> Bool)?
    private let continuation: CheckedContinuation<Answer, any Error>
    // The batch runs on the store's thread and is answered from the writer's task, one after the other.
    private let result = Mutex<Answer?>(nil)

    init(
        _ command: C,
        onlyIf condition: (@Sendable () -> Bool)?,
        continuation: CheckedContinuation<Answer, any Error>
    ) {
        self.command = command
        self.condition = condition
        self.continuation = continuation
    }

    func declareReads(in reads: inout ReadSet) {
        command.declareReads(in: &reads)
    }

    func run(in working: WorkingSet) {
        let answer = condition?() == false ? nil : working.run(command)
        result.withLock { $0 = answer }
    }

    func answer() {
        guard let answer = result.withLock({ $0 }) else {
            return continuation.resume(throwing: WriterError.notCarriedOut)
        }
        continuation.resume(returning: answer)
    }

    func fail(_ error: any Error) {
        continuation.resume(throwing: error)
    }
}

package import PanelCore
import Synchronization

extension Store {
    /// Carries out one command in a transaction of its own. For processes in which no ``BatchWriter`` runs.
    package func perform<C: Command>(_ command: C) async throws(CommitFailure) -> Result<C.Outcome, C.Refusal> {
        let item = LoneCommand(command)
        try await commit(Batch([item]))
        guard let result = item.result.withLock({ $0 }) else { preconditionFailure("a commit runs its commands") }
        return result
    }
}

/// A command that is a batch by itself.
private final class LoneCommand<C: Command>: BatchItem {
    private let command: C
    /// What it came to when it was run last.
    let result = Mutex<Result<C.Outcome, C.Refusal>?>(nil)

    init(_ command: C) {
        self.command = command
    }

    func declareReads(in reads: inout ReadSet) { command.declareReads(in: &reads) }

    func run(in working: WorkingSet) {
        let outcome = working.run(command)
        result.withLock { $0 = outcome }
    }

    func answer() {}
    func fail(_ error: any Error) {}
}

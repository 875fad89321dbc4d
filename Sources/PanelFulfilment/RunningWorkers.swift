import PanelCore
import PanelStore
import Synchronization

/// The workers that run, one for each provider that this server calls.
final class RunningWorkers: Sendable {
    struct Running {
        let worker: ProviderWorker
        let task: Task<Void, Never>
        /// Given when the worker has ended.
        let end: StopSignal
    }

    private let workers = Mutex<[ProviderID: Running]>([:])

    subscript(provider: ProviderID) -> Running? { workers.withLock { $0[provider] } }

    var all: [Running] { workers.withLock { Array($0.values) } }
    var providers: [ProviderID] { workers.withLock { Array($0.keys) } }

    /// How calling goes of the providers that this server calls.
    var health: [ProviderID: ProviderHealth] {
        workers.withLock { workers in
            workers.filter { !$0.value.end.isGiven }.mapValues { $0.worker.context.gate.health }
        }
    }

    func start(_ worker: ProviderWorker) {
        let end = StopSignal()
        let task = Task {
            await worker.run()
            end.give()
        }
        workers.withLock { $0[worker.context.provider.id] = Running(worker: worker, task: task, end: end) }
    }

    func dropEnded() {
        workers.withLock { workers in workers = workers.filter { !$0.value.end.isGiven } }
    }

    /// All workers, none of which is known here any more.
    func takeAll() -> [Running] {
        workers.withLock { workers in
            defer { workers = [:] }
            return Array(workers.values)
        }
    }
}

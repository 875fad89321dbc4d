import PanelCore
import PanelStore
import Synchronization

/// Looks what commits of other servers give the workers of this one to do: one question for all of them.
final class OthersWork: Job {
    let name = "others-work"
    let interval = Duration.milliseconds(250)

    private let store: any Store
    private let wakeups: Wakeups
    /// The providers that this server calls.
    private let called: @Sendable () -> [ProviderID]
    private let told = Mutex<[ProviderID: NextDue]>([:])

    init(store: any Store, wakeups: Wakeups, called: @escaping @Sendable () -> [ProviderID]) {
        self.store = store
        self.wakeups = wakeups
        self.called = called
    }

    func run(at now: Timestamp) async throws -> Bool {
        let called = called()
        guard !called.isEmpty else { return false }
        let due = try await store.nextDue(of: called)
        let before = told.withLock { told in
            defer { told = due }
            return told
        }
        for (provider, due) in due {
            wakeups.tell(of: due.work(of: provider, at: now, since: before[provider]))
        }
        return false
    }
}

import PanelCore
import PanelStore
import Synchronization

/// Renews this server's leases, and has its workers follow them and the providers. It needs no lease itself, and also stops
/// the workers of a panel that was closed.
final class LeaseRenewal: Job {
    let name = "leases"
    /// How soon a new or changed provider is noticed.
    let interval = Duration.milliseconds(250)
    let runsWhileClosed = true

    private let leases: ServerLeases
    private let store: any Store
    private let workers: RunningWorkers
    /// Has the workers be as they have to, and says whether they are.
    private let adjust: @Sendable () async throws -> Bool
    /// The version of the settings that the workers are as.
    private let known = Mutex<SettingsVersion?>(nil)

    init(
        _ leases: ServerLeases,
        store: any Store,
        workers: RunningWorkers,
        adjust: @escaping @Sendable () async throws -> Bool
    ) {
        (self.leases, self.store, self.workers, self.adjust) = (leases, store, workers, adjust)
    }

    func run(at now: Timestamp) async throws -> Bool {
        let version = store.settingsVersion
        let renewal: Result<Bool, any Error>
        do { renewal = .success(try await leases.renew(calling: workers.health)) } catch { renewal = .failure(error) }
        // What could not be renewed may have ended, and of a closed panel nothing is called.
        let mayDiffer = (try? renewal.get()) ?? true || store.closedReason != nil
        if mayDiffer || known.withLock({ $0 != version }) {
            known.withLock { $0 = nil }
            if try await adjust() { known.withLock { $0 = version } }
        }
        _ = try renewal.get()
        return false
    }
}

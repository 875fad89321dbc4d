import Logging
import PanelCore
import PanelStore
import Synchronization

/// Which providers this server calls, when several servers share the database. A lease says so, and is renewed long
/// before it ends.
final class ProviderShare: Sendable {
    private struct State {
        var outcome = ShareProviders.Outcome()
        /// When the leases end unless they are renewed.
        var endsAt = Timestamp(milliseconds: 0)
        var renewedAt: Timestamp?
        /// How often in a row they could not be renewed.
        var failures = 0
    }

    private let server: ServerName
    private let store: any Store
    private let writer: BatchWriter
    private let logger: Logger
    private let now: @Sendable () -> Timestamp
    private let state = Mutex(State())

    /// How often leases are renewed, in seconds: some failures in a row lose nothing.
    private static let renewal = ShareProviders.leaseSeconds / 5

    init(
        server: ServerName,
        store: any Store,
        writer: BatchWriter,
        logger: Logger,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.server = server
        self.store = store
        self.writer = writer
        self.logger = logger
        self.now = now
    }

    /// Whether this server calls a provider now. By its own clock: nobody else can have begun to before that.
    /// Of a closed panel nobody calls any.
    func holds(_ provider: ProviderID) -> Bool {
        guard store.closedReason == nil else { return false }
        guard store.isShared else { return true }
        let now = now()
        return state.withLock { $0.outcome.held.contains(provider) && now < $0.endsAt }
    }

    /// Whether this server is to call a provider, and go on calling it.
    func wants(_ provider: ProviderID) -> Bool {
        holds(provider) && state.withLock { !$0.outcome.unwanted.contains(provider) }
    }

    /// Renews the leases when it is time to, and takes and releases what there is to.
    ///
    /// - Parameter calling: The providers that this server calls, and how that goes.
    /// - Returns: Whether ``wants(_:)`` may answer otherwise than before.
    func renew(calling: [ProviderID: ProviderHealth]) async -> Bool {
        guard store.isShared else { return false }
        let now = now()
        let (released, isDue, before) = state.withLock { state in
            let released = state.outcome.unwanted.filter { calling[$0] == nil }
            let next = state.renewedAt?.adding(seconds: ProviderShare.renewal)
            return (released, next.map { $0 <= now } ?? true, state.outcome)
        }
        guard isDue || !released.isEmpty else { return false }
        let command = ShareProviders(server: server, health: calling, released: released, now: now)
        do {
            let outcome = try await writer.perform(command).get()
            let failures = state.withLock { state in
                state.outcome = outcome
                state.endsAt = now.adding(seconds: ShareProviders.leaseSeconds)
                state.renewedAt = now
                defer { state.failures = 0 }
                return state.failures
            }
            if failures > 0 {
                logger.notice("The leases on providers are renewed again.", metadata: ["failures": "\(failures)"])
            }
            return outcome != before
        } catch {
            let (isFirst, hasEnded) = state.withLock { state in
                state.failures += 1
                return (state.failures == 1, state.endsAt <= now)
            }
            // Once, and not four times a second for as long as the database is away.
            if isFirst {
                logger.warning("The leases on providers could not be renewed.", metadata: ["error": "\(error)"])
            }
            return hasEnded
        }
    }

    /// Releases everything, once nothing is called any more.
    func leave() async {
        guard store.isShared else { return }
        state.withLock { $0 = State() }
        // Whoever waits for the leases gets them when they end anyway.
        _ = try? await writer.perform(ShareProviders(server: server, isLeaving: true, now: now()))
    }
}

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
        var endsAt: Instant?
        var renewedAt: Instant?
        /// The other servers, and since when they have said nothing.
        var others = LeaseWatch<ServerName, Timestamp>()
        /// How often in a row they could not be renewed.
        var failures = 0
    }

    private let server: ServerName
    private let store: any Store
    private let writer: BatchWriter
    private let logger: Logger
    private let clocks: Clocks
    private let state = Mutex(State())

    /// How often leases are renewed, in seconds: some failures in a row lose nothing.
    private static let renewal = ShareProviders.leaseSeconds / 5

    init(
        server: ServerName,
        store: any Store,
        writer: BatchWriter,
        logger: Logger,
        clocks: Clocks
    ) {
        self.server = server
        self.store = store
        self.writer = writer
        self.logger = logger
        self.clocks = clocks
    }

    /// Whether this server calls a provider now. By its own clock: nobody else can have begun to before that.
    /// Of a closed panel nobody calls any.
    func holds(_ provider: ProviderID) -> Bool {
        guard store.closedReason == nil else { return false }
        guard store.isShared else { return true }
        let now = clocks.instant()
        return state.withLock { state in
            state.outcome.held.contains(provider) && state.endsAt.map { now < $0 } ?? false
        }
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
        let now = clocks.instant()
        let (released, silent, isDue, before) = state.withLock { state in
            let released = state.outcome.unwanted.filter { calling[$0] == nil }
            let silent = state.others.ended(at: now) { _ in ShareProviders.leaseSeconds * 1000 }
            let next = state.renewedAt?.adding(seconds: ProviderShare.renewal)
            return (released, silent, next.map { $0 <= now } ?? true, state.outcome)
        }
        guard isDue || !released.isEmpty || !silent.isEmpty else { return false }
        let command = ShareProviders(
            server: server,
            health: calling,
            released: released,
            silent: silent,
            now: clocks.now()
        )
        do {
            let outcome = try await writer.perform(command).get()
            let failures = state.withLock { state in
                state.outcome = outcome
                state.endsAt = now.adding(seconds: ShareProviders.leaseSeconds)
                state.renewedAt = now
                // From when it was read on: whoever said it had begun to count before.
                state.others.see(outcome.others, at: clocks.instant())
                defer { state.failures = 0 }
                return state.failures
            }
            if failures > 0 {
                logger.notice("The leases on providers are renewed again.", metadata: ["failures": "\(failures)"])
            }
            return outcome.held != before.held || outcome.unwanted != before.unwanted
        } catch {
            let (isFirst, hasEnded) = state.withLock { state in
                state.failures += 1
                return (state.failures == 1, state.endsAt.map { $0 <= now } ?? true)
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
        _ = try? await writer.perform(ShareProviders(server: server, isLeaving: true, now: clocks.now()))
    }
}

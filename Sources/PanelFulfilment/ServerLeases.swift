import PanelCore
import PanelStore
import Synchronization

/// Which providers this server calls and which jobs it runs for all, when several servers share the database. A lease says
/// so, and is renewed long before it ends.
final class ServerLeases: Sendable {
    private struct State {
        var outcome = ShareLeases.Outcome()
        /// When the leases end unless they are renewed.
        var endsAt: Instant?
        /// How often they had ended when they were renewed.
        var term: Int64 = 0
        var renewedAt: Instant?
        /// The other servers, and since when they have said nothing.
        var others = LeaseWatch<ServerName, Timestamp>()
        /// Jobs that run at the moment.
        var running: Set<LeaseName> = []
    }

    private let server: ServerName
    /// The jobs that one server runs for all.
    private let jobs: Set<String>
    private let store: any Store
    private let writer: BatchWriter
    private let clocks: Clocks
    private let state = Mutex(State())

    /// How often leases are renewed, in seconds: some failures in a row lose nothing.
    private static let renewal = ShareLeases.seconds / 5

    init(
        server: ServerName,
        jobs: Set<String>,
        store: any Store,
        writer: BatchWriter,
        clocks: Clocks
    ) {
        self.server = server
        self.jobs = jobs
        self.store = store
        self.writer = writer
        self.clocks = clocks
    }

    /// Whether this server does something now. By its own clock: nobody else can have begun to before that.
    /// Of a closed panel nobody does anything.
    func holds(_ name: LeaseName) -> Bool {
        guard store.closedReason == nil else { return false }
        guard store.isShared else { return true }
        let now = clocks.instant()
        return state.withLock { state in
            state.outcome.held.contains(name) && state.endsAt.map { now < $0 } ?? false
        }
    }

    /// The time for which this server has done something without a gap: in one, others may have done it. `nil` when it does
    /// not do it now.
    func term(of name: LeaseName) -> Int64? {
        guard holds(name) else { return nil }
        return state.withLock { $0.term }
    }

    /// Whether this server is to do something, and go on with it.
    func wants(_ name: LeaseName) -> Bool {
        holds(name) && state.withLock { !$0.outcome.unwanted.contains(name) }
    }

    /// Renews the leases when it is time to, and takes and releases what there is to.
    ///
    /// - Parameter calling: The providers that this server calls, and how that goes.
    /// - Returns: Whether ``wants(_:)`` may answer otherwise than before.
    /// - Throws: Why they could not be renewed. They end when it stays so.
    func renew(calling: [ProviderID: ProviderHealth]) async throws -> Bool {
        guard store.isShared else { return false }
        let now = clocks.instant()
        let (released, silent, isDue, before) = state.withLock { state in
            let released = state.outcome.unwanted.filter { name in
                name.provider.map { calling[$0] == nil } ?? !state.running.contains(name)
            }
            let silent = state.others.ended(at: now) { _ in ShareLeases.seconds * 1000 }
            let next = state.renewedAt?.adding(seconds: ServerLeases.renewal)
            return (released, silent, next.map { $0 <= now } ?? true, state.outcome)
        }
        guard isDue || !released.isEmpty || !silent.isEmpty else { return false }
        let command = ShareLeases(
            server: server,
            health: calling,
            jobs: jobs,
            released: released,
            silent: silent,
            now: clocks.now()
        )
        let outcome = try await writer.perform(command).get()
        state.withLock { state in
            let read = clocks.instant()
            if let end = state.endsAt, end <= read { state.term += 1 }
            state.outcome = outcome
            state.endsAt = now.adding(seconds: ShareLeases.seconds)
            state.renewedAt = now
            // From when it was read on: whoever said it had begun to count before.
            state.others.see(outcome.others, at: read)
        }
        return outcome.held != before.held || outcome.unwanted != before.unwanted
    }

    /// Releases everything, once nothing is called any more.
    func leave() async {
        guard store.isShared else { return }
        state.withLock { $0 = State() }
        // Whoever waits for the leases gets them when they end anyway.
        _ = try? await writer.perform(ShareLeases(server: server, isLeaving: true, now: clocks.now()))
    }
}

extension ServerLeases: JobLeases {
    func begin(_ job: String) -> Bool {
        guard wants(.job(job)) else { return false }
        state.withLock { _ = $0.running.insert(.job(job)) }
        return true
    }

    func end(_ job: String) {
        state.withLock { _ = $0.running.remove(.job(job)) }
    }
}

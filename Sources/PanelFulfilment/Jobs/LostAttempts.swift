import PanelCore
import PanelStore
import Synchronization

/// Gives up attempts that nobody answers for, here or on another server. What this process makes is answered for within its
/// lease, unless the answer could not be written down.
final class LostAttempts: Job {
    let name = "lost-attempts"
    let interval = Duration.seconds(1)

    private let store: any Store
    private let writer: BatchWriter
    private let clocks: Clocks
    private let leases = Mutex(LeaseWatch<SubmissionKey, LeasedAttempt>())

    /// How many attempts are watched at a time, over all providers.
    private static let most = 20_000

    init(store: any Store, writer: BatchWriter, clocks: Clocks) {
        self.store = store
        self.writer = writer
        self.clocks = clocks
    }

    func run(at now: Timestamp) async throws -> Bool {
        let attempts = try await store.attemptsUnderWay(limit: LostAttempts.most)
        let instant = clocks.instant()
        let ended = leases.withLock { leases in
            leases.see(Dictionary(attempts.map { ($0.key, $0) }) { first, _ in first }, at: instant)
            return leases.ended(at: instant, length: \.length)
        }
        if !ended.isEmpty { _ = try await writer.perform(ExpireAttempts(Array(ended.values), now: now)) }
        return false
    }
}

import Logging
import PanelCore
import PanelStore
import Synchronization

/// Notices when the system's clock is set, says so, and sees to it that nothing waits because of that.
final class ClockWatch: Job {
    private struct State {
        var comparison = ClockComparison()
        /// By how much the clock was set back since keys were made so much older, in milliseconds.
        var setBack: Int64 = 0
        /// Whether it was set since it was looked for what is put off too far.
        var wasSet = false
    }

    let name = "clock"
    let interval = Duration.seconds(1)

    private let store: any Store
    private let wakeups: Wakeups
    private let clocks: Clocks
    private let leases: ServerLeases
    private let keys: KeyAging
    private let farOff: TooFarOffLook
    private let logger: Logger
    private let state = Mutex(State())

    init(
        store: any Store,
        wakeups: Wakeups,
        clocks: Clocks,
        leases: ServerLeases,
        keys: KeyAging,
        farOff: TooFarOffLook,
        logger: Logger
    ) {
        self.store = store
        self.wakeups = wakeups
        self.clocks = clocks
        self.leases = leases
        self.keys = keys
        self.farOff = farOff
        self.logger = logger
    }

    /// The moment of the wall clock that was so many hours ago, or before: what the clock has skipped meanwhile are no hours.
    func ago(hours: Int64) -> Timestamp {
        let since = clocks.instant().adding(seconds: -hours * 3600)
        let skipped = state.withLock { $0.comparison.skipped(since: since) }
        return Timestamp(milliseconds: clocks.now().milliseconds - skipped).adding(hours: -hours)
    }

    func run(at now: Timestamp) async throws -> Bool {
        guard let (wall, monotonic) = clocks.pair else { return false }
        let step = state.withLock { state in
            let step = state.comparison.step(wall: wall, monotonic: monotonic)
            if let step {
                state.setBack += max(0, -step)
                state.wasSet = true
            }
            return step
        }
        if let step {
            note(step)
            // What they sleep for may be due by the clock as it is now.
            wakeups.tellAll()
        }
        let (setBack, wasSet) = state.withLock { ($0.setBack, $0.wasSet) }
        if setBack > 0 {
            try await settleStep(back: setBack)
            state.withLock { $0.setBack -= setBack }
        }
        if wasSet {
            guard try await !farOff.run(at: clocks.now()) else { return true }
            state.withLock { $0.wasSet = false }
        }
        return false
    }

    private func note(_ step: Int64) {
        logger.warning(
            step > 0 ? "The system's clock was set forward." : "The system's clock was set back.",
            metadata: ["seconds": "\((step + step.signum() * 500) / 1000)"]
        )
    }

    /// A backup that was made before the step can not be judged by the clock any more: noted before anything is sent that
    /// would not have been due by now. Whoever calls a provider dates its keys, so each server makes those of its own older.
    private func settleStep(back milliseconds: Int64) async throws {
        try await store.noteClockSetBack()
        for provider in try await store.providers()
        where provider.removedAt == nil && leases.holds(.provider(provider.id)) {
            try await keys.age(of: provider.id, by: milliseconds)
        }
    }
}

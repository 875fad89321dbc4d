import Logging
import PanelCore
import PanelStore
import Synchronization

/// Notices when the system's clock is set, says so, and sees to it that nothing waits because of that.
final class ClockWatch: Sendable {
    private let store: any Store
    private let writer: BatchWriter
    private let clocks: Clocks
    private let share: ProviderShare
    private let logger: Logger
    private let comparison = Mutex(ClockComparison())

    private static let interval = Duration.seconds(1)
    /// How often, in milliseconds, it is looked for what is due too late when no step was noticed: another server may have
    /// written it, or one that ended.
    private static let routine: Int64 = 600_000
    private static let page = 1000

    init(store: any Store, writer: BatchWriter, clocks: Clocks, share: ProviderShare, logger: Logger) {
        self.store = store
        self.writer = writer
        self.clocks = clocks
        self.share = share
        self.logger = logger
    }

    /// The moment of the wall clock that was so many hours ago, or before: what the clock has skipped meanwhile are no hours.
    func ago(hours: Int64) -> Timestamp {
        let since = clocks.instant().adding(seconds: -hours * 3600)
        let skipped = comparison.withLock { $0.skipped(since: since) }
        return Timestamp(milliseconds: clocks.now().milliseconds - skipped).adding(hours: -hours)
    }

    func run(until stop: StopSignal) async {
        var nextLook = clocks.instant()
        // By how much the clock was set back since keys were made so much older, in milliseconds.
        var setBack: Int64 = 0
        while !stop.isGiven {
            if let (wall, monotonic) = clocks.pair {
                if let step = comparison.withLock({ $0.step(wall: wall, monotonic: monotonic) }) {
                    note(step)
                    setBack += max(0, -step)
                    nextLook = monotonic
                    // What they sleep for may be due by the clock as it is now.
                    writer.wakeups.tellAll()
                }
                // What fails here is tried again in the next round.
                if setBack > 0, (try? await settleStep(back: setBack)) != nil { setBack = 0 }
                if monotonic >= nextLook, (try? await bringForward(until: stop)) != nil {
                    nextLook = monotonic.adding(milliseconds: ClockWatch.routine)
                }
            }
            await stop.wait(atMost: ClockWatch.interval)
        }
    }

    private func note(_ step: Int64) {
        logger.warning(
            step > 0 ? "The system's clock was set forward." : "The system's clock was set back.",
            metadata: ["seconds": "\((step + step.signum() * 500) / 1000)"]
        )
    }

    /// A backup that was made before the step can not be judged by the clock any more: noted before anything is sent that
    /// would not have been due by now.
    private func settleStep(back milliseconds: Int64) async throws {
        try await store.noteClockSetBack()
        try await ageKeys(by: milliseconds)
    }

    /// Makes callers' keys so much older as the clock was set back, also when the process ends meanwhile. Whoever calls a
    /// provider dates its keys, so it is for each server to do for its own.
    private func ageKeys(by milliseconds: Int64) async throws {
        for provider in try await store.providers() where provider.removedAt == nil && share.holds(provider.id) {
            try await ageKeys(of: provider.id, by: milliseconds)
        }
    }

    private func ageKeys(of provider: ProviderID, by milliseconds: Int64) async throws {
        let now = clocks.now()
        var last: SubmissionKey?
        while true {
            let page = try await store.submissionsWithKeys(
                of: provider,
                sentAfter: AgeKeys.begin(by: milliseconds, at: now),
                after: last,
                limit: ClockWatch.page
            )
            guard let end = page.last else { return }
            last = end
            _ = try await writer.perform(AgeKeys(page, by: milliseconds, now: now))
        }
    }

    /// Makes due what the clock, when it was ahead, put off for longer than anything is put off.
    private func bringForward(until stop: StopSignal) async throws {
        var count = 0
        for provider in try await store.providers() where provider.removedAt == nil {
            // What seems to have been sent later than now is of a clock that was ahead.
            try await ageKeys(of: provider.id, by: 0)
            while !stop.isGiven {
                let now = clocks.now()
                let found = try await store.tooFarOff(of: provider, at: now, limit: ClockWatch.page)
                guard !found.isEmpty else { break }
                // The step may have been while no process looked.
                if count == 0 { try await store.noteClockSetBack() }
                let changed = try await writer.perform(BringForward(found, now: now)).get()
                count += changed
                // Somebody else was faster.
                guard changed > 0 else { break }
            }
        }
        guard count > 0 else { return }
        logger.notice(
            "What was to wait for a clock that is not ahead any more goes on now.",
            metadata: ["count": "\(count)"]
        )
    }
}

import Glibc
import PanelCore
import Synchronization

/// The time of a sandbox: milliseconds since it was made. It never goes back.
final class SandboxClock: Sendable {
    private let isManual: Bool
    private let origin: Timestamp
    private let begin: Int64
    private let skipped = Atomic<Int64>(0)

    init(isManual: Bool) {
        self.isManual = isManual
        origin = Timestamp(milliseconds: SandboxClock.read(CLOCK_REALTIME))
        begin = SandboxClock.read(CLOCK_MONOTONIC)
    }

    var elapsed: Int64 {
        let skipped = skipped.load(ordering: .relaxed)
        return isManual ? skipped : SandboxClock.read(CLOCK_MONOTONIC) - begin + skipped
    }

    /// Lets time pass at once.
    func skip(milliseconds: Int64) {
        precondition(milliseconds >= 0, "time does not go back")
        skipped.wrappingAdd(milliseconds, ordering: .relaxed)
    }

    /// The time of day when `elapsed` had that value.
    func timestamp(at elapsed: Int64) -> Timestamp {
        Timestamp(milliseconds: origin.milliseconds + elapsed)
    }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}

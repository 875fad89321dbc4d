import Glibc
package import PanelCore

extension Timestamp {
    /// What the system's clock shows.
    package static var now: Timestamp {
        Timestamp(milliseconds: read(CLOCK_REALTIME))
    }
}

extension Instant {
    /// Now, by the time since the machine started. It goes on while the machine sleeps, as providers do.
    package static var now: Instant {
        Instant(milliseconds: read(CLOCK_BOOTTIME))
    }
}

/// In milliseconds.
private func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
}

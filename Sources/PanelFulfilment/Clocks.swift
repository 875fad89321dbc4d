package import PanelCore

/// The two clocks that a process has.
package struct Clocks: Sendable {
    /// What people and databases go by. Whoever may set it does.
    let now: @Sendable () -> Timestamp
    /// What pauses go by.
    let instant: @Sendable () -> Instant

    package init(now: @escaping @Sendable () -> Timestamp, instant: @escaping @Sendable () -> Instant) {
        self.now = now
        self.instant = instant
    }

    /// Both, read at one moment; `nil` when the process stood still in between.
    var pair: (wall: Timestamp, monotonic: Instant)? {
        let before = instant()
        let wall = now()
        let after = instant()
        return after.since(before) <= Clocks.longestReading ? (wall, after) : nil
    }

    private static let longestReading: Int64 = 100
}

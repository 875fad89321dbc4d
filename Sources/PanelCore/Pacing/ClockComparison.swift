/// Notices that the wall clock was set, by comparing it with the one that only goes forward.
///
/// A clock that is slewed changes by less than a thousandth, which is no step as long as the two are compared now and
/// then.
package struct ClockComparison: Sendable {
    /// From so many milliseconds on a difference is a step.
    package static let threshold: Int64 = 2000
    /// The clocks of servers that share a database may differ by so much, in seconds, without anything waiting for
    /// longer than it should.
    package static let tolerance: Int64 = 300

    private struct Skip: Sendable {
        let at: Instant
        let milliseconds: Int64
    }

    /// By how much the wall clock is ahead of the other one.
    private var lead: Int64?
    /// The last steps forward.
    private var skips: [Skip] = []
    private static let mostSkips = 100

    package init() {}

    /// By how many milliseconds the wall clock was set since the last comparison, forward (above 0) or back; `nil` when it
    /// was not.
    package mutating func step(wall: Timestamp, monotonic: Instant) -> Int64? {
        let now = wall.milliseconds - monotonic.milliseconds
        defer { lead = now }
        guard let lead, abs(now - lead) >= ClockComparison.threshold else { return nil }
        if now > lead {
            skips.append(Skip(at: monotonic, milliseconds: now - lead))
            skips = skips.suffix(ClockComparison.mostSkips)
        }
        return now - lead
    }

    /// How many milliseconds the wall clock has skipped since `moment`: what it dates before that seems to be so much
    /// longer ago than it is.
    package func skipped(since moment: Instant) -> Int64 {
        skips.reduce(0) { $0 + ($1.at >= moment ? $1.milliseconds : 0) }
    }
}

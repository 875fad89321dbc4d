/// A moment on a clock that only goes forward, in milliseconds since some moment that only its process knows.
///
/// For all that lasts within one process: pauses, budgets, how long something has not changed. The wall clock may be set,
/// this one may not. It means nothing to another process, so it is never stored; a ``Timestamp`` is. The two can not be
/// compared, so that a pause can not be measured with the wrong one.
package struct Instant: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The moment `milliseconds` later.
    package func adding(milliseconds more: Int64) -> Instant {
        Instant(milliseconds: milliseconds + more)
    }

    /// The moment `seconds` later.
    package func adding(seconds: Int64) -> Instant {
        adding(milliseconds: seconds * 1000)
    }

    /// The moment `days` times 24 hours later.
    package func adding(days: Int64) -> Instant {
        adding(milliseconds: days * Timestamp.millisecondsPerDay)
    }

    /// How many milliseconds have passed since `earlier`.
    package func since(_ earlier: Instant) -> Int64 {
        milliseconds - earlier.milliseconds
    }
}

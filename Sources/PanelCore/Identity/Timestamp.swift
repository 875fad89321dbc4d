/// A moment, in milliseconds since 1970-01-01T00:00:00Z.
///
/// The core has no clock: whoever makes a command says when it is.
package struct Timestamp: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package static let millisecondsPerHour: Int64 = 3_600_000
    package static let millisecondsPerDay: Int64 = 24 * millisecondsPerHour

    /// After everything.
    package static let distantFuture = Timestamp(milliseconds: .max)

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The moment `seconds` later.
    package func adding(seconds: Int64) -> Timestamp {
        Timestamp(milliseconds: milliseconds + seconds * 1000)
    }

    /// The moment `minutes` later.
    package func adding(minutes: Int64) -> Timestamp {
        adding(seconds: minutes * 60)
    }

    /// The moment `hours` later.
    package func adding(hours: Int64) -> Timestamp {
        Timestamp(milliseconds: milliseconds + hours * Timestamp.millisecondsPerHour)
    }

    /// The moment `days` times 24 hours later.
    package func adding(days: Int64) -> Timestamp {
        Timestamp(milliseconds: milliseconds + days * Timestamp.millisecondsPerDay)
    }

    /// The calendar day it falls on in UTC.
    package var day: CalendarDay {
        let (days, remainder) = milliseconds.quotientAndRemainder(dividingBy: Timestamp.millisecondsPerDay)
        return CalendarDay(daysSince1970: remainder < 0 ? days - 1 : days)
    }

    /// As `08:15`, in UTC.
    package var hourAndMinute: String { String(iso8601.suffix(9).prefix(5)) }

    /// As `2026-11-24T08:15:30Z`, in UTC.
    package var iso8601: String {
        let remainder = milliseconds % Timestamp.millisecondsPerDay
        let second = (remainder < 0 ? remainder + Timestamp.millisecondsPerDay : remainder) / 1000
        return
            "\(day.yearMonthDay)T\((second / 3600).digits(2)):\((second / 60 % 60).digits(2)):\((second % 60).digits(2))Z"
    }
}

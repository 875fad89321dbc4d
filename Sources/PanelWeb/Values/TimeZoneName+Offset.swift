import Foundation
package import PanelCore

extension TimeZoneName {
    package static let utc = TimeZoneName(unchecked: "UTC")

    /// How far its clocks are ahead of UTC at a moment. A zone that the system does not know has those of UTC.
    package func minutesEast(at moment: Timestamp) -> Int64 {
        guard let zone = TimeZone(identifier: description) else { return 0 }
        let date = Date(timeIntervalSince1970: TimeInterval(moment.milliseconds / 1000))
        return Int64(zone.secondsFromGMT(for: date) / 60)
    }

    /// The first moment of a day there. Where clocks go forward at midnight the day begins at one o'clock.
    package func start(of day: CalendarDay) -> Timestamp {
        let midnight = Timestamp(milliseconds: day.daysSince1970 * Timestamp.millisecondsPerDay)
        let offsets = [-1, 1].map { minutesEast(at: midnight.adding(days: $0)) }
        let starts = offsets.map { midnight.adding(minutes: -$0) }.sorted()
        return starts.first { self.day(at: $0) == day } ?? starts[1]
    }

    /// The day that its calendars show at a moment.
    package func day(at moment: Timestamp) -> CalendarDay {
        moment.adding(minutes: minutesEast(at: moment)).day
    }

    /// A moment as its clocks show it, with how far they are ahead of UTC then: `2026-11-27T22:10:31+07:00`.
    package func iso8601(_ moment: Timestamp) -> String {
        let minutes = minutesEast(at: moment)
        let local = moment.adding(minutes: minutes).iso8601.dropLast()
        // As the clock of so long after midnight.
        let ahead = Timestamp(milliseconds: 0).adding(minutes: Int64(minutes.magnitude)).hourAndMinute
        return "\(local)\(minutes < 0 ? "-" : "+")\(ahead)"
    }

    /// With how far it is ahead, for a list to choose from: `Asia/Ho Chi Minh (UTC+7)`.
    package func label(at moment: Timestamp) -> String {
        let minutes = minutesEast(at: moment)
        let name = description.replacingOccurrences(of: "_", with: " ")
        guard minutes != 0 else { return self == .utc ? name : "\(name) (UTC)" }
        let (hours, rest) = minutes.magnitude.quotientAndRemainder(dividingBy: 60)
        return "\(name) (UTC\(minutes < 0 ? "−" : "+")\(hours)\(rest == 0 ? "" : ":\(rest)"))"
    }
}

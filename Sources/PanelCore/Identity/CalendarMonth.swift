/// A month of the Gregorian calendar, of the years 1 to 9999.
package struct CalendarMonth: Hashable, Comparable, Sendable {
    package let year: Int64
    /// From 1.
    package let month: Int64

    /// The month in which a day is; the nearest one for days of other years.
    package init(of day: CalendarDay) {
        (year, month) = day.year < 1 ? (1, 1) : day.year > 9999 ? (9999, 12) : (day.year, day.month)
    }

    /// Reads `Y-m`, as `2026-11`, in exactly these seven characters.
    ///
    /// - Returns: `nil` for what is no such month.
    package init?(_ text: String) {
        guard let day = CalendarDay(yearMonthDay: "\(text)-01"), day.year >= 1 else { return nil }
        self.init(of: day)
        guard description == text else { return nil }
    }

    /// The month's first day.
    package var firstDay: CalendarDay { CalendarDay(firstOf: self) }

    /// The day after the month's last.
    package var dayAfter: CalendarDay { CalendarDay(firstOf: CalendarMonth(counted: counted + 1)) }

    /// The month before it; `nil` for the first one.
    package var previous: CalendarMonth? { counted > 12 ? CalendarMonth(counted: counted - 1) : nil }

    /// The month after it; `nil` for the last one.
    package var next: CalendarMonth? { year == 9999 && month == 12 ? nil : CalendarMonth(counted: counted + 1) }

    package static func < (left: CalendarMonth, right: CalendarMonth) -> Bool {
        left.counted < right.counted
    }

    /// Months since the year 0.
    private var counted: Int64 { year * 12 + month - 1 }

    private init(counted: Int64) {
        (year, month) = (counted / 12, counted % 12 + 1)
    }
}

extension CalendarMonth: CustomStringConvertible {
    /// As `Y-m`, in seven characters: `2026-11`.
    package var description: String { "\(year.digits(4))-\(month.digits(2))" }
}

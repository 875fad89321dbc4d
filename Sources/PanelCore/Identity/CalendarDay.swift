/// A day of the Gregorian calendar.
package struct CalendarDay: Hashable, Comparable, Sendable {
    package let year: Int64
    package let month: Int64
    package let day: Int64

    /// The day that is `days` after 1970-01-01 (before it, when negative).
    ///
    /// Howard Hinnant's `civil_from_days`, which counts in eras of 400 years that begin on 1 March.
    package init(daysSince1970 days: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// The first day of a month.
    package init(firstOf month: CalendarMonth) {
        (year, self.month, day) = (month.year, month.month, 1)
    }

    /// Reads `d/m/Y`, as `31/12/2026` or `1/2/2027`.
    ///
    /// - Returns: `nil` when it is not of that form or no such day exists. Years have four digits.
    package init?(dayMonthYear text: String) {
        let parts = text.trimmedUTF8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count <= 2, parts[1].count <= 2, parts[2].count == 4,
            let day = WholeNumber.parse(parts[0]), let month = WholeNumber.parse(parts[1]),
            let year = WholeNumber.parse(parts[2]),
            (1...12).contains(month), day >= 1, day <= CalendarDay.lengthOfMonth(month, year: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads the day that a provider names: `d/m/Y`, or `Y-m-d` with a time or without.
    package init?(upstream text: String) {
        if let day = CalendarDay(dayMonthYear: text) {
            self = day
            return
        }
        let date = text.trimmedUTF8.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "T") }
        self.init(yearMonthDay: Substring(date))
    }

    /// Reads `Y-m-d`, as `2026-12-31`.
    ///
    /// - Returns: `nil` when it is not of that form or no such day exists. Years have four digits.
    package init?(yearMonthDay text: Substring) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        self.init(dayMonthYear: parts.reversed().joined(separator: "/"))
    }

    /// How many days it is after 1970-01-01; below zero before it. It undoes ``init(daysSince1970:)``.
    package var daysSince1970: Int64 {
        let yearFromMarch = month <= 2 ? year - 1 : year
        let era = (yearFromMarch >= 0 ? yearFromMarch : yearFromMarch - 399) / 400
        let yearOfEra = yearFromMarch - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// As `Y-m-d`, in ten characters: `2027-02-01`.
    package var yearMonthDay: String {
        "\(year.digits(4))-\(month.digits(2))-\(day.digits(2))"
    }

    /// As `d/m/Y`, in ten characters: `01/02/2027`.
    package var dayMonthYear: String {
        "\(day.digits(2))/\(month.digits(2))/\(year.digits(4))"
    }

    package static func < (left: CalendarDay, right: CalendarDay) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    private static func lengthOfMonth(_ month: Int64, year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension Int64 {
    /// Its digits, with zeros in front up to `width`.
    func digits(_ width: Int) -> String {
        let text = String(self)
        return String(repeating: "0", count: Swift.max(0, width - text.count)) + text
    }
}

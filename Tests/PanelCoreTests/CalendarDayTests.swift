import PanelCore
import Testing

struct CalendarDayTests {
    @Test func everyDayFrom1970To2105FollowsTheOneBefore() {
        var (year, month, day): (Int64, Int64, Int64) = (1970, 1, 1)
        var count: Int64 = 0
        while year <= 2105 {
            let counted = CalendarDay(daysSince1970: count)
            let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
            let lengths: [Int64] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            guard counted.year == year, counted.month == month, counted.day == day,
                CalendarDay(dayMonthYear: "\(day)/\(month)/\(year)") == counted,
                CalendarDay(daysSince1970: count - 1) < counted,
                CalendarDay(dayMonthYear: "\(lengths[Int(month) - 1] + 1)/\(month)/\(year)") == nil
            else {
                Issue.record("day \(count) should be \(day)/\(month)/\(year)")
                return
            }
            count += 1
            day += 1
            if day > lengths[Int(month) - 1] { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
        #expect(count == 49_673)
    }

    @Test(arguments: [
        (0, "1/1/1970"), (1, "1/1/1970"), (86_399_999, "1/1/1970"), (86_400_000, "2/1/1970"), (-1, "31/12/1969"),
        (-86_400_000, "31/12/1969"), (-86_400_001, "30/12/1969"), (noon.milliseconds, "1/3/2026"),
    ])
    func aDayLastsFromMidnightToMidnight(milliseconds: Int64, day: String) {
        #expect(Timestamp(milliseconds: milliseconds).day == CalendarDay(dayMonthYear: day))
    }

    @Test(arguments: [
        ("31/12/2026", 2026, 12, 31), ("1/2/2027", 2027, 2, 1), ("01/02/2027", 2027, 2, 1),
        (" 1/2/2027\n", 2027, 2, 1), ("29/2/2028", 2028, 2, 29), ("29/2/2000", 2000, 2, 29),
        ("31/12/9999", 9999, 12, 31),
    ])
    func dayMonthYearIsRead(text: String, year: Int64, month: Int64, day: Int64) throws {
        let read = try #require(CalendarDay(dayMonthYear: text))
        #expect((read.year, read.month, read.day) == (year, month, day))
    }

    @Test(arguments: [
        "29/2/2027", "29/2/1900", "29/2/2100", "30/2/2028", "31/4/2027", "31/6/2027", "31/9/2027", "31/11/2027",
        "32/1/2027", "0/1/2027", "1/0/2027", "1/13/2027", "12/31/2027", "2027/12/31", "31-12-2027", "31.12.2027",
        "31/12/27", "31/12/02027", "031/12/2027", "1/012/2027", "1/2", "1/2/2027/3", "1//2027", "/1/2027", "1/2/",
        "", " ", "//", "1 /2/2027", "-1/2/2027", "+1/2/2027", "1/2/2O27", "１/2/2027", "tomorrow",
    ])
    func whatIsNoDayIsNotRead(text: String) {
        #expect(CalendarDay(dayMonthYear: text) == nil)
    }

    @Test func daysAreOrderedByYearThenMonthThenDay() {
        let days = ["31/1/2026", "1/2/2026", "2/2/2026", "1/12/2026", "1/1/2027"]
            .compactMap { CalendarDay(dayMonthYear: $0) }
        #expect(days.count == 5)
        #expect(days.reversed().sorted() == days)
    }

    @Test(arguments: [
        ("31/12/2099", "31/12/2099"), ("1/2/2027", "01/02/2027"), ("2099-12-31", "31/12/2099"),
        (" 2027-2-1 23:59:59", "01/02/2027"), ("2027-02-01T00:00:00Z", "01/02/2027"), ("2027-02-30", nil),
        ("never", nil), ("0", nil), ("2027-02", nil), ("2027-02-01-", nil), ("", nil),
    ])
    func whatAProviderNamesIsReadInSeveralForms(text: String, day: String?) {
        #expect(CalendarDay(upstream: text)?.dayMonthYear == day)
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (999, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
        (951_782_400_000, "2000-02-29T00:00:00Z"), (1_767_225_599_999, "2025-12-31T23:59:59Z"),
    ])
    func momentsAreSpelledInUTC(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).iso8601 == text)
    }
}

struct CalendarMonthTests {
    @Test func daysOfAMonthAreBetweenItsFirstAndTheOneAfter() throws {
        for text in ["2026-11", "2026-12", "2024-02", "2023-02", "0001-01", "9999-12"] {
            let month = try #require(CalendarMonth(text))
            #expect(month.description == text)
            let days = month.firstDay.daysSince1970..<month.dayAfter.daysSince1970
            #expect((28...31).contains(days.count))
            for day in days { #expect(CalendarMonth(of: CalendarDay(daysSince1970: day)) == month) }
            #expect(month.firstDay.day == 1 && month.dayAfter.day == 1)
        }
    }

    @Test func monthsFollowEachOther() throws {
        var month = try #require(CalendarMonth("2025-11"))
        var found = [month.description]
        while found.count < 4, let next = month.next {
            #expect(next.previous == month && next > month && next.firstDay == month.dayAfter)
            found.append(next.description)
            month = next
        }
        #expect(found == ["2025-11", "2025-12", "2026-01", "2026-02"])
        #expect(CalendarMonth("0001-01")?.previous == nil && CalendarMonth("9999-12")?.next == nil)
    }

    @Test(arguments: [
        "", "2026", "2026-1", "2026-13", "2026-00", "0000-12", "2026-11-01", "2026/11", " 2026-11", "+026-11",
    ])
    func whatIsNoMonthIsNone(_ text: String) {
        #expect(CalendarMonth(text) == nil)
    }
}

import PanelCore
import PanelMarkup
import PanelWeb
import Testing

/// Amounts and moments as people read them.
struct ValueTests {
    @Test(
        arguments: [
            (2_500_000, "USD", "2,50\u{A0}$", "$2.50"),
            (100_842_920, "USD", "100,84292\u{A0}$", "$100.84292"),
            (1_234_567_000_000, "USD", "1.234.567,00\u{A0}$", "$1,234,567.00"),
            (0, "EUR", "0,00\u{A0}€", "€0.00"),
            (-1_500_000, "USD", "−1,50\u{A0}$", "−$1.50"),
            (25_000_000_000, "VND", "25.000\u{A0}₫", "₫25,000"),
            (1_000_000, "THB", "1,00\u{A0}THB", "1.00\u{A0}THB"),
        ] as [(Int64, String, String, String)]
    )
    func amountsHaveTheirCurrency(micros: Int64, code: String, vietnamese: String, english: String) {
        let currency = Currency(unchecked: code)
        #expect(Money(micros: micros).words(in: .vietnamese, currency: currency) == vietnamese)
        #expect(Money(micros: micros).words(in: .english, currency: currency) == english)
    }

    @Test(
        arguments: [
            (100_849_999, "USD", 100_840_000), (-1, "USD", -10_000), (10_000, "USD", 10_000), (999_999, "VND", 0),
            (Int64.max, "USD", Int64.max / 10_000 * 10_000),
        ] as [(Int64, String, Int64)]
    )
    func nobodyIsShownMoreThanThereIs(micros: Int64, code: String, cut: Int64) {
        #expect(Money(micros: micros).cut(to: Currency(unchecked: code)) == Money(micros: cut))
    }

    @Test(
        arguments: [
            (0, "hôm nay 07:40", "today 07:40"), (-7 * 60 - 40, "hôm nay 00:00", "today 00:00"),
            (-7 * 60 - 41, "hôm qua 23:59", "yesterday 23:59"), (-48 * 60, "07:40 25/11/2026", "2026-11-25 07:40"),
        ] as [(Int64, String, String)]
    )
    func momentsAreOnTheVisitorsClock(minutes: Int64, vietnamese: String, english: String) {
        // 00:40 in London, 07:40 in Saigon.
        let now = Timestamp(milliseconds: 1_795_740_000_000)
        let moment = now.adding(minutes: minutes)
        #expect(markup(moment, .vietnamese, now).contains(">\(vietnamese)<"))
        #expect(markup(moment, .english, now).contains(">\(english)<"))
    }

    @Test(
        arguments: [("Asia/Ho_Chi_Minh", 420), ("America/New_York", -300), ("Asia/Kolkata", 330), ("UTC", 0)]
            as [(String, Int64)]
    )
    func zonesAreAheadOfUTC(name: String, minutes: Int64) {
        let winter = Timestamp(milliseconds: 1_795_740_000_000)
        #expect(TimeZoneName(unchecked: name).minutesEast(at: winter) == minutes)
    }

    @Test(
        arguments: [
            ("Asia/Ho_Chi_Minh", "2026-11-27T07:40:00+07:00"), ("America/New_York", "2026-11-26T19:40:00-05:00"),
            ("Asia/Kolkata", "2026-11-27T06:10:00+05:30"), ("America/St_Johns", "2026-11-26T21:10:00-03:30"),
            ("UTC", "2026-11-27T00:40:00+00:00"), ("No/Where", "2026-11-27T00:40:00+00:00"),
        ]
    )
    func aMomentSaysHowFarItsClockIsAhead(name: String, text: String) {
        let winter = Timestamp(milliseconds: 1_795_740_000_000)
        #expect(TimeZoneName(unchecked: name).iso8601(winter) == text)
    }

    @Test func zonesHaveSummers() {
        let zone = TimeZoneName(unchecked: "America/New_York")
        #expect(zone.minutesEast(at: Timestamp(milliseconds: 1_783_000_000_000)) == -240)
        #expect(zone.label(at: Timestamp(milliseconds: 1_783_000_000_000)) == "America/New York (UTC−4)")
        let kolkata = TimeZoneName(unchecked: "Asia/Kolkata")
        #expect(kolkata.label(at: Timestamp(milliseconds: 0)) == "Asia/Kolkata (UTC+5:30)")
    }

    /// What may be chosen is known to the system, or its clocks would be those of UTC.
    @Test(arguments: TimeZoneName.all)
    func zonesAreKnown(zone: TimeZoneName) {
        let neverAhead: Set = ["UTC", "Europe/London", "Europe/Lisbon", "Atlantic/Azores", "Africa/Casablanca"]
        let moments = (0..<12).map { Timestamp(milliseconds: 1_780_000_000_000).adding(days: 30 * $0) }
        #expect(neverAhead.contains(zone.description) || moments.contains { zone.minutesEast(at: $0) != 0 })
    }

    /// Also where clocks are set at midnight, as in Cairo, Santiago, Havana and Beirut.
    @Test(
        arguments: [
            "Asia/Ho_Chi_Minh", "UTC", "America/New_York", "Africa/Cairo", "America/Santiago", "America/Havana",
            "Asia/Beirut", "Atlantic/Azores", "Pacific/Auckland",
        ]
    )
    func daysBeginWhereTheOneBeforeEnds(name: String) {
        let zone = TimeZoneName(unchecked: name)
        for days in Int64(20_000)..<20_800 {
            let day = CalendarDay(daysSince1970: days)
            let start = zone.start(of: day)
            #expect(zone.day(at: start) == day)
            #expect(zone.day(at: Timestamp(milliseconds: start.milliseconds - 1)) < day)
        }
    }

    private func markup(_ moment: Timestamp, _ language: Language, _ now: Timestamp) -> String {
        let frame = Frame(
            panelName: "Panel",
            currency: Currency(unchecked: "USD"),
            language: language,
            theme: .device,
            zone: TimeZoneName(unchecked: "Asia/Ho_Chi_Minh"),
            now: now,
            here: .home,
            csrf: "",
            visitor: nil
        )
        return String(decoding: frame.moment(moment).bytes, as: UTF8.self)
    }
}

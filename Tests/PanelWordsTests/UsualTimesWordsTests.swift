import PanelCore
import PanelWords
import Testing

struct UsualTimesWordsTests {
    @Test func readsAsASentenceGoesOn() {
        let times = UsualTimes(toStart: 270, toFinish: 7000)
        #expect(times.english == "usually starts in 5 minutes, done in 2 hours")
        #expect(times.vietnamese == "thường bắt đầu sau 5 phút, xong trong 2 giờ")
    }

    @Test(
        arguments: [
            (0, "less than a minute", "chưa đến 1 phút"), (59, "less than a minute", "chưa đến 1 phút"),
            (60, "1 minute", "1 phút"), (61, "2 minutes", "2 phút"), (600, "10 minutes", "10 phút"),
            (601, "15 minutes", "15 phút"), (3300, "55 minutes", "55 phút"), (3301, "1 hour", "1 giờ"),
            (3600, "1 hour", "1 giờ"), (3601, "1 hour 30 minutes", "1 giờ 30 phút"), (5401, "2 hours", "2 giờ"),
            (18_000, "5 hours", "5 giờ"), (18_001, "6 hours", "6 giờ"), (172_800, "48 hours", "48 giờ"),
            (172_801, "3 days", "3 ngày"), (Int64(Int32.max), "24,856 days", "24.856 ngày"),
            (-5, "less than a minute", "chưa đến 1 phút"),
        ]
    )
    func isRoundedUp(_ seconds: Int64, _ english: String, _ vietnamese: String) {
        let time = RoughTime(seconds: seconds)
        #expect(time.english == english)
        #expect(time.vietnamese == vietnamese)
    }
}

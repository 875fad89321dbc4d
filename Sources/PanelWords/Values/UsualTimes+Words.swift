package import PanelCore

/// As it follows a service: "usually starts in 5 minutes, done in 2 hours".
extension UsualTimes: Worded {
    package var english: String {
        "usually starts in \(RoughTime(seconds: toStart).english), done in \(RoughTime(seconds: toFinish).english)"
    }

    package var vietnamese: String {
        let (start, finish) = (RoughTime(seconds: toStart), RoughTime(seconds: toFinish))
        return "thường bắt đầu sau \(start.vietnamese), xong trong \(finish.vietnamese)"
    }
}

/// A time as people say it who have seen it often: to the minute while it is short, to half an hour when it takes hours.
/// It is rounded up, so that nobody waits longer than they were told.
package struct RoughTime: Sendable, Equatable, Worded {
    private enum Unit { case minute, hour, day }

    private let unit: Unit
    private let count: Int64
    /// Half an hour more.
    private let hasHalf: Bool

    package init(seconds: Int64) {
        let seconds = max(0, seconds)
        func up(_ step: Int64) -> Int64 { seconds / step + (seconds % step == 0 ? 0 : 1) }
        switch seconds {
        case ..<60: (unit, count, hasHalf) = (.minute, 0, false)
        case ...600: (unit, count, hasHalf) = (.minute, up(60), false)
        case ...3300: (unit, count, hasHalf) = (.minute, up(300) * 5, false)
        case ...18_000: (unit, count, hasHalf) = (.hour, up(1800) / 2, up(1800) % 2 == 1)
        case ...172_800: (unit, count, hasHalf) = (.hour, up(3600), false)
        default: (unit, count, hasHalf) = (.day, up(86_400), false)
        }
    }

    package var english: String {
        func counted(_ one: String) -> String { count == 1 ? "1 \(one)" : "\(count.words(in: .english)) \(one)s" }
        switch unit {
        case .minute: return count == 0 ? "less than a minute" : counted("minute")
        case .hour: return counted("hour") + (hasHalf ? " 30 minutes" : "")
        case .day: return counted("day")
        }
    }

    package var vietnamese: String {
        let number = count.words(in: .vietnamese)
        switch unit {
        case .minute: return count == 0 ? "chưa đến 1 phút" : "\(number) phút"
        case .hour: return "\(number) giờ" + (hasHalf ? " 30 phút" : "")
        case .day: return "\(number) ngày"
        }
    }
}

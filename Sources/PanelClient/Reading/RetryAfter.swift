import Glibc
import NIOHTTP1
import PanelCore

/// How long a panel asks to be left alone (RFC 9110, 10.2.3).
enum RetryAfter {
    /// What is taken of longer times, in seconds.
    static let longest = LongestPause.retryAfter

    /// - Returns: From 1 to ``longest`` seconds; `nil` where the answer asks for nothing that can be read.
    static func seconds(in head: HTTPResponseHead?) -> Int64? {
        guard let head, [429, 503].contains(head.status.code), let text = head.headers.first(name: "retry-after")
        else { return nil }
        if WholeNumber.isSpelled(by: text.utf8) {
            // What is no number then is too large to be counted.
            return bounded(Int64(text) ?? longest)
        }
        guard let moment = HTTPDate.seconds(text) else { return nil }
        // By the panel's own clock, where it says what that shows.
        let now = head.headers.first(name: "date").flatMap(HTTPDate.seconds) ?? Int64(time(nil))
        return bounded(moment - now)
    }

    private static func bounded(_ seconds: Int64) -> Int64? {
        seconds > 0 ? min(seconds, longest) : nil
    }
}

/// Moments in the three forms that HTTP has for them.
enum HTTPDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The moment in seconds since 1970; `nil` for what is none.
    static func seconds(_ text: String) -> Int64? {
        guard text.utf8.count <= 40 else { return nil }
        let words = text.split { " ,-:".contains($0) }.map(String.init)
        // "Sun, 06 Nov 1994 08:49:37 GMT" and "Sunday, 06-Nov-94 08:49:37 GMT", or "Sun Nov  6 08:49:37 1994".
        let places: (year: Int, month: Int, day: Int, time: Int)
        switch words.count {
        case 8 where words[7] == "GMT": places = (3, 2, 1, 4)
        case 7: places = (6, 1, 2, 3)
        default: return nil
        }
        let time = words[places.time..<places.time + 3].compactMap { number($0, below: 61) }
        guard time.count == 3, time[0] < 24, time[1] < 60, let day = number(words[places.day], below: 32), day > 0,
            let year = number(words[places.year], below: 10_000),
            let month = months.firstIndex(of: words[places.month])
        else { return nil }
        let full = year >= 100 ? year : year + (year < 70 ? 2000 : 1900)
        return days(full, Int64(month) + 1, day) * 86_400 + time[0] * 3600 + time[1] * 60 + time[2]
    }

    private static func number(_ text: String, below limit: Int64) -> Int64? {
        guard text.utf8.count <= 4, text.utf8.allSatisfy(\.isASCIIDigit) else { return nil }
        return Int64(text).flatMap { $0 < limit ? $0 : nil }
    }

    /// Days since 1970-01-01: Howard Hinnant's `days_from_civil`, which counts in eras of 400 years from 1 March.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let year = month <= 2 ? year - 1 : year
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}

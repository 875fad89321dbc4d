package import PanelCore

extension Money {
    /// The amount as people read it: `1,234.5` in English, `1.234,5` in Vietnamese, without a currency.
    package func words(in language: Language) -> String {
        let (group, point) =
            switch language {
            case .english: (",", ".")
            case .vietnamese: (".", ",")
            }
        let parts = description.split(separator: ".")
        let isNegative = parts[0].hasPrefix("-")
        let digits = Array(parts[0].drop { $0 == "-" })
        var whole = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { whole += group }
            whole.append(digit)
        }
        return (isNegative ? "-" : "") + whole + (parts.count > 1 ? point + parts[1] : "")
    }
}

extension Timestamp {
    /// The moment as people read it, to the minute: `2026-11-24 15:15` in English, `15:15 24/11/2026` in Vietnamese.
    ///
    /// - Parameter minutesEast: How far the reader's clock is ahead of UTC.
    package func words(in language: Language, minutesEast: Int64) -> String {
        let local = adding(minutes: minutesEast)
        let text = local.iso8601
        let time = text.dropFirst(text.count - 9).prefix(5)
        switch language {
        case .english: return "\(text.prefix { $0 != "T" }) \(time)"
        case .vietnamese: return "\(time) \(local.day.dayMonthYear)"
        }
    }
}

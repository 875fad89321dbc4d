package import PanelCore

extension Money {
    /// The amount as people read it: `1,234.5` in English, `1.234,5` in Vietnamese, without a currency.
    package func words(in language: Language) -> String {
        let parts = description.split(separator: ".")
        return grouped(parts[0], in: language) + (parts.count > 1 ? "\(language.decimalPoint)\(parts[1])" : "")
    }
}

extension FixedWidthInteger {
    /// The number as people read it: `10,000` in English, `10.000` in Vietnamese.
    package func words(in language: Language) -> String {
        grouped(String(self), in: language)
    }
}

extension Language {
    package var decimalPoint: Character {
        switch self {
        case .english: "."
        case .vietnamese: ","
        }
    }

    fileprivate var groupSeparator: String {
        switch self {
        case .english: ","
        case .vietnamese: "."
        }
    }
}

/// A whole number in decimal digits, by thousands.
private func grouped(_ number: some StringProtocol, in language: Language) -> String {
    let digits = Array(number.drop { $0 == "-" })
    var text = number.hasPrefix("-") ? "-" : ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index).isMultiple(of: 3) { text += language.groupSeparator }
        text.append(digit)
    }
    return text
}

extension Timestamp {
    /// The moment as people read it, to the minute: `2026-11-24 15:15` in English, `15:15 24/11/2026` in Vietnamese.
    ///
    /// - Parameter minutesEast: How far the reader's clock is ahead of UTC.
    package func words(in language: Language, minutesEast: Int64) -> String {
        let local = adding(minutes: minutesEast)
        switch language {
        case .english: return "\(local.day.yearMonthDay) \(local.hourAndMinute)"
        case .vietnamese: return "\(local.hourAndMinute) \(local.day.dayMonthYear)"
        }
    }
}

import PanelCore

/// Reads of values that panels spell in different ways.
extension JSONValue {
    /// A whole number: a number, a string of one, with decimals that are zeros, or grouped by commas.
    var wholeNumber: Int64? {
        if let plain = withBytes(JSONValue.plainInteger) { return plain }
        guard let text else { return nil }
        if let large = WholeNumber.parse(trimming: text) { return large }
        var amount = PanelAmount(text)
        // Among digits alone a comma can only group.
        if amount == nil, text.utf8.contains(UInt8(ascii: ",")) { amount = PanelAmount(text + ".0") }
        guard let micros = amount?.micros, micros % Money.microsPerUnit == 0 else { return nil }
        return micros / Money.microsPerUnit
    }

    var amount: PanelAmount? {
        withBytes { PanelAmount($0) } ?? text.flatMap { PanelAmount($0) }
    }

    /// What something costs: never less than what is written.
    var price: PanelAmount? {
        if let price = withBytes({ PanelAmount($0, roundsUp: true) }) { return price }
        guard let bytes = text.map({ Array($0.utf8) }) else { return nil }
        return PanelAmount(bytes.span, roundsUp: true)
    }

    /// `true`, a number other than 0, or a word for either; `nil` where it is neither yes nor no.
    var flag: Bool? {
        switch kind {
        case .true: true
        case .false, .null: false
        case .string, .number:
            switch text?.trimmedASCII.lowercased() {
            case "1", "true", "yes", "on", "y": true
            case "", "0", "false", "no", "off", "n": false
            default: nil
            }
        case .object, .array: nil
        }
    }

    /// The text without blanks around it, or `nil` when nothing is left.
    var nonBlankText: String? {
        guard let text = text?.trimmedASCII, !text.isEmpty else { return nil }
        return text
    }

    /// An id of something at a panel: a whole number, or 1 to 64 ASCII letters, digits, `_` and `-`. Zero is none:
    /// programs write it for "nothing".
    var id: String? {
        switch kind {
        case .number:
            guard let text, text.utf8.count <= 64, text.utf8.allSatisfy(\.isASCIIDigit) else { return nil }
            return isZero(text) ? nil : text
        case .string:
            guard let text = nonBlankText, UpstreamID.isValid(text), !isZero(text) else { return nil }
            return text
        case .object, .array, .true, .false, .null: return nil
        }
    }

    private func isZero(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 == UInt8(ascii: "0") }
    }

    /// An optional sign and up to 18 digits.
    private static func plainInteger(_ bytes: Span<UInt8>) -> Int64? {
        guard !bytes.isEmpty else { return nil }
        let isNegative = bytes[0] == UInt8(ascii: "-")
        let first = isNegative ? 1 : 0
        guard (1...18).contains(bytes.count - first) else { return nil }
        var value: Int64 = 0
        for index in first..<bytes.count {
            guard bytes[index].isASCIIDigit else { return nil }
            value = value * 10 + Int64(bytes[index] - UInt8(ascii: "0"))
        }
        return isNegative ? -value : value
    }
}

/// Reads whole numbers as the API takes them: ASCII digits and nothing else.
package enum WholeNumber {
    /// The number that `bytes` spell, or `nil` when they are empty, hold anything but ASCII digits, or name a
    /// number beyond `Int64`.
    package static func parse(_ bytes: some Sequence<UInt8>) -> Int64? {
        var value: Int64 = 0
        var isEmpty = true
        for byte in bytes {
            guard byte.isASCIIDigit else { return nil }
            let (shifted, tooLarge) = value.multipliedReportingOverflow(by: 10)
            let (next, overflow) = shifted.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
            guard !tooLarge, !overflow else { return nil }
            value = next
            isEmpty = false
        }
        return isEmpty ? nil : value
    }

    /// Whether `bytes` are ASCII digits, at least one and nothing else: a whole number, of any size.
    package static func isSpelled(by bytes: some Collection<UInt8>) -> Bool {
        !bytes.isEmpty && bytes.allSatisfy(\.isASCIIDigit)
    }

    /// A number as people copy it from a page, `1.000` or `1,000` or `1 000`, without what parts its thousands.
    ///
    /// - Returns: `text` as it is when it is anything else, so that whoever reads it says what is wrong with it.
    package static func withoutSeparators(_ text: String) -> String {
        let trimmed = text.trimmedASCII
        let separators: [Character] = [".", ",", " ", "\u{A0}", "\u{202F}"]
        guard let separator = separators.first(where: { trimmed.contains($0) }) else { return text }
        let groups = trimmed.split(separator: separator, omittingEmptySubsequences: false)
        let isGrouped =
            groups.allSatisfy { isSpelled(by: $0.utf8) } && (1...3).contains(groups[0].count)
            && groups.dropFirst().allSatisfy { $0.count == 3 }
        return isGrouped ? groups.joined() : text
    }

    /// As ``parse(_:)`` for bytes, with blanks around the number ignored.
    package static func parse(trimming text: String) -> Int64? {
        parse(text.trimmedUTF8)
    }
}

/// A name of letters as programs spell it in different ways: whatever its case, and with blanks, hyphens and
/// underscores or without. `In progress` and `in_progress` are equal.
package struct LooseName: Hashable, Sendable {
    /// Its letters, five bits for each, so that a name is looked up without making another text of it.
    private let letters: UInt128

    /// - Returns: `nil` where there is anything else in the text, or there are more than 25 letters.
    package init?(_ text: some StringProtocol) {
        var letters: UInt128 = 0
        var count = 0
        for byte in text.utf8 {
            if byte.isASCIILetter {
                count += 1
                guard count <= LooseName.longest else { return nil }
                letters = letters << 5 | UInt128(byte & 0x1F)
            } else if !byte.isASCIIBlank, byte != UInt8(ascii: "_"), byte != UInt8(ascii: "-") {
                return nil
            }
        }
        self.letters = letters
    }

    private static let longest = 25
}

/// A text as it is searched: small letters without marks, so that `Theo doi` finds `theo dõi`, and `đ` is `d`.
package struct FoldedText: Sendable, Equatable {
    /// In UTF-8.
    package let bytes: [UInt8]

    package init(_ text: String) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars { FoldedText.fold(scalar, into: &bytes) }
        self.bytes = bytes
    }

    /// The words of a search: what stands between spaces, each once.
    package var words: [[UInt8]] {
        var words: [[UInt8]] = []
        for word in bytes.split(separator: UInt8(ascii: " ")).map(Array.init) where !words.contains(word) {
            words.append(word)
        }
        return words
    }

    /// Whether `word` stands somewhere in it.
    package func contains(_ word: [UInt8]) -> Bool {
        guard let first = word.first else { return true }
        guard bytes.count >= word.count else { return false }
        return bytes.withUnsafeBufferPointer { text in
            word.withUnsafeBufferPointer { word in
                (0...(text.count - word.count)).contains { start in
                    text[start] == first && word.indices.allSatisfy { text[start + $0] == word[$0] }
                }
            }
        }
    }

    private static func fold(_ scalar: Unicode.Scalar, into bytes: inout [UInt8]) {
        switch scalar.value {
        case 0x41...0x5A: bytes.append(UInt8(scalar.value) + 0x20)
        case 0x09...0x0D, 0xA0: bytes.append(UInt8(ascii: " "))
        case 0..<0x80: bytes.append(UInt8(scalar.value))
        // Marks that follow their letter.
        case 0x0300...0x036F: break
        default:
            if let letter = plainLetter(of: scalar.value) {
                bytes.append(UInt8(ascii: letter))
            } else {
                bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
            }
        }
    }

    /// The letter below the marks, of the Latin letters that Unicode has with marks on them.
    private static func plainLetter(of value: UInt32) -> Unicode.Scalar? {
        letters.first { $0.range.contains(value) }?.letter
    }

    private static let letters: [(range: ClosedRange<UInt32>, letter: Unicode.Scalar)] = [
        // Vietnamese first: it is what there is most of.
        (0x1EA0...0x1EB7, "a"), (0x1EB8...0x1EC7, "e"), (0x1EC8...0x1ECB, "i"), (0x1ECC...0x1EE3, "o"),
        (0x1EE4...0x1EF1, "u"), (0x1EF2...0x1EF9, "y"), (0x01A0...0x01A1, "o"), (0x01AF...0x01B0, "u"),
        (0x00C0...0x00C5, "a"), (0x00C7...0x00C7, "c"), (0x00C8...0x00CB, "e"), (0x00CC...0x00CF, "i"),
        (0x00D1...0x00D1, "n"), (0x00D2...0x00D6, "o"), (0x00D8...0x00D8, "o"), (0x00D9...0x00DC, "u"),
        (0x00DD...0x00DD, "y"), (0x00E0...0x00E5, "a"), (0x00E7...0x00E7, "c"), (0x00E8...0x00EB, "e"),
        (0x00EC...0x00EF, "i"), (0x00F1...0x00F1, "n"), (0x00F2...0x00F6, "o"), (0x00F8...0x00F8, "o"),
        (0x00F9...0x00FC, "u"), (0x00FD...0x00FD, "y"), (0x00FF...0x00FF, "y"), (0x0100...0x0105, "a"),
        (0x0106...0x010D, "c"), (0x010E...0x0111, "d"), (0x0112...0x011B, "e"), (0x011C...0x0123, "g"),
        (0x0128...0x0131, "i"), (0x0139...0x0142, "l"), (0x0143...0x0148, "n"), (0x014C...0x0151, "o"),
        (0x0154...0x0159, "r"), (0x015A...0x0161, "s"), (0x0162...0x0167, "t"), (0x0168...0x0173, "u"),
        (0x0176...0x0178, "y"), (0x0179...0x017E, "z"),
    ]
}

/// Byte-wise views of text. They work on UTF-8 because in Swift `"\r\n"` is one `Character`.
extension StringProtocol {
    /// The UTF-8 bytes without the ASCII white space at both ends.
    package var trimmedUTF8: Substring.UTF8View {
        var bytes = Substring(self).utf8
        while let first = bytes.first, first.isASCIIBlank { bytes.removeFirst() }
        while let last = bytes.last, last.isASCIIBlank { bytes.removeLast() }
        return bytes
    }

    /// This text without the ASCII white space at both ends.
    package var trimmedASCII: String {
        String(Substring(trimmedUTF8))
    }

    /// Whether there is nothing in it but ASCII white space.
    package var isBlank: Bool {
        utf8.allSatisfy(\.isASCIIBlank)
    }

    /// How many of its lines, ended by `\n` or `\r\n`, hold more than white space.
    package var nonBlankLineCount: Int {
        var count = 0
        var lineHasText = false
        for byte in utf8 {
            if byte == UInt8(ascii: "\n") {
                lineHasText = false
            } else if !lineHasText, !byte.isASCIIBlank {
                lineHasText = true
                count += 1
            }
        }
        return count
    }

    /// This text without blanks around it, if it is one line of 1 to so many characters.
    package func line(ofAtMost characters: Int) -> String? {
        let text = trimmedASCII
        // A character can have any number of bytes.
        guard (1...characters).contains(text.count), text.utf8.count <= 4 * characters, !text.hasControlCharacters()
        else { return nil }
        return text
    }

    /// Whether it holds what ``Unicode/Scalar/isControl`` names, other than those in `allowed` and, on demand, marks of
    /// direction.
    package func hasControlCharacters(except allowed: [UInt8] = [], allowsDirection: Bool = false) -> Bool {
        // Most text is told by its bytes alone.
        guard utf8.contains(where: { $0.mayBeginControl && !allowed.contains($0) }) else { return false }
        return unicodeScalars.contains { scalar in
            guard scalar.isControl, !(allowsDirection && scalar.isDirection) else { return false }
            return !(scalar.isASCII && allowed.contains(UInt8(scalar.value)))
        }
    }
}

extension Unicode.Scalar {
    /// Whether it does something to text instead of being a part of it: C0, DEL, C1, the separators of lines and of
    /// paragraphs, and whatever ``isDirection`` names.
    package var isControl: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: true
        default: isDirection
        }
    }

    /// Whether it is invisible and changes the order in which its neighbours are shown: marks, embeddings, overrides and
    /// isolates of the bidirectional algorithm (UAX #9). Two texts that differ only in these look alike, or one looks
    /// like another.
    package var isDirection: Bool {
        switch value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}

extension String {
    /// This text with ``Unicode/Scalar/isControl`` characters spelled out, as `\n` or `\u{1b}`, other than line feeds
    /// where those are allowed.
    package func showingControls(exceptLineFeeds: Bool = false) -> String {
        replacingControls(exceptLineFeeds: exceptLineFeeds) { scalar in
            switch scalar {
            case "\n": "\\n"
            case "\r": "\\r"
            case "\t": "\\t"
            default: "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
    }

    /// This text with something else in place of each ``Unicode/Scalar/isControl`` character, other than line feeds where
    /// those are allowed.
    package func replacingControls(exceptLineFeeds: Bool, with replacement: (Unicode.Scalar) -> String) -> String {
        guard hasControlCharacters(except: exceptLineFeeds ? [UInt8(ascii: "\n")] : []) else { return self }
        var text = ""
        for scalar in unicodeScalars {
            if !scalar.isControl || (exceptLineFeeds && scalar == "\n") {
                text.unicodeScalars.append(scalar)
            } else {
                text += replacement(scalar)
            }
        }
        return text
    }
}

extension UInt8 {
    /// Whether a character that ``Unicode/Scalar/isControl`` names can begin with this byte in UTF-8.
    fileprivate var mayBeginControl: Bool {
        self < 0x20 || self == 0x7F || self == 0xC2 || self == 0xD8 || self == 0xE2
    }
}

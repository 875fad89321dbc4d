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

    /// Whether it holds a C0 control character or DEL, other than those in `allowed`.
    package func hasControlCharacters(except allowed: [UInt8] = []) -> Bool {
        utf8.contains { ($0 < 0x20 || $0 == 0x7F) && !allowed.contains($0) }
    }
}

extension UInt8 {
    /// Space, tab, line feed, vertical tab, form feed or carriage return.
    package var isASCIIBlank: Bool {
        self == 0x20 || (self >= 0x09 && self <= 0x0D)
    }
}

extension Sequence<UInt8> {
    /// Two lower-case hexadecimal digits for each byte.
    package var hexadecimal: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

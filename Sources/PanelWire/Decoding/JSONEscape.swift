import PanelCore

/// An escape sequence of a JSON string (RFC 8259, section 7).
package struct JSONEscape {
    /// What it stands for; `nil` for an escape that JSON does not have, and for half of a surrogate pair.
    package let scalar: Unicode.Scalar?
    /// How many bytes it has, the backslash included; of one that JSON does not have, those that say so.
    package let length: Int

    /// The escape whose backslash is at `position`.
    package init(_ text: Span<UInt8>, at position: Int) {
        guard position + 1 < text.count else {
            self.init(scalar: nil, length: 1)
            return
        }
        switch text[position + 1] {
        case UInt8(ascii: "\""): self.init(scalar: "\"", length: 2)
        case UInt8(ascii: "\\"): self.init(scalar: "\\", length: 2)
        case UInt8(ascii: "/"): self.init(scalar: "/", length: 2)
        case UInt8(ascii: "b"): self.init(scalar: "\u{08}", length: 2)
        case UInt8(ascii: "f"): self.init(scalar: "\u{0C}", length: 2)
        case UInt8(ascii: "n"): self.init(scalar: "\n", length: 2)
        case UInt8(ascii: "r"): self.init(scalar: "\r", length: 2)
        case UInt8(ascii: "t"): self.init(scalar: "\t", length: 2)
        case UInt8(ascii: "u"): self.init(codeUnitsIn: text, at: position)
        default: self.init(scalar: nil, length: 2)
        }
    }

    /// The bytes of a string without its escapes. One that stands for nothing becomes U+FFFD.
    package static func undone(in text: Span<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var position = 0
        while position < text.count {
            if text[position] == UInt8(ascii: "\\") {
                let escape = JSONEscape(text, at: position)
                bytes.append(contentsOf: (escape.scalar ?? "\u{FFFD}").utf8)
                position += escape.length
            } else {
                bytes.append(text[position])
                position += 1
            }
        }
        return bytes
    }

    private init(scalar: Unicode.Scalar?, length: Int) {
        self.scalar = scalar
        self.length = length
    }

    /// `\uXXXX`, or the two of a surrogate pair.
    private init(codeUnitsIn text: Span<UInt8>, at position: Int) {
        guard let first = JSONEscape.codeUnit(text, at: position) else {
            self.init(scalar: nil, length: 2)
            return
        }
        guard UTF16.isLeadSurrogate(first), let second = JSONEscape.codeUnit(text, at: position + 6),
            UTF16.isTrailSurrogate(second)
        else {
            // Half of a pair is no scalar.
            self.init(scalar: Unicode.Scalar(first), length: 6)
            return
        }
        self.init(scalar: UTF16.decode(UTF16.EncodedScalar([first, second])), length: 12)
    }

    private static func codeUnit(_ text: Span<UInt8>, at position: Int) -> UInt16? {
        guard position + 6 <= text.count, text.hasBytes("\\u", at: position) else { return nil }
        var unit: UInt16 = 0
        for offset in 2..<6 {
            guard let digit = text[position + offset].hexDigitValue else { return nil }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }
}

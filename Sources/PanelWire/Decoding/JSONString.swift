import PanelCore

/// A string within a JSON text whose escapes were checked.
struct JSONString {
    /// Where it stands, without its quotes.
    let range: Range<Int>
    let hasEscapes: Bool

    /// Reads the string that begins at `position`, and moves that behind it.
    ///
    /// - Throws: ``APIRefusal/incorrectRequest`` for no string, one without end, a control character, an escape
    ///   that JSON does not have, and half of a surrogate pair.
    init(scanning body: Span<UInt8>, at position: inout Int) throws(APIRefusal) {
        guard position < body.count, body[position] == UInt8(ascii: "\"") else { throw .incorrectRequest }
        let start = position + 1
        position = start
        var hasEscapes = false
        while position < body.count {
            switch body[position] {
            case UInt8(ascii: "\""):
                range = start..<position
                self.hasEscapes = hasEscapes
                position += 1
                return
            case UInt8(ascii: "\\"):
                hasEscapes = true
                guard let escape = JSONEscape(body, at: position) else { throw .incorrectRequest }
                position += escape.length
            case 0x00..<0x20:
                throw .incorrectRequest
            default:
                position += 1
            }
        }
        throw .incorrectRequest
    }

    /// The text, or `nil` when it is no UTF-8.
    func text(in body: Span<UInt8>) -> String? {
        guard hasEscapes else { return body.extracting(range).validatedText() }
        return bytes(in: body).span.validatedText()
    }

    /// The bytes of the text, without its escapes.
    func bytes(in body: Span<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        var position = range.lowerBound
        while position < range.upperBound {
            if body[position] == UInt8(ascii: "\\"), let escape = JSONEscape(body, at: position) {
                bytes.append(contentsOf: escape.scalar.utf8)
                position += escape.length
            } else {
                bytes.append(body[position])
                position += 1
            }
        }
        return bytes
    }
}

/// An escape sequence of a JSON string.
private struct JSONEscape {
    let scalar: Unicode.Scalar
    /// Its bytes, the backslash included.
    let length: Int

    /// The escape whose backslash is at `position`, or `nil` when it is none or half a surrogate pair.
    init?(_ body: Span<UInt8>, at position: Int) {
        guard position + 1 < body.count else { return nil }
        let escape: (scalar: Unicode.Scalar, length: Int)?
        switch body[position + 1] {
        case UInt8(ascii: "\""): escape = ("\"", 2)
        case UInt8(ascii: "\\"): escape = ("\\", 2)
        case UInt8(ascii: "/"): escape = ("/", 2)
        case UInt8(ascii: "b"): escape = ("\u{08}", 2)
        case UInt8(ascii: "f"): escape = ("\u{0C}", 2)
        case UInt8(ascii: "n"): escape = ("\n", 2)
        case UInt8(ascii: "r"): escape = ("\r", 2)
        case UInt8(ascii: "t"): escape = ("\t", 2)
        case UInt8(ascii: "u"): escape = JSONEscape.scalar(body, at: position)
        default: escape = nil
        }
        guard let escape else { return nil }
        (scalar, length) = escape
    }

    /// The scalar of `\uXXXX`, or of the two of a surrogate pair.
    private static func scalar(_ body: Span<UInt8>, at position: Int) -> (Unicode.Scalar, length: Int)? {
        guard let first = codeUnit(body, at: position) else { return nil }
        guard UTF16.isLeadSurrogate(first) else {
            // A trailing surrogate on its own is no scalar either.
            return Unicode.Scalar(first).map { ($0, 6) }
        }
        guard let second = codeUnit(body, at: position + 6), UTF16.isTrailSurrogate(second) else { return nil }
        return (UTF16.decode(UTF16.EncodedScalar([first, second])), 12)
    }

    private static func codeUnit(_ body: Span<UInt8>, at position: Int) -> UInt16? {
        guard position + 6 <= body.count, body.hasBytes("\\u", at: position) else { return nil }
        var unit: UInt16 = 0
        for offset in 2..<6 {
            guard let digit = body[position + offset].hexDigitValue else { return nil }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }
}

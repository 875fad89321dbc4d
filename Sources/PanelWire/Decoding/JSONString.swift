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
                UTF8.encode(escape.scalar)?.forEach { bytes.append($0) }
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
        let simple: Unicode.Scalar
        switch body[position + 1] {
        case UInt8(ascii: "\""): simple = "\""
        case UInt8(ascii: "\\"): simple = "\\"
        case UInt8(ascii: "/"): simple = "/"
        case UInt8(ascii: "b"): simple = "\u{08}"
        case UInt8(ascii: "f"): simple = "\u{0C}"
        case UInt8(ascii: "n"): simple = "\n"
        case UInt8(ascii: "r"): simple = "\r"
        case UInt8(ascii: "t"): simple = "\t"
        case UInt8(ascii: "u"):
            guard let escape = JSONEscape(unicode: body, at: position) else { return nil }
            self = escape
            return
        default: return nil
        }
        scalar = simple
        length = 2
    }

    /// `\uXXXX`, or the two of a surrogate pair.
    private init?(unicode body: Span<UInt8>, at position: Int) {
        guard let first = JSONEscape.codeUnit(body, at: position) else { return nil }
        guard UTF16.isLeadSurrogate(first) else {
            // A trailing surrogate on its own is no scalar either.
            guard let scalar = Unicode.Scalar(first) else { return nil }
            self.scalar = scalar
            length = 6
            return
        }
        guard let second = JSONEscape.codeUnit(body, at: position + 6), UTF16.isTrailSurrogate(second) else {
            return nil
        }
        scalar = UTF16.decode(UTF16.EncodedScalar([first, second]))
        length = 12
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

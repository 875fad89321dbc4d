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
                let escape = JSONEscape(body, at: position)
                guard escape.scalar != nil else { throw .incorrectRequest }
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
        JSONEscape.undone(in: body.extracting(range))
    }
}

/// Reads header fields such as `form-data; name="key"`: a token, and parameters behind it.
enum HeaderField {
    /// Where a value stands, without quotes.
    struct Value {
        let range: Range<Int>
        /// Whether it has backslashes that each stand for the byte behind them.
        let hasEscapes: Bool

        /// The value's bytes within `field`, the escaped ones as themselves.
        func bytes(in field: Span<UInt8>) -> [UInt8] {
            var bytes: [UInt8] = []
            bytes.reserveCapacity(range.count)
            var isEscaped = false
            for index in range {
                let byte = field[index]
                if hasEscapes, !isEscaped, byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else {
                    bytes.append(byte)
                    isEscaped = false
                }
            }
            return bytes
        }
    }

    /// Whether `field` has that token, given in lower case, before its parameters, in any case.
    static func hasToken(_ token: StaticString, _ field: Span<UInt8>) -> Bool {
        var start = 0
        while start < field.count, field[start].isHeaderBlank { start += 1 }
        let end = end(of: start, in: field) { $0 == UInt8(ascii: ";") || $0.isHeaderBlank }
        return field.extracting(start..<end).equalsIgnoringCase(token)
    }

    /// The first parameter called `name`.
    ///
    /// - Parameters:
    ///   - name: In lower case; the field's names are compared without regard to case.
    ///   - field: A field's value, from its beginning.
    /// - Returns: `nil` when there is none before the end, or before something that is no parameter.
    static func value(of name: StaticString, in field: Span<UInt8>) -> Value? {
        var position = 0
        while position < field.count {
            // What comes before the first semicolon is no parameter; behind a value only blanks may stand there.
            position = end(of: position, in: field) { $0 == UInt8(ascii: ";") } + 1
            while position < field.count, field[position].isHeaderBlank { position += 1 }
            let nameStart = position
            position = end(of: position, in: field) { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ";") }
            guard position < field.count, field[position] == UInt8(ascii: "=") else { continue }
            let isWanted = field.extracting(nameStart..<position).equalsIgnoringCase(name)
            guard let value = readValue(from: position + 1, in: field, next: &position) else { return nil }
            if isWanted { return value }
        }
        return nil
    }

    /// Reads a token or a quoted string, and moves `next` behind it.
    private static func readValue(from start: Int, in field: Span<UInt8>, next: inout Int) -> Value? {
        guard start < field.count, field[start] == UInt8(ascii: "\"") else {
            next = end(of: start, in: field) { $0 == UInt8(ascii: ";") || $0.isHeaderBlank }
            return Value(range: start..<next, hasEscapes: false)
        }
        var hasEscapes = false
        var position = start + 1
        while position < field.count {
            switch field[position] {
            case UInt8(ascii: "\""):
                next = position + 1
                return Value(range: start + 1..<position, hasEscapes: hasEscapes)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                position += 2
            default:
                position += 1
            }
        }
        return nil
    }

    private static func end(of start: Int, in field: Span<UInt8>, where ends: (UInt8) -> Bool) -> Int {
        var position = start
        while position < field.count, !ends(field[position]) { position += 1 }
        return position
    }
}

extension UInt8 {
    /// Space or tab (RFC 9110, section 5.6.3).
    var isHeaderBlank: Bool {
        self == UInt8(ascii: " ") || self == UInt8(ascii: "\t")
    }
}

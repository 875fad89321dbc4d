import PanelCore

/// Reads a JSON object (RFC 8259) whose values are strings, numbers, booleans or `null`, and arrays of strings and
/// numbers for lists of ids.
///
/// Nothing nests, so nothing recurses, however deep what was sent is. `null` says that a parameter was not sent.
struct FlatJSONDecoder {
    private var collector = ParameterCollector()
    private var position = 0

    static func parameters(_ body: Span<UInt8>) throws(APIRefusal) -> ParameterSet {
        var decoder = FlatJSONDecoder()
        // Some editors and Windows scripts put a byte order mark before UTF-8.
        if body.hasBytes("\u{FEFF}", at: 0) { decoder.position = 3 }
        try decoder.readObject(body)
        decoder.skipBlanks(body)
        guard decoder.position == body.count else { throw .incorrectRequest }
        return try decoder.collector.finish()
    }

    private mutating func readObject(_ body: Span<UInt8>) throws(APIRefusal) {
        skipBlanks(body)
        try expect(UInt8(ascii: "{"), body)
        skipBlanks(body)
        if take(UInt8(ascii: "}"), body) { return }
        repeat {
            skipBlanks(body)
            let destination = try readName(body)
            skipBlanks(body)
            try expect(UInt8(ascii: ":"), body)
            skipBlanks(body)
            try readValue(body, for: destination)
            skipBlanks(body)
        } while take(UInt8(ascii: ","), body)
        try expect(UInt8(ascii: "}"), body)
    }

    private mutating func readName(_ body: Span<UInt8>) throws(APIRefusal) -> ParameterCollector.Destination {
        let name = try JSONString(scanning: body, at: &position)
        guard name.hasEscapes else { return try collector.admit(body.extracting(name.range)) }
        return try collector.admit(name.bytes(in: body).span)
    }

    private mutating func readValue(
        _ body: Span<UInt8>,
        for destination: ParameterCollector.Destination
    ) throws(APIRefusal) {
        guard position < body.count else { throw .incorrectRequest }
        switch body[position] {
        case UInt8(ascii: "t"):
            try expect("true", body)
            try collector.store("true", at: destination)
        case UInt8(ascii: "f"):
            try expect("false", body)
            try collector.store("false", at: destination)
        case UInt8(ascii: "n"):
            try expect("null", body)
        case UInt8(ascii: "["):
            guard case .parameter(let name) = destination, ParameterCollector.isList(name) else {
                throw .incorrectRequest
            }
            try collector.store(try readArray(body), at: destination)
        default:
            let text = try readScalar(body, isWanted: destination != .nowhere)
            try collector.store(text, at: destination)
        }
    }

    /// Reads strings and numbers up to `]`.
    ///
    /// - Returns: Their texts with commas between them.
    private mutating func readArray(_ body: Span<UInt8>) throws(APIRefusal) -> String {
        try expect(UInt8(ascii: "["), body)
        skipBlanks(body)
        if take(UInt8(ascii: "]"), body) { return "" }
        var joined = ""
        repeat {
            skipBlanks(body)
            if !joined.isEmpty { joined += "," }
            joined += try readScalar(body, isWanted: true)
            skipBlanks(body)
        } while take(UInt8(ascii: ","), body)
        try expect(UInt8(ascii: "]"), body)
        return joined
    }

    /// Reads a string or a number. The text of a number is kept as it was sent.
    ///
    /// - Returns: An empty text when it is not wanted.
    private mutating func readScalar(_ body: Span<UInt8>, isWanted: Bool) throws(APIRefusal) -> String {
        let text: String?
        if position < body.count, body[position] == UInt8(ascii: "\"") {
            let string = try JSONString(scanning: body, at: &position)
            text = isWanted ? string.text(in: body) : ""
        } else {
            let start = position
            try JSONNumber.skip(body, at: &position)
            text = isWanted ? body.extracting(start..<position).validatedText() : ""
        }
        guard let text else { throw .incorrectRequest }
        return text
    }

    // MARK: Bytes

    private mutating func skipBlanks(_ body: Span<UInt8>) {
        while position < body.count {
            switch body[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private mutating func take(_ byte: UInt8, _ body: Span<UInt8>) -> Bool {
        guard position < body.count, body[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ byte: UInt8, _ body: Span<UInt8>) throws(APIRefusal) {
        guard take(byte, body) else { throw .incorrectRequest }
    }

    private mutating func expect(_ word: StaticString, _ body: Span<UInt8>) throws(APIRefusal) {
        guard body.hasBytes(word, at: position) else { throw .incorrectRequest }
        position += word.utf8CodeUnitCount
    }
}

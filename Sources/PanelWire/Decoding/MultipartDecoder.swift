import PanelCore

/// Reads `multipart/form-data` (RFC 7578), as PHP's curl sends an array.
///
/// A file is a value like any other, and all that parts say about themselves besides their name is ignored. Lines
/// end with CR LF only.
struct MultipartDecoder {
    /// The most that the header of one part may have, in bytes, its empty line included.
    static let longestHeader = 8 * 1024
    /// The longest boundary in bytes (RFC 2046, section 5.1.1).
    static let longestBoundary = 70

    /// A line end and the delimiter: what ends a part's content.
    private let separator: [UInt8]
    private var collector = ParameterCollector()
    private var position = 0

    /// - Parameter contentType: The value of the header, which names the boundary.
    static func parameters(_ body: Span<UInt8>, contentType: [UInt8]) throws(APIRefusal) -> ParameterSet {
        var decoder = try MultipartDecoder(contentType: contentType)
        try decoder.skipPreamble(body)
        while try decoder.hasPart(body) {
            let destination = try decoder.readHeader(body)
            let content = try decoder.readContent(body)
            guard destination != .nowhere else { continue }
            try decoder.collector.store(body.extracting(content).validatedText(), at: destination)
        }
        return try decoder.collector.finish()
    }

    private init(contentType: [UInt8]) throws(APIRefusal) {
        guard let value = HeaderField.value(of: "boundary", in: contentType.span) else { throw .incorrectRequest }
        let boundary = value.bytes(in: contentType.span)
        guard (1...MultipartDecoder.longestBoundary).contains(boundary.count),
            boundary.allSatisfy({ (0x20...0x7E).contains($0) })
        else { throw .incorrectRequest }
        separator = Array("\r\n--".utf8) + boundary
    }

    // MARK: Delimiters

    /// Moves behind the first delimiter, at the beginning or at that of a later line.
    private mutating func skipPreamble(_ body: Span<UInt8>) throws(APIRefusal) {
        if MultipartDecoder.matches(separator.span.extracting(2...), body, at: 0) {
            position = separator.count - 2
        } else {
            _ = try readContent(body)
        }
    }

    /// Whether the delimiter that was just read begins a part. The last delimiter has two hyphens behind it.
    private mutating func hasPart(_ body: Span<UInt8>) throws(APIRefusal) -> Bool {
        let isLast = body.hasBytes("--", at: position)
        if isLast { position += 2 }
        // RFC 2046 lets blanks stand behind a delimiter.
        while position < body.count, body[position].isHeaderBlank { position += 1 }
        if isLast, position == body.count { return false }
        guard body.hasBytes("\r\n", at: position) else { throw .incorrectRequest }
        position += 2
        return !isLast
    }

    /// Moves behind the next delimiter.
    ///
    /// - Returns: What is before it.
    private mutating func readContent(_ body: Span<UInt8>) throws(APIRefusal) -> Range<Int> {
        let start = position
        // A boundary has no CR, so that no byte is compared twice.
        while position < body.count {
            if body[position] == UInt8(ascii: "\r"), MultipartDecoder.matches(separator.span, body, at: position) {
                let content = start..<position
                position += separator.count
                return content
            }
            position += 1
        }
        throw .incorrectRequest
    }

    private static func matches(_ text: Span<UInt8>, _ body: Span<UInt8>, at position: Int) -> Bool {
        guard body.count - position >= text.count else { return false }
        for offset in text.indices where body[position + offset] != text[offset] { return false }
        return true
    }

    // MARK: Header

    /// Reads a part's header to the end of its empty line.
    private mutating func readHeader(_ body: Span<UInt8>) throws(APIRefusal) -> ParameterCollector.Destination {
        let limit = position + MultipartDecoder.longestHeader
        var destination: ParameterCollector.Destination?
        while true {
            let line = try readLine(body, limit: limit)
            guard !line.isEmpty else { break }
            let bytes = body.extracting(line)
            var colon = 0
            while colon < bytes.count, bytes[colon] != UInt8(ascii: ":") { colon += 1 }
            guard colon < bytes.count else { throw .incorrectRequest }
            guard bytes.extracting(..<colon).equalsIgnoringCase("content-disposition") else { continue }
            guard destination == nil else { throw .incorrectRequest }
            destination = try admit(disposition: bytes.extracting((colon + 1)...))
        }
        guard let destination else { throw .incorrectRequest }
        return destination
    }

    private mutating func admit(disposition: Span<UInt8>) throws(APIRefusal) -> ParameterCollector.Destination {
        guard HeaderField.hasToken("form-data", disposition),
            let name = HeaderField.value(of: "name", in: disposition)
        else { throw .incorrectRequest }
        guard name.hasEscapes else { return try collector.admit(disposition.extracting(name.range)) }
        return try collector.admit(name.bytes(in: disposition).span)
    }

    /// Moves behind the next line end.
    ///
    /// - Returns: The line without it.
    private mutating func readLine(_ body: Span<UInt8>, limit: Int) throws(APIRefusal) -> Range<Int> {
        let start = position
        while position < body.count, position < limit {
            switch body[position] {
            case UInt8(ascii: "\r"):
                guard position + 2 <= limit, body.hasBytes("\r\n", at: position) else { throw .incorrectRequest }
                position += 2
                return start..<position - 2
            case UInt8(ascii: "\n"):
                throw .incorrectRequest
            default:
                position += 1
            }
        }
        throw .incorrectRequest
    }
}

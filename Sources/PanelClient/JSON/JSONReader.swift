import PanelCore

/// Reads JSON into the nodes of a ``JSONDocument``.
///
/// It is strict where leniency could turn one meaning into another, and lenient about what PHP programs get wrong
/// without harm: a byte order mark, control characters within strings, and numbers with leading zeros.
struct JSONReader {
    private(set) var nodes: [JSONDocument.Node] = []
    private var position = 0
    private let mostNodes: Int

    /// - Parameter count: How many bytes will be read.
    init(expecting count: Int) {
        mostNodes = JSONDocument.mostNodes(in: count)
        // An order's status has one value in about nine bytes.
        nodes.reserveCapacity(min(count / 8 + 8, 1 << 16))
    }

    mutating func read(_ bytes: Span<UInt8>) throws(JSONDocument.Failure) {
        guard bytes.count < Int(UInt32.max) else { throw .tooLarge }
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
        skipBlanks(bytes)
        guard position < bytes.count else { throw .empty }
        try readValue(bytes, depth: 0)
        skipBlanks(bytes)
        guard position == bytes.count else { throw .malformed }
    }

    private mutating func readValue(_ bytes: Span<UInt8>, depth: Int) throws(JSONDocument.Failure) {
        guard position < bytes.count else { throw .truncated }
        switch bytes[position] {
        case UInt8(ascii: "\""): try readString(bytes)
        case UInt8(ascii: "{"): try readContainer(.object, end: UInt8(ascii: "}"), bytes, depth: depth)
        case UInt8(ascii: "["): try readContainer(.array, end: UInt8(ascii: "]"), bytes, depth: depth)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try readNumber(bytes)
        case UInt8(ascii: "t"): try readWord("true", .true, bytes)
        case UInt8(ascii: "f"): try readWord("false", .false, bytes)
        case UInt8(ascii: "n"): try readWord("null", .null, bytes)
        default: throw .malformed
        }
    }

    private mutating func readContainer(
        _ kind: JSONDocument.Kind,
        end: UInt8,
        _ bytes: Span<UInt8>,
        depth: Int
    ) throws(JSONDocument.Failure) {
        guard depth < JSONDocument.deepest else { throw .tooLarge }
        let index = nodes.count
        try append(kind, from: position, to: position)
        position += 1
        skipBlanks(bytes)
        guard position < bytes.count else { throw .truncated }
        if bytes[position] != end {
            while true {
                if kind == .object { try readName(bytes) }
                try readValue(bytes, depth: depth + 1)
                skipBlanks(bytes)
                guard position < bytes.count else { throw .truncated }
                if bytes[position] == end { break }
                guard bytes[position] == UInt8(ascii: ",") else { throw .malformed }
                position += 1
                skipBlanks(bytes)
            }
        }
        position += 1
        nodes[index].end = UInt32(position)
        nodes[index].next = UInt32(nodes.count)
    }

    private mutating func readName(_ bytes: Span<UInt8>) throws(JSONDocument.Failure) {
        guard position < bytes.count else { throw .truncated }
        guard bytes[position] == UInt8(ascii: "\"") else { throw .malformed }
        try readString(bytes)
        skipBlanks(bytes)
        guard position < bytes.count else { throw .truncated }
        guard bytes[position] == UInt8(ascii: ":") else { throw .malformed }
        position += 1
        skipBlanks(bytes)
    }

    private mutating func readString(_ bytes: Span<UInt8>) throws(JSONDocument.Failure) {
        let start = position + 1
        var end = start
        var hasEscapes = false
        while true {
            guard end < bytes.count else { throw .truncated }
            let byte = bytes[end]
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                // What is escaped is seen when the text is asked for; here only a quote matters.
                end += 1
            }
            end += 1
        }
        try append(.string, from: start, to: end)
        nodes[nodes.count - 1].hasEscapes = hasEscapes
        position = end + 1
    }

    private mutating func readNumber(_ bytes: Span<UInt8>) throws(JSONDocument.Failure) {
        let start = position
        position += 1
        while position < bytes.count, JSONReader.isNumeric(bytes[position]) { position += 1 }
        // A number that the text ends with is whole only where nothing was around it.
        guard position < bytes.count || start == 0 || nodes.isEmpty else { throw .truncated }
        guard bytes[position - 1].isASCIIDigit else { throw .malformed }
        try append(.number, from: start, to: position)
    }

    private static func isNumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"),
            UInt8(ascii: "+"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private mutating func readWord(
        _ word: StaticString,
        _ kind: JSONDocument.Kind,
        _ bytes: Span<UInt8>
    ) throws(JSONDocument.Failure) {
        let start = position
        let text = word.utf8Start
        for offset in 0..<word.utf8CodeUnitCount {
            guard position < bytes.count else { throw .truncated }
            guard bytes[position] == text[offset] else { throw .malformed }
            position += 1
        }
        try append(kind, from: start, to: position)
    }

    private mutating func append(
        _ kind: JSONDocument.Kind,
        from start: Int,
        to end: Int
    ) throws(JSONDocument.Failure) {
        guard nodes.count < mostNodes else { throw .tooLarge }
        let next = UInt32(nodes.count + 1)
        nodes.append(JSONDocument.Node(kind: kind, start: UInt32(start), end: UInt32(end), next: next))
    }

    private mutating func skipBlanks(_ bytes: Span<UInt8>) {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }
}

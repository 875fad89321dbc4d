/// Writes JSON into bytes.
///
/// It writes what it is told to: that brackets and commas match is for the caller to see to. Text stays UTF-8, and
/// only what JSON demands is escaped.
package struct JSONWriter {
    package private(set) var bytes: [UInt8] = []

    /// - Parameter capacity: How many bytes the text is expected to have.
    package init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    /// Adds a piece of JSON as it is.
    package mutating func append(_ literal: StaticString) {
        literal.withUTF8Buffer { append($0) }
    }

    /// Adds bytes that are JSON already.
    package mutating func append(json: [UInt8]) {
        json.withUnsafeBufferPointer { append($0) }
    }

    mutating func append(json: ArraySlice<UInt8>) {
        json.withUnsafeBufferPointer { append($0) }
    }

    /// Adds `true` or `false`.
    package mutating func appendBool(_ value: Bool) {
        append(value ? "true" : "false")
    }

    /// Adds a string in quotes.
    package mutating func appendString(_ text: String) {
        // Copies nothing, and counts no reference; only a string that Objective-C lent is not contiguous.
        guard text.utf8.withContiguousStorageIfAvailable({ appendQuoted($0) }) == nil else { return }
        Array(text.utf8).withUnsafeBufferPointer { appendQuoted($0) }
    }

    /// Adds what `write` puts at the beginning of the buffer that it is given.
    ///
    /// All else is built on this: it is the cheapest way to the end of an array that Swift has.
    ///
    /// - Parameters:
    ///   - limit: The length of the buffer.
    ///   - write: Returns how many bytes it wrote, all from the first on.
    mutating func append(upTo limit: Int, _ write: (UnsafeMutableBufferPointer<UInt8>) -> Int) {
        bytes.append(addingCapacity: limit) { output in
            output.withUnsafeMutableBufferPointer { buffer, count in count = write(buffer) }
        }
    }

    private mutating func append(_ source: UnsafeBufferPointer<UInt8>) {
        append(upTo: source.count) { $0.update(fromContentsOf: source) }
    }

    // MARK: Strings

    private static let quote = UInt8(ascii: "\"")

    private mutating func appendQuoted(_ text: UnsafeBufferPointer<UInt8>) {
        guard !JSONWriter.hasEscapes(text) else { return appendQuotedEscaping(text) }
        append(upTo: text.count + 2) { buffer in
            buffer[0] = JSONWriter.quote
            let end = buffer[1...].update(fromContentsOf: text)
            buffer[end] = JSONWriter.quote
            return text.count + 2
        }
    }

    private static func hasEscapes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        // Without an early exit the compiler can look at many bytes at once.
        var found = false
        for byte in text { found = found || mustEscape(byte) }
        return found
    }

    @inline(__always)
    private static func mustEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == quote || byte == UInt8(ascii: "\\")
    }

    private mutating func appendQuotedEscaping(_ text: UnsafeBufferPointer<UInt8>) {
        append(#"""#)
        var cleanStart = 0
        for (index, byte) in text.enumerated() where JSONWriter.mustEscape(byte) {
            append(UnsafeBufferPointer(rebasing: text[cleanStart..<index]))
            cleanStart = index + 1
            appendEscape(of: byte)
        }
        append(UnsafeBufferPointer(rebasing: text[cleanStart...]))
        append(#"""#)
    }

    private mutating func appendEscape(of byte: UInt8) {
        switch byte {
        case JSONWriter.quote: append(#"\""#)
        case UInt8(ascii: "\\"): append(#"\\"#)
        case 0x08: append(#"\b"#)
        case 0x09: append(#"\t"#)
        case 0x0A: append(#"\n"#)
        case 0x0C: append(#"\f"#)
        case 0x0D: append(#"\r"#)
        default:
            // All others are C0 controls, below 0x20.
            append(byte < 0x10 ? #"\u000"# : #"\u001"#)
            let digit = byte & 0x0F
            bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }
}

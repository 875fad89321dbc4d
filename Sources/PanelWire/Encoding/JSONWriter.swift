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
        literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Adds one ASCII character of JSON.
    package mutating func append(byte: UInt8) {
        bytes.append(byte)
    }

    /// Adds text that is JSON already, such as digits.
    package mutating func append(unescaped text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    /// Adds bytes that are JSON already.
    package mutating func append(contentsOf json: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: json)
    }

    /// Adds `true` or `false`.
    package mutating func append(_ value: Bool) {
        append(value ? "true" as StaticString : "false")
    }

    /// Adds a string in quotes.
    package mutating func appendString(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { appendEscaped($0) }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        var cleanStart = 0
        for (index, byte) in text.enumerated() {
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
            bytes.append(contentsOf: text[cleanStart..<index])
            cleanStart = index + 1
            appendEscape(of: byte)
        }
        bytes.append(contentsOf: text[cleanStart...])
    }

    private mutating func appendEscape(of byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): append(#"\""#)
        case UInt8(ascii: "\\"): append(#"\\"#)
        case 0x08: append(#"\b"#)
        case 0x09: append(#"\t"#)
        case 0x0A: append(#"\n"#)
        case 0x0C: append(#"\f"#)
        case 0x0D: append(#"\r"#)
        default:
            // All others are C0 controls, below 0x20.
            append(byte < 0x10 ? #"\u000"# as StaticString : #"\u001"#)
            let digit = byte & 0x0F
            bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }
}

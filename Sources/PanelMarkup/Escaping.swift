/// How text becomes markup that shows it.
enum Escaping {
    /// Appends text so that no parser sees markup in it, between tags or in an attribute in double or single quotes.
    ///
    /// It goes by bytes. A `Character` can be a quote together with a mark that combines with it, which is no quote to whoever
    /// compares characters, and is one to a browser (CVE-2026-27120).
    static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            for index in utf8.indices {
                guard let name = name(of: utf8[index]) else { continue }
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
                name.withUTF8Buffer { bytes.append(contentsOf: $0) }
                start = index + 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
        }
    }

    /// How a byte is spelled that must not stand as it is.
    @inline(__always)
    private static func name(of byte: UInt8) -> StaticString? {
        // All but one are among 0x22...0x3E, so that most letters are told by two comparisons.
        guard byte <= 0x3E else { return nil }
        return switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: #"""#): "&#34;"
        case UInt8(ascii: "'"): "&#39;"
        // Ends what a browser takes from some encodings, and is an error in every page.
        case 0: "\u{FFFD}"
        // A browser makes a line's end of it, in a value that is sent back too.
        case UInt8(ascii: "\r"): "&#13;"
        default: nil
        }
    }

    /// Appends a number in decimal digits.
    static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var first = digits.count
            var rest = UInt64(number.magnitude)
            repeat {
                first -= 1
                digits[first] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            } while rest > 0
            if number < 0 { bytes.append(UInt8(ascii: "-")) }
            bytes.append(contentsOf: digits[first...])
        }
    }
}

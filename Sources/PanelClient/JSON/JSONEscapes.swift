import PanelCore

/// Undoes the escapes of JSON strings.
enum JSONEscapes {
    /// The text of a string's bytes. An escape that is none, and half of a surrogate pair, become U+FFFD.
    static func text(_ bytes: ArraySlice<UInt8>) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var rest = bytes
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\") {
                decoded.append(contentsOf: scalar(&rest).utf8)
            } else {
                decoded.append(byte)
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    private static let replacement: Unicode.Scalar = "\u{FFFD}"

    /// The scalar of the escape whose backslash was just taken off `rest`.
    private static func scalar(_ rest: inout ArraySlice<UInt8>) -> Unicode.Scalar {
        switch rest.popFirst() {
        case UInt8(ascii: "\""): "\""
        case UInt8(ascii: "\\"): "\\"
        case UInt8(ascii: "/"): "/"
        case UInt8(ascii: "b"): "\u{08}"
        case UInt8(ascii: "f"): "\u{0C}"
        case UInt8(ascii: "n"): "\n"
        case UInt8(ascii: "r"): "\r"
        case UInt8(ascii: "t"): "\t"
        case UInt8(ascii: "u"): codedScalar(&rest)
        default: replacement
        }
    }

    private static func codedScalar(_ rest: inout ArraySlice<UInt8>) -> Unicode.Scalar {
        guard let first = codeUnit(&rest) else { return replacement }
        guard UTF16.isLeadSurrogate(first) else { return Unicode.Scalar(first) ?? replacement }
        var behind = rest
        guard behind.popFirst() == UInt8(ascii: "\\"), behind.popFirst() == UInt8(ascii: "u"),
            let second = codeUnit(&behind), UTF16.isTrailSurrogate(second)
        else { return replacement }
        rest = behind
        return UTF16.decode(UTF16.EncodedScalar([first, second]))
    }

    private static func codeUnit(_ rest: inout ArraySlice<UInt8>) -> UInt16? {
        guard rest.count >= 4 else { return nil }
        var unit: UInt16 = 0
        for byte in rest.prefix(4) {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            unit = unit << 4 | UInt16(digit)
        }
        rest = rest.dropFirst(4)
        return unit
    }
}

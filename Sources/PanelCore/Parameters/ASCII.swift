// What a byte is in ASCII. Whoever reads text byte by byte asks this for each of them, in whatever module, so all of
// it can be inlined there.
extension UInt8 {
    /// Space, tab, line feed, vertical tab, form feed or carriage return.
    @inlinable
    package var isASCIIBlank: Bool {
        self == 0x20 || (self >= 0x09 && self <= 0x0D)
    }

    @inlinable
    package var isASCIIDigit: Bool {
        self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9")
    }

    @inlinable
    package var isASCIICapital: Bool {
        self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z")
    }

    @inlinable
    package var isASCIILetter: Bool {
        self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "z")
    }

    @inlinable
    package var isASCIILetterOrDigit: Bool { isASCIIDigit || isASCIILetter }

    /// The small letter of a capital ASCII letter, or the byte itself.
    @inlinable
    package var lowercasedASCII: UInt8 { isASCIICapital ? self | 0x20 : self }

    /// The value of a hexadecimal digit of either case, or `nil`.
    @inlinable
    package var hexDigitValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

extension Sequence<UInt8> {
    /// Two lower-case hexadecimal digits for each byte.
    package var hexadecimal: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

extension [UInt8] {
    /// The bytes of which `digits` is the ``Swift/Sequence/hexadecimal`` text; `nil` for all else.
    package init?(hexadecimal digits: some StringProtocol) {
        let values = digits.utf8.compactMap(\.hexDigitValue)
        self = stride(from: 0, to: values.count - 1, by: 2).map { values[$0] << 4 | values[$0 + 1] }
        guard digits == hexadecimal else { return nil }
    }
}

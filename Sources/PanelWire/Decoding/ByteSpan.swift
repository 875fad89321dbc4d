extension Span<UInt8> {
    /// Whether the bytes from `position` on begin with `text`.
    func hasBytes(_ text: StaticString, at position: Int) -> Bool {
        guard count - position >= text.utf8CodeUnitCount else { return false }
        for offset in 0..<text.utf8CodeUnitCount where self[position + offset] != text.utf8Start[offset] {
            return false
        }
        return true
    }

    /// Whether the bytes are those of `text`, which is in lower case, in any case of ASCII letters.
    func equalsIgnoringCase(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        for index in 0..<count where self[index].lowercasedASCII != text.utf8Start[index] { return false }
        return true
    }

    /// The text that the bytes are in UTF-8, or `nil` when they are none.
    func validatedText() -> String? {
        withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) }
    }
}

extension UInt8 {
    /// The small letter of a capital ASCII letter, or the byte itself.
    var lowercasedASCII: UInt8 {
        self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
    }

    /// The value of a hexadecimal digit of either case, or `nil`.
    var hexDigitValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

import PanelCore

extension Span<UInt8> {
    /// Whether the bytes from `position` on begin with `text`.
    func hasBytes(_ text: StaticString, at position: Int) -> Bool {
        guard count - position >= text.utf8CodeUnitCount else { return false }
        let expected = text.utf8Start
        for offset in 0..<text.utf8CodeUnitCount where self[position + offset] != expected[offset] { return false }
        return true
    }

    /// Whether the bytes are those of `text`, which is in lower case, in any case of ASCII letters.
    func equalsIgnoringCase(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        let expected = text.utf8Start
        for index in 0..<count where self[index].lowercasedASCII != expected[index] { return false }
        return true
    }

    /// The text that the bytes are in UTF-8, or `nil` when they are none.
    func validatedText() -> String? {
        withUnsafeBufferPointer { $0.validatedText() }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The text that the bytes are in UTF-8, or `nil` when they are none.
    func validatedText() -> String? {
        // `String(validating:as:)` looks generic types up while it runs, which takes longer than all else here.
        isASCII ? String(decoding: self, as: UTF8.self) : String(validating: self, as: UTF8.self)
    }

    private var isASCII: Bool {
        // Without an early exit the compiler can look at many bytes at once.
        var bits: UInt8 = 0
        for byte in self { bits |= byte }
        return bits < 0x80
    }
}

import PanelCore

/// The grammar of JSON numbers (RFC 8259, section 6).
enum JSONNumber {
    /// Moves `position` behind the number that begins there.
    ///
    /// - Throws: ``APIRefusal/incorrectRequest`` when none does.
    static func skip(_ body: Span<UInt8>, at position: inout Int) throws(APIRefusal) {
        skipOptional(body, at: &position) { $0 == UInt8(ascii: "-") }
        if !skipOptional(body, at: &position, where: { $0 == UInt8(ascii: "0") }) {
            try skipDigits(body, at: &position)
        }
        if skipOptional(body, at: &position, where: { $0 == UInt8(ascii: ".") }) {
            try skipDigits(body, at: &position)
        }
        if skipOptional(body, at: &position, where: { $0.lowercasedASCII == UInt8(ascii: "e") }) {
            skipOptional(body, at: &position) { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
            try skipDigits(body, at: &position)
        }
    }

    private static func skipDigits(_ body: Span<UInt8>, at position: inout Int) throws(APIRefusal) {
        let start = position
        while skipOptional(body, at: &position, where: { $0.isASCIIDigit }) {}
        guard position > start else { throw .incorrectRequest }
    }

    @discardableResult
    private static func skipOptional(
        _ body: Span<UInt8>,
        at position: inout Int,
        where matches: (UInt8) -> Bool
    ) -> Bool {
        guard position < body.count, matches(body[position]) else { return false }
        position += 1
        return true
    }
}

/// What somebody else wrote, as it is kept: what a provider said, what it was sent, what staff noted. It is data, and
/// nothing decides by it.
package struct KeptText: Hashable, Sendable, CustomStringConvertible {
    /// The text, cut to ``longest`` bytes.
    package let description: String

    package static let longest = 1024

    package init(_ text: String) {
        description = text.cut(toBytes: KeptText.longest)
    }

    package var isEmpty: Bool { description.isEmpty }
}

extension String {
    /// The beginning of it that fits `count` bytes, with `…` where something is left out.
    package func cut(toBytes count: Int) -> String {
        guard utf8.count > count else { return self }
        var end = utf8.index(utf8.startIndex, offsetBy: max(0, count - 3))
        // Not in the middle of a scalar.
        while end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
        return String(self[..<end]) + "…"
    }
}

/// What the link of an order must look like. A link is only ever looked at as text; it is never fetched.
package struct LinkPattern: Sendable, Equatable {
    /// As the operator wrote it: `url`, `username`, or a POSIX extended regular expression.
    package let text: String

    /// Longest pattern in bytes.
    package static let longest = 500
    private static let url = "url"
    private static let username = "username"

    /// Checks a pattern.
    ///
    /// - Parameter text: `url` for an http(s) URL, `username` for a name with or without `@`, or else a POSIX extended
    ///   regular expression that has to be found somewhere in the link; `\d`, `\w` and `\s` are understood too.
    /// - Returns: `nil` when it is too long or no regular expression.
    package init?(_ text: String) {
        guard !text.isBlank, text.utf8.count <= LinkPattern.longest, PosixPattern(text) != nil else { return nil }
        self.text = text
    }

    /// Takes a pattern that was checked before it was stored.
    package init(unchecked text: String) {
        self.text = text
    }

    /// Whether an order for `link` may be taken.
    package func accepts(_ link: String) -> Bool {
        switch text {
        case LinkPattern.url: LinkPattern.isURL(link)
        case LinkPattern.username: LinkPattern.isUsername(link)
        default: PosixPattern(text)?.matches(link) ?? false
        }
    }

    private static func isURL(_ link: String) -> Bool {
        let bytes = link.utf8
        guard !bytes.contains(where: \.isASCIIBlank) else { return false }
        let lowercased = link.lowercased().utf8
        for scheme in ["https://", "http://"] where lowercased.starts(with: scheme.utf8) {
            let host = lowercased.dropFirst(scheme.utf8.count).prefix { !"/?#".utf8.contains($0) }
            return !host.isEmpty && host.contains(UInt8(ascii: "."))
        }
        return false
    }

    private static func isUsername(_ link: String) -> Bool {
        let bytes = link.utf8.first == UInt8(ascii: "@") ? link.utf8.dropFirst() : link.utf8[...]
        return AccountName(String(Substring(bytes))) != nil && !bytes.contains(UInt8(ascii: "@"))
    }
}

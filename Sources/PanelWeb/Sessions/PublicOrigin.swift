/// The one address at which people reach the panel: what forms have to come from, and what links begin with. What a
/// request says of itself, its `Host`, is never asked.
package struct PublicOrigin: Hashable, Sendable, CustomStringConvertible {
    /// `https://panel.example.com`, without a slash at its end, and without the port that goes without saying.
    package let description: String
    package let isSecure: Bool
    /// Whether it leads to the machine itself, where browsers take plain http for secure.
    package let isLoopback: Bool

    /// Reads `http://HOST[:PORT]` or `https://HOST[:PORT]`, with a slash behind it or without.
    ///
    /// - Returns: `nil` for anything else: the pages have no path before theirs.
    package init?(_ text: String) {
        var text = text.lowercased()
        if text.hasSuffix("/") { text.removeLast() }
        let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0] == "http" || parts[0] == "https" else { return nil }
        isSecure = parts[0] == "https"
        var authority = parts[1]
        let usual = isSecure ? ":443" : ":80"
        if authority.hasSuffix(usual) { authority = authority.dropLast(usual.count) }
        let isAllowed = authority.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || ".-:[]_".utf8.contains(byte)
        }
        guard !authority.isEmpty, isAllowed else { return nil }
        description = "\(parts[0])://\(authority)"
        let host =
            authority.hasPrefix("[")
            ? authority.prefix { $0 != "]" }.dropFirst() : authority.prefix { $0 != ":" }
        isLoopback = host == "localhost" || host == "::1" || host.hasPrefix("127.") || host.hasSuffix(".localhost")
    }

    /// The address of one of the pages, for people to open.
    package func url(of address: Address) -> String { description + address.path }
}

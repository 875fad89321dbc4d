/// The one address at which people reach the panel: what forms have to come from, and what links begin with. What a
/// request says of itself, its `Host`, is never asked.
package struct PublicOrigin: Hashable, Sendable, CustomStringConvertible {
    /// `https://panel.example.com`, without a slash at its end, and without the port that goes without saying.
    package let description: String
    package let isSecure: Bool
    /// Whether it leads to the machine itself, where browsers take plain http for secure.
    package let isLoopback: Bool
    /// Whether it stands for all addresses of the machine, and so for none that a browser is at.
    package let isUnspecified: Bool

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
        let isNumeric = host.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
        isLoopback =
            host == "localhost" || host == "::1" || host.hasPrefix("127.") && isNumeric || host.hasSuffix(".localhost")
        isUnspecified = host == "0.0.0.0" || host == "::"
    }

    /// Why people can not log in over plain http from other machines.
    package enum Obstacle: Sendable {
        /// Their browsers do not keep the cookies, which are for encrypted connections.
        case cookiesAreSecure
        /// What their browsers say of where a form comes from can not be this address.
        case isNowhere
    }

    /// - Parameter allowsPlainHTTP: Whether the operator has said that people reach the panel over plain http.
    package func obstacle(allowsPlainHTTP: Bool) -> Obstacle? {
        guard !isSecure, !isLoopback else { return nil }
        guard allowsPlainHTTP else { return .cookiesAreSecure }
        return isUnspecified ? .isNowhere : nil
    }

    /// The address of one of the pages, for people to open.
    package func url(of address: Address) -> String { description + address.path }
}

/// What the link of an order leads to, as text that is the same for links that lead to the same.
///
/// Left aside are `http://`, `https://` and their ports, `www.`, the host's case, slashes at the end, and parameters
/// that only say who passed the link on. All else is compared byte for byte, for in paths and other parameters case can
/// matter. What does not begin with a scheme, or with a host and a slash, such as a user name, is its own target.
///
/// Targets of unfinished orders are stored (`active_links`). Whoever changes what is the same adds a migration that
/// makes them anew.
package enum LinkTarget {
    /// The target of `link`. The target of a target is itself.
    package static func text(of link: String) -> String {
        let bytes = Array(link.utf8)[...]
        let start = schemes.first { bytes.prefix($0.utf8.count).lowercased().elementsEqual($0.utf8) }?.utf8.count ?? 0
        let end = bytes[start...].firstIndex { "/?#".utf8.contains($0) } ?? bytes.endIndex
        // Without a scheme and a path it may be a user name: those can have dots.
        guard start > 0 || bytes[end...].first == UInt8(ascii: "/"), isHost(bytes[start..<end], needsDot: start == 0)
        else { return link }
        let fragment = bytes[end...].firstIndex(of: UInt8(ascii: "#")) ?? bytes.endIndex
        let query = bytes[end..<fragment].firstIndex(of: UInt8(ascii: "?")) ?? fragment
        let host = host(bytes[start..<end])
        let parameters = bytes[query..<fragment].dropFirst().split(separator: UInt8(ascii: "&"))
            .filter { !isTracking($0.prefix { $0 != UInt8(ascii: "=") }, at: host) }
        var target = host
        target += bytes[end..<query].droppingLast { $0 == UInt8(ascii: "/") }
        if !parameters.isEmpty {
            target.append(UInt8(ascii: "?"))
            target += parameters.joined(separator: CollectionOfOne(UInt8(ascii: "&")))
        }
        if fragment + 1 < bytes.endIndex { target += bytes[fragment...] }
        return String(decoding: target, as: UTF8.self)
    }

    // MARK: Hosts

    private static let schemes = ["https://", "http://"]

    /// Whether these bytes are a host, with a port or without.
    ///
    /// - Parameter needsDot: Without a scheme, a name without a dot is no host.
    private static func isHost(_ bytes: ArraySlice<UInt8>, needsDot: Bool) -> Bool {
        let name = bytes.prefix { $0 != UInt8(ascii: ":") }
        guard !name.isEmpty, name.allSatisfy(\.isHostCharacter), !needsDot || name.contains(UInt8(ascii: ".")) else {
            return false
        }
        return name.count == bytes.count || WholeNumber.isSpelled(by: bytes.dropFirst(name.count + 1))
    }

    private static func host(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var host = bytes.lowercased()[...]
        for port in [":80", ":443"] where host.suffix(port.utf8.count).elementsEqual(port.utf8) {
            host.removeLast(port.utf8.count)
        }
        host = host.droppingLast { $0 == UInt8(ascii: ".") }
        while host.starts(with: "www.".utf8), host.dropFirst(4).contains(UInt8(ascii: ".")) { host.removeFirst(4) }
        return Array(host)
    }

    // MARK: Parameters

    /// Whether a parameter says nothing but how somebody came by the link.
    private static func isTracking(_ name: ArraySlice<UInt8>, at host: [UInt8]) -> Bool {
        let name = String(decoding: name.lowercased(), as: UTF8.self)
        if name.hasPrefix("utm_") || name.hasPrefix("igsh") || tracking.contains(name) { return true }
        let host = String(decoding: host, as: UTF8.self)
        return trackingOfHosts.contains { site, names in
            names.contains(name) && (host == site || host.hasSuffix("." + site))
        }
    }

    /// Those of advertisements and newsletters, which any site gets.
    private static let tracking: Set = [
        "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "ttclid", "twclid", "yclid", "li_fat_id",
        "mc_cid", "mc_eid", "_ga", "_gl",
    ]

    /// Those that the share buttons of sites add, by names that can mean something elsewhere.
    private static let trackingOfHosts: [String: Set<String>] = [
        "facebook.com": ["mibextid", "rdid", "share_url", "__tn__", "__cft__[0]", "__cft__%5b0%5d"],
        "open.spotify.com": ["si"], "threads.com": ["xmt"], "threads.net": ["xmt"],
        "tiktok.com": ["_r", "_t", "is_copy_url", "is_from_webapp", "sender_device", "sender_web_id"],
        "twitter.com": ["s", "t", "ref_src", "ref_url"], "x.com": ["s", "t", "ref_src", "ref_url"],
        "youtube.com": ["si", "feature", "pp"], "youtu.be": ["si", "feature"],
    ]
}

extension ArraySlice<UInt8> {
    /// These bytes with ASCII letters in lower case.
    fileprivate func lowercased() -> [UInt8] {
        map(\.lowercasedASCII)
    }

    fileprivate func droppingLast(while matches: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        self[..<(lastIndex { !matches($0) }.map { $0 + 1 } ?? startIndex)]
    }
}

extension UInt8 {
    /// Of ASCII those that names of hosts have; all bytes of other characters.
    fileprivate var isHostCharacter: Bool {
        isASCIILetterOrDigit || self >= 0x80 || "-_.".utf8.contains(self)
    }
}

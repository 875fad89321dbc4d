import PanelCore

/// Where a panel takes requests: an `http` or `https` address without user or fragment.
public struct PanelURL: Hashable, Sendable {
    /// How requests travel.
    public enum Scheme: String, Sendable {
        /// Without encryption.
        case http
        /// Over TLS.
        case https

        var defaultPort: Int {
            switch self {
            case .http: 80
            case .https: 443
            }
        }
    }

    /// The path where panels take requests when none is named.
    public static let defaultPath = "/api/v2"
    /// The longest text that is read, in bytes.
    public static let longest = 2048

    /// How requests travel there.
    public let scheme: Scheme
    /// A name in lower case, an IPv4 address, or an IPv6 address without its brackets.
    public let host: String
    /// From 1 to 65535; that of the scheme where the address names none.
    public let port: Int
    /// Begins with a slash, and has the query of the address at its end, where there is one.
    public let path: String

    /// Reads an address such as `https://panel.example/api/v2` or `https://panel.example/?api=1`. A path that is empty
    /// or `/` becomes ``defaultPath``, unless a query follows it.
    ///
    /// - Returns: `nil` for another scheme, a missing or malformed host, a port outside 1…65535, a user, a fragment,
    ///   and for anything that is not printable ASCII. A name with other letters has to be in its ASCII form.
    public init?(_ text: String) {
        let bytes = Array(text.trimmedUTF8)
        guard bytes.count <= PanelURL.longest, bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        guard let (scheme, afterScheme) = PanelURL.scheme(of: bytes) else { return nil }
        let rest = bytes[afterScheme...]
        guard !rest.contains(where: { PanelURL.isForbidden($0) }) else { return nil }
        let end = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
        guard let (host, portText) = PanelURL.split(authority: rest[..<end]) else { return nil }
        var port = scheme.defaultPort
        if let portText {
            guard let number = WholeNumber.parse(portText), (1...65535).contains(number) else { return nil }
            port = Int(number)
        }
        self.scheme = scheme
        self.host = host
        self.port = port
        let path = String(decoding: rest[end...], as: UTF8.self)
        switch rest[end...].first {
        case UInt8(ascii: "?"): self.path = "/" + path
        case nil: self.path = PanelURL.defaultPath
        default: self.path = path == "/" ? PanelURL.defaultPath : path
        }
    }

    /// The value of the `Host` field.
    var hostField: String {
        let name = isIPv6 ? "[\(host)]" : host
        return port == scheme.defaultPort ? name : "\(name):\(port)"
    }

    private var isIPv6: Bool { host.utf8.contains(UInt8(ascii: ":")) }

    // MARK: Reading

    private static func scheme(of bytes: [UInt8]) -> (Scheme, end: Int)? {
        for scheme in [Scheme.https, .http] {
            let prefix = Array("\(scheme.rawValue)://".utf8)
            guard bytes.count > prefix.count else { continue }
            if bytes[..<prefix.count].elementsEqual(prefix, by: { $0.lowercasedASCII == $1 }) {
                return (scheme, prefix.count)
            }
        }
        return nil
    }

    /// What begins a fragment, ends a user, or means different things to different readers of addresses.
    private static func isForbidden(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "<"),
            UInt8(ascii: ">"), UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "{"),
            UInt8(ascii: "|"), UInt8(ascii: "}"):
            true
        default: false
        }
    }

    private static func split(authority: ArraySlice<UInt8>) -> (host: String, port: ArraySlice<UInt8>?)? {
        let host: ArraySlice<UInt8>
        let rest: ArraySlice<UInt8>
        if authority.first == UInt8(ascii: "[") {
            guard let end = authority.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            host = authority[(authority.startIndex + 1)..<end]
            rest = authority[(end + 1)...]
            guard isIPv6(host) else { return nil }
        } else {
            let end = authority.firstIndex(of: UInt8(ascii: ":")) ?? authority.endIndex
            host = authority[..<end]
            rest = authority[end...]
            guard isName(host) else { return nil }
        }
        let text = String(decoding: host.map(\.lowercasedASCII), as: UTF8.self)
        if rest.isEmpty { return (text, nil) }
        guard rest.first == UInt8(ascii: ":") else { return nil }
        return (text, rest.dropFirst())
    }

    /// Whether it can be an IPv6 address; what it is exactly is seen when it is resolved, which no zone gets to.
    private static func isIPv6(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count <= 45 && bytes.contains(UInt8(ascii: ":"))
            && bytes.allSatisfy { $0.hexDigitValue != nil || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
    }

    private static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard (1...253).contains(bytes.count), bytes.first != UInt8(ascii: "."), bytes.first != UInt8(ascii: "-")
        else { return false }
        return bytes.allSatisfy {
            $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_")
        }
    }
}

extension PanelURL: CustomStringConvertible {
    /// The address as it is used, with its path, and with its port where that is not the scheme's own.
    public var description: String {
        "\(scheme.rawValue)://\(hostField)\(path)"
    }
}

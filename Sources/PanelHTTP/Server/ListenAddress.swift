import Hummingbird

/// Where a server waits for connections.
package enum ListenAddress: Sendable, Equatable {
    case tcp(host: String, port: Int)
    /// A socket in the file system.
    case unix(path: String)

    /// The longest path of a socket that the system takes, in bytes.
    package static let longestPath = 107

    /// Reads `HOST:PORT`; the host of an IPv6 address stands in brackets. Port 0 is any free one.
    package init?(_ text: String) {
        guard let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")),
            let port = Int(text[text.index(after: colon)...]), (0...65_535).contains(port)
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard !host.isEmpty else { return nil }
        self = .tcp(host: String(host), port: port)
    }

    /// As it is read; of a socket, its path.
    package var text: String {
        switch self {
        case .tcp(let host, let port): (host.contains(":") ? "[\(host)]" : host) + ":\(port)"
        case .unix(let path): path
        }
    }

    /// Whether only this machine's own users can come there.
    var isLocal: Bool {
        if case .unix = self { true } else { false }
    }

    var bindAddress: BindAddress {
        switch self {
        case .tcp(let host, let port): .hostname(host, port: port)
        case .unix(let path): .unixDomainSocket(path: path)
        }
    }
}

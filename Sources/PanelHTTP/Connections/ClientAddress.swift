import Glibc
package import NIOCore

/// The address of whoever asks, IPv4 and IPv6 alike.
package struct ClientAddress: Hashable, Sendable {
    /// The IPv6 address; one of IPv4 is mapped, `::ffff:192.0.2.1`.
    let bits: UInt128

    /// The bits before an IPv4 address.
    static let mappedPrefix: UInt128 = 0xFFFF << 32

    init(bits: UInt128) {
        self.bits = bits
    }

    /// Reads an address as it stands in `X-Forwarded-For`: alone, or with a port.
    package init?(_ text: some StringProtocol) {
        if let bits = ClientAddress.bits(of: String(text)) {
            self.init(bits: bits)
        } else if case .tcp(let host, _)? = ListenAddress(String(text)), let bits = ClientAddress.bits(of: host) {
            self.init(bits: bits)
        } else {
            return nil
        }
    }

    /// The address of the other end of a connection; `nil` for a socket in the file system.
    package init?(_ address: SocketAddress?) {
        guard let text = address?.ipAddress, let bits = ClientAddress.bits(of: text) else { return nil }
        self.init(bits: bits)
    }

    /// Whom it stands for. A host of IPv6 has a network of 2⁶⁴ addresses to choose from.
    package var holder: ClientAddress {
        bits >> 32 == ClientAddress.mappedPrefix >> 32 ? self : ClientAddress(bits: (bits >> 64) << 64)
    }

    static func bits(of text: String) -> UInt128? {
        var v4 = in_addr()
        if inet_pton(AF_INET, text, &v4) == 1 { return mappedPrefix | UInt128(UInt32(bigEndian: v4.s_addr)) }
        var v6 = in6_addr()
        guard inet_pton(AF_INET6, text, &v6) == 1 else { return nil }
        return withUnsafeBytes(of: v6) { bytes in bytes.reduce(0) { $0 << 8 | UInt128($1) } }
    }
}

extension ClientAddress: CustomStringConvertible {
    package var description: String {
        var address = in6_addr()
        withUnsafeMutableBytes(of: &address) { bytes in
            for index in bytes.indices { bytes[index] = UInt8(truncatingIfNeeded: bits >> (120 - 8 * index)) }
        }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(AF_INET6, &address, &text, socklen_t(text.count)) != nil else { return "" }
        let written = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return written.hasPrefix("::ffff:") ? String(written.dropFirst(7)) : written
    }
}

package import NIOCore

/// Which addresses a client may connect to.
///
/// It is held against each address that a host resolves to, right before the connection is made to that address, so
/// that a name that changes its mind leads nowhere else.
public enum AddressPolicy: Hashable, Sendable {
    /// Only addresses of the public internet: none of this machine, of a local network, of a cloud's metadata
    /// service, for documentation or multicast, nor an IPv6 address that stands for such an IPv4 one.
    case publicOnly
    /// Every address. For panels on the same machine or network.
    case any

    /// Whether no connection may be made to `address`.
    package func refuses(_ address: SocketAddress) -> Bool {
        guard self == .publicOnly else { return false }
        // The fields of C's structures cannot be named, as a module of SwiftNIO's own declares them too. Where they
        // stand is the same on Linux and Darwin: behind the port, and in IPv6 behind the flow label too.
        switch address {
        case .v4(let address):
            return withUnsafeBytes(of: address.address) { bytes in
                !PublicAddress.isPublic(v4: bytes[4..<8].reduce(0) { $0 << 8 | UInt32($1) })
            }
        case .v6(let address):
            return withUnsafeBytes(of: address.address) { bytes in
                !PublicAddress.isPublic(v6: bytes[8..<24].reduce(0) { $0 << 8 | UInt128($1) })
            }
        case .unixDomainSocket:
            return true
        }
    }
}

/// Tells addresses of the public internet from all others (IANA's special-purpose registries).
private enum PublicAddress {
    /// IPv4 ranges that are not public, as a base address and the length of its prefix.
    private static let special: [(base: UInt32, length: UInt32)] = [
        (0x0000_0000, 8),  // 0.0.0.0/8, "this network": Linux connects to itself
        (0x0A00_0000, 8),  // 10.0.0.0/8, private
        (0x6440_0000, 10),  // 100.64.0.0/10, shared behind carriers
        (0x7F00_0000, 8),  // 127.0.0.0/8, loopback
        (0xA9FE_0000, 16),  // 169.254.0.0/16, link-local and clouds' metadata
        (0xAC10_0000, 12),  // 172.16.0.0/12, private
        (0xC000_0000, 24),  // 192.0.0.0/24, protocol assignments
        (0xC000_0200, 24),  // 192.0.2.0/24, documentation
        (0xC058_6300, 24),  // 192.88.99.0/24, former 6to4 relays
        (0xC0A8_0000, 16),  // 192.168.0.0/16, private
        (0xC612_0000, 15),  // 198.18.0.0/15, benchmarks
        (0xC633_6400, 24),  // 198.51.100.0/24, documentation
        (0xCB00_7100, 24),  // 203.0.113.0/24, documentation
        (0xE000_0000, 4),  // 224.0.0.0/4, multicast
        (0xF000_0000, 4),  // 240.0.0.0/4, reserved, and broadcast
    ]

    static func isPublic(v4 address: UInt32) -> Bool {
        !special.contains { address >> (32 - $0.length) == $0.base >> (32 - $0.length) }
    }

    /// Only global unicast is public, and what stands for a public IPv4 address. All else (`::1`, `fc00::/7`,
    /// `fe80::/10`, `ff00::/8` and whatever may come) is refused by not being named here.
    static func isPublic(v6 address: UInt128) -> Bool {
        let low = UInt32(truncatingIfNeeded: address)
        // ::ffff:0:0/96, IPv4 in the clothes of IPv6, and 64:ff9b::/96, translated to IPv4.
        if address >> 32 == 0xFFFF || address >> 32 == 0x64_FF9B << 64 { return isPublic(v4: low) }
        guard address >> 125 == 0b001 else { return false }
        // 2002::/16, 6to4, has the IPv4 address behind its prefix.
        if address >> 112 == 0x2002 { return isPublic(v4: UInt32(truncatingIfNeeded: address >> 80)) }
        let isProtocolAssignment = address >> 105 == 0x2001_0000 >> 9  // 2001::/23, with Teredo
        let isDocumentation = address >> 96 == 0x2001_0DB8 || address >> 108 == 0x3FFF0  // 2001:db8::/32, 3fff::/20
        return !isProtocolAssignment && !isDocumentation
    }
}

/// An address, or all that begin with the same bits.
package struct AddressRange: Hashable, Sendable {
    private let start: UInt128
    private let mask: UInt128

    /// Reads `192.0.2.1`, `10.0.0.0/8`, `::1` or `fd00::/8`.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = ClientAddress.bits(of: String(parts[0])) else { return nil }
        // The four bytes of an IPv4 address are the last of the sixteen.
        let longest = parts[0].contains(":") ? 128 : 32
        var length = 128
        if parts.count == 2 {
            guard parts[1].allSatisfy(\.isNumber), let given = Int(parts[1]), given <= longest else { return nil }
            length = 128 - longest + given
        }
        mask = length == 0 ? 0 : UInt128.max << (128 - length)
        start = address & mask
    }

    package func contains(_ address: ClientAddress) -> Bool {
        address.bits & mask == start
    }
}

/// The web servers in front of this one that are believed when they say for whom they ask.
package struct TrustedProxies: Sendable {
    private let ranges: [AddressRange]

    package init(_ ranges: [AddressRange] = []) {
        self.ranges = ranges
    }

    package func contains(_ address: ClientAddress) -> Bool {
        ranges.contains { $0.contains(address) }
    }

    /// Who asks: the other end of the connection or, where that is trusted, the last hop of `X-Forwarded-For` that is
    /// not. What stands before that hop was said by a stranger.
    ///
    /// - Parameter forwardedFor: The values of all such fields, in their order.
    package func client(of peer: ClientAddress, forwardedFor: [String]) -> ClientAddress {
        var client = peer
        var hops = forwardedFor.flatMap { $0.split(separator: ",") }
        while contains(client), let hop = hops.popLast() {
            guard let address = ClientAddress(hop.filter { $0 != " " && $0 != "\t" }) else { break }
            client = address
        }
        return client
    }
}

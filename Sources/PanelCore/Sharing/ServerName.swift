/// What one process that serves the panel is called among those that share its database.
package struct ServerName: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let description: String

    /// - Parameter text: Different for every process, also for one that takes the place of another.
    package init(_ text: String) {
        description = text
    }

    package static func < (left: ServerName, right: ServerName) -> Bool {
        left.description < right.description
    }

    /// How much this server is the one for a lease: of several servers the one with the highest number is.
    ///
    /// Rendezvous hashing: when a server comes or goes, only its own leases move. The hash is FNV-1a, which is the
    /// same in every process.
    func weight(for lease: LeaseName) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func mix(_ byte: UInt8) {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        for byte in description.utf8 { mix(byte) }
        for byte in lease.description.utf8 { mix(byte) }
        // The last bytes reach the high bits only now.
        hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        return hash ^ (hash >> 33)
    }
}

/// A caller's key: what a provider that takes such keys makes one order of, however often it is sent.
///
/// It is drawn at random and never made of anything that a panel counts: a database that was restored counts the same
/// numbers again, and would name orders of others with them.
package struct IdempotencyKey: Hashable, Sendable, CustomStringConvertible {
    private let value: UInt128

    /// How many bytes it has.
    package static let size = 16

    package init(drawnFrom generator: inout some RandomNumberGenerator) {
        value = UInt128(generator.next()) << 64 | UInt128(generator.next())
    }

    /// - Returns: `nil` for anything but ``size`` bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == IdempotencyKey.size else { return nil }
        value = bytes.reduce(0) { $0 << 8 | UInt128($1) }
    }

    /// As they are stored.
    package var bytes: [UInt8] {
        stride(from: 120, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> UInt128($0)) }
    }

    /// As it is sent: 32 hexadecimal digits, which any provider takes.
    package var description: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 2 * IdempotencyKey.size - digits.utf8.count) + digits
    }
}

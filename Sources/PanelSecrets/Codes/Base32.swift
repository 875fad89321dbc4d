/// Bytes in the capital letters and the digits 2 to 7 of RFC 4648, without padding.
enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    static func text(of bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        var (pool, bits) = (UInt32(0), 0)
        for byte in bytes {
            pool = pool << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[Int(pool >> UInt32(bits) & 31)])
            }
        }
        if bits > 0 { text.append(alphabet[Int(pool << UInt32(5 - bits) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// - Returns: `nil` for what ``text(of:)`` does not write.
    static func bytes(of text: some StringProtocol) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (pool, bits) = (UInt32(0), 0)
        for character in text.utf8 {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            pool = pool << 5 | UInt32(value)
            bits += 5
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: pool >> UInt32(bits)))
        }
        // What is left over belongs to no byte.
        guard bits < 5, pool & (1 << UInt32(bits) - 1) == 0 else { return nil }
        return bytes
    }
}

/// Bytes as text in an alphabet of 2ⁿ characters, without padding (RFC 4648).
package struct BaseEncoding: Sendable {
    private let alphabet: [UInt8]
    private let bitsPerCharacter: Int

    /// Capital letters and the digits 2 to 7.
    static let base32 = BaseEncoding("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", bitsPerCharacter: 5)
    /// Letters, digits, `-` and `_`.
    package static let base64URL = BaseEncoding(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
        bitsPerCharacter: 6
    )

    private init(_ alphabet: String, bitsPerCharacter: Int) {
        self.alphabet = Array(alphabet.utf8)
        self.bitsPerCharacter = bitsPerCharacter
    }

    package func text(of bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        var (pool, bits) = (0, 0)
        for byte in bytes {
            pool = (pool << 8 | Int(byte)) & 0xFFFF
            bits += 8
            while bits >= bitsPerCharacter {
                bits -= bitsPerCharacter
                text.append(alphabet[pool >> bits & (alphabet.count - 1)])
            }
        }
        if bits > 0 { text.append(alphabet[pool << (bitsPerCharacter - bits) & (alphabet.count - 1)]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// - Returns: `nil` for what ``text(of:)`` does not write.
    package func bytes(of text: some StringProtocol) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (pool, bits) = (0, 0)
        for character in text.utf8 {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            pool = (pool << bitsPerCharacter | value) & 0xFFFF
            bits += bitsPerCharacter
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: pool >> bits))
        }
        // What is left over belongs to no byte.
        guard bits < bitsPerCharacter, pool & (1 << bits - 1) == 0 else { return nil }
        return bytes
    }
}

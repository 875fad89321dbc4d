import Crypto
package import PanelCore

/// The codes that an authenticator shows for a while: six digits for each half minute, by RFC 6238 with SHA-1, which is what
/// every authenticator can do.
package struct OneTimeCodes: Hashable, Sendable {
    /// 160 bits, as RFC 4226 recommends.
    private let secret: [UInt8]

    private static let secretCount = 20
    private static let secondsPerStep: Int64 = 30
    private static let digits = 6
    /// How many steps a clock may be ahead or behind.
    private static let tolerance: Int64 = 1

    /// With a new secret.
    package init() {
        secret = .random(count: OneTimeCodes.secretCount)
    }

    /// Reads what ``base32`` writes.
    package init?(base32 text: String) {
        guard let bytes = BaseEncoding.base32.bytes(of: text), bytes.count == OneTimeCodes.secretCount else {
            return nil
        }
        secret = bytes
    }

    /// The secret in 32 letters and digits, as it is stored (sealed) and given to authenticators.
    package var base32: String { BaseEncoding.base32.text(of: secret) }

    /// The secret in groups of four, for who types it.
    package var grouped: String {
        let text = Array(base32)
        return stride(from: 0, to: text.count, by: 4).map { String(text[$0..<min($0 + 4, text.count)]) }
            .joined(separator: " ")
    }

    /// What authenticators read from a QR code. Digits, seconds and algorithm are those that they take when nothing is said.
    ///
    /// - Parameters:
    ///   - issuer: Whose codes they are: the panel's name.
    ///   - name: Of the account.
    package func uri(issuer: String, name: AccountName) -> String {
        let issuer = issuer.percentEncoded
        return "otpauth://totp/\(issuer):\(name.description.percentEncoded)?secret=\(base32)&issuer=\(issuer)"
    }

    /// Of which half minute a code is.
    ///
    /// - Parameters:
    ///   - code: Six digits; blanks among them are left out, since authenticators show some.
    ///   - last: What this returned when a code last worked, which whoever calls has to keep: so no code works twice, and
    ///     none that came before it works after it.
    /// - Returns: `nil` for a code that is wrong, too old, or used.
    package func step(matching code: String, at now: Timestamp, after last: Int64?) -> Int64? {
        let digits = code.utf8.filter { $0 != UInt8(ascii: " ") }
        let current = now.milliseconds / 1000 / OneTimeCodes.secondsPerStep
        let steps = (current - OneTimeCodes.tolerance)...(current + OneTimeCodes.tolerance)
        // The latest, since two steps may have the same code.
        return steps.reversed().first { $0 > last ?? .min && digits == Array(self.code(of: $0).utf8) }
    }

    /// The code of a half minute, counted from 1970.
    package func code(of step: Int64) -> String {
        let counter = withUnsafeBytes(of: step.bigEndian, Array.init)
        let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(mac[mac.count - 1] & 15)
        let number = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let text = String(number % 1_000_000)
        return String(repeating: "0", count: OneTimeCodes.digits - text.count) + text
    }
}

extension String {
    /// With `%` and two digits for each byte but the letters, digits, `-`, `.`, `_` and `~` (RFC 3986).
    fileprivate var percentEncoded: String {
        utf8.map { byte in
            byte.isASCIILetterOrDigit || "-._~".utf8.contains(byte)
                ? String(UnicodeScalar(byte)) : "%" + [byte].hexadecimal.uppercased()
        }.joined()
    }
}

import Crypto

/// What a form of a page carries, so that no other site can send it in somebody's name. All forms of a session share one,
/// which is made from the session's own secret: nothing is stored.
///
/// In each page it is masked with other random bytes. It never stands twice in the same way in what is sent, so that
/// compressing answers together with what somebody else put in them tells nothing about it.
package struct CSRFToken: Sendable {
    private let key: SymmetricKey
    private let token: [UInt8]

    /// How many characters ``masked()`` has.
    package static let maskedLength = 86

    private static let label = Array("panel csrf 1".utf8)
    private static let count = SHA256.byteCount

    package init(session: SecretToken) {
        key = SymmetricKey(data: session.bytes)
        token = Array(HMAC<SHA256>.authenticationCode(for: CSRFToken.label, using: key))
    }

    /// 86 characters of base64url, others each time.
    package func masked() -> String {
        let pad = [UInt8].random(count: CSRFToken.count)
        return BaseEncoding.base64URL.text(of: pad + zip(pad, token).map { $0 ^ $1 })
    }

    /// Whether `text` is the token, masked in any way. How long it takes does not tell how much of it was right.
    package func matches(_ text: some StringProtocol) -> Bool {
        guard text.utf8.count == CSRFToken.maskedLength, let bytes = BaseEncoding.base64URL.bytes(of: text),
            bytes.count == 2 * CSRFToken.count
        else { return false }
        let unmasked = zip(bytes.prefix(CSRFToken.count), bytes.suffix(CSRFToken.count)).map { $0 ^ $1 }
        return HMAC<SHA256>.isValidAuthenticationCode(unmasked, authenticating: CSRFToken.label, using: key)
    }
}

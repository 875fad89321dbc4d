import Crypto
package import PanelCore

/// Something that whoever holds it may do something with: a session, a link that works once, an invitation. It is
/// handed out once and kept nowhere: the panel knows its digest.
package struct SecretToken: Hashable, Sendable {
    /// 256 random bits.
    package let bytes: [UInt8]

    /// How many characters ``text`` has.
    package static let textLength = 43

    /// Makes one from the system's cryptographic random numbers.
    package init() {
        bytes = .random(count: 32)
    }

    /// Reads a token in the one form in which ``text`` writes it.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == SecretToken.textLength, let bytes = BaseEncoding.base64URL.bytes(of: text),
            bytes.count == 32
        else { return nil }
        self.bytes = bytes
    }

    /// 43 characters of base64url.
    package var text: String { BaseEncoding.base64URL.text(of: bytes) }

    /// By which it is looked up. It has 256 random bits, so a fast hash is enough.
    package var digest: TokenDigest { TokenDigest(bytes: Array(SHA256.hash(data: bytes))) }
}

import Crypto
import FoundationEssentials
package import PanelCore

/// Encrypts text for storage, and opens it.
///
/// AES-GCM with keys that are derived from the panel's secret, one for each kind of text. Whose text it is is authenticated
/// with it, so that sealed text that was moved to another row does not open.
package struct TextSealer: Sendable {
    private let providerKeys: SymmetricKey
    private let secondFactors: SymmetricKey
    private let marks: SymmetricKey
    /// Differs for different secrets, and gives nothing away of them.
    package let digest: String

    /// The least that a secret must have, in bytes.
    package static let shortestSecret = 16

    /// What a text is, and whose.
    package enum Use: Hashable, Sendable {
        /// The key of the API of a provider.
        case providerKey(ProviderName)
        /// The secret of an account's authenticator.
        case secondFactor(AccountID)
    }

    /// - Parameter secret: Kept outside the database, so that a stolen database opens nothing.
    package init(secret: [UInt8]) throws(SecretTooShort) {
        guard secret.count >= TextSealer.shortestSecret else {
            throw SecretTooShort(least: TextSealer.shortestSecret)
        }
        providerKeys = TextSealer.derived(from: secret, for: "panel provider keys 1", count: 32)
        secondFactors = TextSealer.derived(from: secret, for: "panel second factors 1", count: 32)
        marks = TextSealer.derived(from: secret, for: "panel marks 1", count: 32)
        digest = TextSealer.derived(from: secret, for: "panel secret check 1", count: 16)
            .withUnsafeBytes { $0.hexadecimal }
    }

    /// A key of so many bytes that says nothing of those for other purposes.
    private static func derived(from secret: [UInt8], for purpose: String, count: Int) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: secret),
            info: Array(purpose.utf8),
            outputByteCount: count
        )
    }

    /// What only this panel can make of `bytes`.
    package func mark(_ bytes: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: bytes, using: marks))
    }

    /// How many bytes a mark has.
    package static let markLength = SHA256.byteCount

    /// Whether `mark` is that of `bytes`. How long it takes does not tell how much of it was right.
    package func isMark(_ mark: some Sequence<UInt8>, of bytes: [UInt8]) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(Array(mark), authenticating: bytes, using: marks)
    }

    /// - Throws: ``SealingProblem/notSealed``.
    package func seal(_ text: String, for use: Use) throws(SealingProblem) -> SealedText {
        let box = try? AES.GCM.seal(Array(text.utf8), using: key(for: use), authenticating: TextSealer.owner(of: use))
        guard let bytes = box?.combined else { throw .notSealed }
        return SealedText(bytes: Array(bytes))
    }

    /// - Throws: ``SealingProblem/wrongSecret``.
    package func open(_ sealed: SealedText, for use: Use) throws(SealingProblem) -> String {
        guard let box = try? AES.GCM.SealedBox(combined: sealed.bytes),
            let bytes = try? AES.GCM.open(box, using: key(for: use), authenticating: TextSealer.owner(of: use))
        else { throw .wrongSecret }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func key(for use: Use) -> SymmetricKey {
        switch use {
        case .providerKey: providerKeys
        case .secondFactor: secondFactors
        }
    }

    private static func owner(of use: Use) -> [UInt8] {
        switch use {
        case .providerKey(let name): Array(name.description.utf8)
        case .secondFactor(let account): Array(account.description.utf8)
        }
    }
}

import Crypto
import FoundationEssentials
package import PanelCore
package import PanelOperations
package import PanelStore

/// Encrypts the keys of providers for storage, and opens them for calls.
///
/// AES-GCM with a key that is derived from the panel's secret. The provider's name is authenticated with it, so that a
/// sealed key that was moved to another provider's row does not open.
package struct KeySealer: Sendable {
    private let key: SymmetricKey
    /// Differs for different secrets, and gives nothing away of them.
    package let digest: String

    /// The least that a secret must have, in bytes.
    package static let shortestSecret = 16

    /// - Parameter secret: Kept outside the database, so that a stolen database opens no provider's account.
    package init(secret: [UInt8]) throws(ProviderProblem) {
        guard secret.count >= KeySealer.shortestSecret else {
            throw .secretTooShort(least: KeySealer.shortestSecret)
        }
        key = KeySealer.derived(from: secret, for: "panel provider keys 1", count: 32)
        digest = KeySealer.derived(from: secret, for: "panel secret check 1", count: 16)
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

    package func seal(_ text: String, for name: ProviderName) throws(ProviderProblem) -> SealedKey {
        let box = try? AES.GCM.seal(
            Array(text.utf8),
            using: key,
            authenticating: Array(name.description.utf8)
        )
        guard let bytes = box?.combined else { throw .keyNotSealed }
        return SealedKey(bytes: Array(bytes))
    }

    func open(_ sealed: SealedKey, for name: ProviderName) throws(ProviderProblem) -> String {
        guard let box = try? AES.GCM.SealedBox(combined: sealed.bytes),
            let bytes = try? AES.GCM.open(box, using: key, authenticating: Array(name.description.utf8))
        else { throw .wrongSecret(name) }
        return String(decoding: bytes, as: UTF8.self)
    }
}

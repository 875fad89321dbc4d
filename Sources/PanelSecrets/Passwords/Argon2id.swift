import CSodium
import Glibc
import PanelCore

/// Hashes of passwords as libsodium makes them: Argon2id, version 1.3. Each call takes as much time and memory as its costs
/// say and blocks the thread, which is why only ``PasswordHasher`` calls it.
struct Argon2id: Sendable {
    /// There is no memory for another hash now.
    struct OutOfMemory: Error {}

    /// How often the memory is passed over.
    private let passes: Int
    /// In bytes.
    private let memory: Int

    private static let isReady: Void = {
        // Fails only where the system gives no random numbers: nothing secret could be made there.
        precondition(sodium_init() >= 0, "libsodium does not start")
    }()

    init(passes: Int, memory: Int) {
        (self.passes, self.memory) = (passes, memory)
        _ = Argon2id.isReady
    }

    func hash(_ password: PasswordText) throws(OutOfMemory) -> PasswordHash {
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        let result = password.text.withCharacters { characters, count in
            crypto_pwhash_str_alg(
                &text,
                characters,
                count,
                UInt64(passes),
                memory,
                crypto_pwhash_ALG_ARGON2ID13
            )
        }
        guard result == 0 else { throw OutOfMemory() }
        return PasswordHash(String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
    }

    func verify(_ password: PasswordText, against hash: PasswordHash) throws(OutOfMemory) -> Bool {
        // It answers the same for a wrong password and for missing memory.
        errno = 0
        let result = password.text.withCharacters { crypto_pwhash_str_verify(hash.text, $0, $1) }
        guard result == 0 || errno != ENOMEM else { throw OutOfMemory() }
        return result == 0
    }

    /// Whether it was made with other costs than these, or in another way.
    func isOutdated(_ hash: PasswordHash) -> Bool {
        crypto_pwhash_str_needs_rehash(hash.text, UInt64(passes), memory) != 0
    }

    /// Of no password that anybody knows, with these costs: checking against it takes as long as against any other.
    var hashOfNobody: PasswordHash {
        let (salt, digest) = (String(repeating: "A", count: 22), String(repeating: "A", count: 43))
        return PasswordHash("$argon2id$v=19$m=\(memory / 1024),t=\(passes),p=1$\(salt)$\(digest)")
    }
}

extension String {
    /// Runs `body` with the text's bytes as C has them, and how many there are: one of them may be 0.
    fileprivate func withCharacters<Result>(_ body: (UnsafePointer<CChar>, UInt64) -> Result) -> Result {
        withCString { body($0, UInt64(utf8.count)) }
    }
}

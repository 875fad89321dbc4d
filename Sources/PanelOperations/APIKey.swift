import Crypto
package import PanelCore
import PanelSecrets

/// A new API key. It is shown once, when it is made, and kept nowhere: the panel knows its digest.
package struct APIKey: Sendable {
    /// 64 hexadecimal digits: 256 random bits.
    package let text: String

    /// Makes a key from the system's cryptographic random numbers.
    package init() {
        text = [UInt8].random(count: 32).hexadecimal
    }

    /// What the panel remembers of it.
    package var digest: KeyDigest { KeyDigest(of: text) }

    /// By what its owner tells it from another one.
    package func hint(madeAt now: Timestamp) -> KeyHint {
        KeyHint(ending: String(text.suffix(KeyHint.length)), madeAt: now)
    }
}

extension KeyDigest {
    /// The digest by which a key is looked up.
    ///
    /// A key has 256 random bits, so a fast hash is enough, and comparing digests in an index tells whoever
    /// measures times nothing about keys.
    package init(of key: String) {
        self.init(bytes: SHA256.bytes(of: key))
    }
}

extension SHA256 {
    fileprivate static func bytes(of text: String) -> [UInt8] {
        var text = text
        var hash = SHA256()
        text.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        return Array(hash.finalize())
    }
}

/// A digest of the parameters that came with a `request_id`.
package enum RequestFingerprint {
    /// Equal for equal parameters in whatever order and encoding they came; `key` and the `request_id` itself do
    /// not count.
    package static func of(_ sent: ParameterSet) -> [UInt8] {
        let counted = sent.entries.filter { $0.name != .key && $0.name != .requestID }
        let lines = counted.sorted { $0.name.rawValue < $1.name.rawValue }.map { entry in
            // The length keeps a value from reading as the name that follows it.
            "\(entry.name.rawValue):\(entry.value.utf8.count):\(entry.value)"
        }
        return SHA256.bytes(of: lines.joined(separator: "\n"))
    }

    /// Equal for lines in which the same is written, whatever that comes to; and never that of parameters, since none is
    /// called so.
    package static func of(_ line: OrderLine) -> [UInt8] {
        SHA256.bytes(of: "line:\(line.text.utf8.count):\(line.text)")
    }
}

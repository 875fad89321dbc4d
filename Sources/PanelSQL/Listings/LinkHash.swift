import Crypto
import PanelCore

/// What links are found by: 64 bits of a digest, so that nobody makes many links that share one.
enum LinkHash {
    /// - Parameter target: What ``LinkTarget`` made of a link.
    static func of(target: String) -> Int64 {
        var target = target
        let digest = target.withUTF8 { SHA256.hash(data: UnsafeRawBufferPointer($0)) }
        return digest.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    }
}

/// The SHA-256 digest of a token that the panel handed out once. The token itself is stored nowhere.
package struct TokenDigest: RecordKey {
    package let bytes: [UInt8]

    /// In bytes.
    package static let length = 32

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

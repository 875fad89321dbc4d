/// Text that is stored encrypted with a key that is not in the database. Only `PanelSecrets` makes and opens it.
package struct SealedText: Hashable, Sendable {
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}

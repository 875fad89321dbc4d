/// A copy of a store's whole state that was written to a file.
package struct Backup: Sendable {
    package let file: String
    /// How large it is.
    package let bytes: Int64
    /// Files that backups into the same directory left when they were interrupted.
    package let unfinished: [String]

    package init(file: String, bytes: Int64, unfinished: [String]) {
        self.file = file
        self.bytes = bytes
        self.unfinished = unfinished
    }
}

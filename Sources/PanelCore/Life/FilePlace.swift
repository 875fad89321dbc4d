/// Where a database's file lies, as far as that tells a file from its copies: moved within a file system it stays the
/// same, copied it is another one.
package struct FilePlace: Sendable, Equatable {
    /// 0 when it is not known.
    package var inode: Int64
    /// When the file was made, in nanoseconds since 1970; 0 where the file system does not know it.
    package var bornAt: Int64

    /// A place of which nothing is known: that of a database which is no file here.
    package static let unknown = FilePlace(inode: 0, bornAt: 0)

    package init(inode: Int64, bornAt: Int64) {
        self.inode = inode
        self.bornAt = bornAt
    }

    /// Whether it is certain that these are two files.
    package func differs(from other: FilePlace) -> Bool {
        guard inode != 0, other.inode != 0 else { return false }
        return inode != other.inode || (bornAt != 0 && other.bornAt != 0 && bornAt != other.bornAt)
    }
}

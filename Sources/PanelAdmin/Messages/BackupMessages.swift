import PanelStore

/// A wish for a backup.
package struct BackupWish: Codable, Sendable {
    /// The file that it is written to: a path from the root, of the machine that has the database.
    package let file: String

    package init(file: String) {
        self.file = file
    }
}

/// A backup that was made.
package struct BackupMessage: Codable, Sendable {
    package let file: String
    /// How large it is, in bytes.
    package let bytes: Int64
    package let milliseconds: Int64
    /// What interrupted backups left in the same directory.
    package let unfinished: [String]

    init(_ backup: Backup, took time: Duration) {
        file = backup.file
        bytes = backup.bytes
        let (seconds, attoseconds) = time.components
        milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
        unfinished = backup.unfinished
    }
}

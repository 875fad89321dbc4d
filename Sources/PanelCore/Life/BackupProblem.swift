/// Why there is no backup, or why a file is none.
package enum BackupProblem: Error, Hashable, Sendable {
    /// A backup takes a new name.
    case exists(String)
    /// Another process writes the same one.
    case underWay(String)
    /// The system says why it can not be written.
    case notWritten(String, reason: KeptText)
    /// The system, or the database, says why it can not be read.
    case unreadable(String, reason: KeptText)
    /// The file is of another format.
    case notADatabase(String)
    /// The file is a database that is, or was, worked with.
    case isServed(String)
    /// The panel is in PostgreSQL, whose backups are not this program's.
    case madeByPostgreSQL
    /// The database says what went wrong.
    case failed(KeptText)
}

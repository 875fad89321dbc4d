import Glibc

/// Keeps every other process out of a data directory for as long as it exists.
///
/// SQLite before 3.51.3 can corrupt a database when one process resets the write-ahead log while another writes, so
/// one process owns the file. A server owns its directory for its socket, too, wherever its database is.
package final class FileLock: Sendable {
    private let descriptor: Int32

    /// - Parameter path: The file that is locked; it is made where it is missing.
    /// - Throws: ``SQLiteStoreError/inUse(path:)`` when another process holds the lock.
    package init(path: String) throws {
        let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw SQLiteStoreError.notAccessible(path: path, reason: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw SQLiteStoreError.inUse(path: path)
        }
        self.descriptor = descriptor
    }

    deinit {
        // The kernel gives the lock free with its last descriptor, however the process ends.
        close(descriptor)
    }
}

/// Why a data directory can not be used.
package enum SQLiteStoreError: Error, CustomStringConvertible {
    /// Another process works with it.
    case inUse(path: String)
    case notAccessible(path: String, reason: String)
    /// The database does not wait for the disk, so it would lose answered orders in a power cut.
    case notDurable(synchronous: Int64)

    package var description: String {
        switch self {
        case .inUse(let path): "Another process works with this data directory (it holds \(path))."
        case .notAccessible(let path, let reason): "\(path) can not be opened: \(reason)."
        case .notDurable(let level): "The database runs with synchronous=\(level), not with FULL."
        }
    }
}

import Glibc
import Synchronization

/// Keeps every other process from a file for as long as it exists.
///
/// SQLite before 3.51.3 can corrupt a database when one process resets the write-ahead log while another writes, so
/// one process owns the file, by a lock on the file itself: whatever is done to other files, nobody else gets in. A server
/// owns its directory for its socket, too, wherever its database is.
package final class FileLock: Sendable {
    /// The file that is locked.
    let file: FileIdentity
    private let descriptor: Int32

    /// What this process has locked. To open such a file once more and close it again would drop the locks that SQLite
    /// has on it.
    private static let locked = Mutex<Set<FileIdentity>>([])

    /// - Parameter path: The file that is locked; it is made where it is missing.
    /// - Throws: ``SQLiteStoreError/inUse(path:)`` when another process holds the lock.
    package init(path: String) throws {
        (file, descriptor) = try FileLock.locked.withLock { locked in
            while true {
                if let file = FileIdentity(of: path), locked.contains(file) {
                    throw SQLiteStoreError.inUse(path: path)
                }
                let (file, descriptor) = try FileLock.acquire(path)
                // It may have been replaced before it was locked.
                if FileIdentity(of: path) == file {
                    locked.insert(file)
                    return (file, descriptor)
                }
                close(descriptor)
            }
        }
    }

    private static func acquire(_ path: String) throws -> (FileIdentity, Int32) {
        let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0, let file = FileIdentity(of: descriptor) else {
            throw SQLiteStoreError.notAccessible(path: path, reason: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw SQLiteStoreError.inUse(path: path)
        }
        return (file, descriptor)
    }

    /// To be given up only after SQLite's last connection to the file.
    deinit {
        // The kernel gives the lock free with its last descriptor, however the process ends.
        FileLock.locked.withLock { locked in
            _ = locked.remove(file)
            close(descriptor)
        }
    }
}

/// Why a data directory can not be used.
package enum SQLiteStoreError: Error, CustomStringConvertible {
    /// Another process works with it.
    case inUse(path: String)
    case notAccessible(path: String, reason: String)
    /// The database does not wait for the disk, so it would lose answered orders in a power cut.
    case notDurable(synchronous: Int64)
    /// The database's file, or its log, is not the one any more that was opened.
    case replaced(path: String)

    package var description: String {
        switch self {
        case .inUse(let path): "Another process works with this data directory (it holds \(path))."
        case .notAccessible(let path, let reason): "\(path) cannot be opened: \(reason)."
        case .notDurable(let level): "The database runs with synchronous=\(level), not with FULL."
        case .replaced(let path):
            """
            \(path) was deleted or replaced while it was served. Nothing is acknowledged since; what was written at that \
            moment is lost. Bring back the newest database before the panel is served again.
            """
        }
    }
}

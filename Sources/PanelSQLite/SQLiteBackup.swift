import Foundation
import GRDB
package import PanelCore
import PanelSQL
package import PanelStore

/// Copies of a panel's database, each a whole SQLite database in one file.
package enum SQLiteBackup {
    /// What a backup that is not finished is called: the name of the file that it is to be, and this.
    package static let unfinished = ".panel-unfinished"

    /// Writes the database at `source`, as it is now, into a file that is not there yet.
    ///
    /// It reads on a connection of its own. `file` appears when all of it is on the disk, for its owner alone.
    static func write(_ source: String, configuration: Configuration, to file: String) throws {
        try requireAbsent(file)
        let partial = try PartialFile(for: file)
        defer { partial.remove() }
        var configuration = configuration
        configuration.readonly = true
        let queue = try DatabaseQueue(path: source, configuration: configuration)
        defer { try? queue.close() }
        try queue.inDatabase { try $0.execute(sql: "VACUUM INTO ?", arguments: [partial.path]) }
        // SQLite does not wait for the disk here.
        try partial.finish()
        try requireAbsent(file)
        try partial.rename(to: file)
    }

    private static func requireAbsent(_ file: String) throws {
        var status = stat()
        guard lstat(file, &status) != 0 else { throw BackupProblem.exists(file) }
    }

    /// The files of other backups into the same directory that were begun and not finished.
    package static func unfinishedFiles(beside file: String) -> [String] {
        let directory = URL(fileURLWithPath: file).deletingLastPathComponent().path
        // They are only told of: a directory that can not be listed shows itself when the backup is written.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return names.filter { $0.hasSuffix(unfinished) }.sorted().map { directory + "/" + $0 }
    }

    /// Proves that a file is a whole database of a panel whose books and orders hold. The file is only read, and nothing
    /// is left beside it.
    ///
    /// - Throws: ``BackupProblem`` for a file that is no backup, ``SQLError`` for one of another version of this program.
    package static func verify(_ file: String, at now: Timestamp) throws -> [InvariantReport] {
        try requireDatabase(file)
        var configuration = Configuration()
        configuration.readonly = true
        do {
            let queue = try DatabaseQueue(path: file, configuration: configuration)
            defer { try? queue.close() }
            return try queue.read { database in
                let sound = try integrity(of: database)
                // A damaged file is not asked any further.
                return [sound] + (sound.holds ? try Doctor.examine(copy: SQLiteConnection(database), at: now) : [])
            }
        } catch let error as DatabaseError {
            throw BackupProblem.unreadable(file, reason: KeptText(error.message ?? error.description))
        }
    }

    private static func integrity(of database: Database) throws -> InvariantReport {
        let most = 10
        // Damage at the root of a table is an error instead of a row.
        let found: [String]
        do {
            found = try String.fetchAll(database, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
        } catch let error as DatabaseError {
            found = [error.message ?? error.description]
        }
        return InvariantReport(
            name: "file_is_sound",
            statement: "Every page of the file is whole and in its place, and every index agrees with its table.",
            checked: try Int64.fetchOne(database, sql: "PRAGMA page_count") ?? 0,
            violations: Int64(found.count),
            examples: Array(found.prefix(most))
        )
    }

    /// Looks at the first bytes: the format of the file, and whether it needs others beside it.
    private static func requireDatabase(_ file: String) throws {
        guard let handle = FileHandle(forReadingAtPath: file) else {
            throw BackupProblem.unreadable(file, reason: KeptText(String(cString: strerror(errno))))
        }
        defer { try? handle.close() }
        guard let head = try handle.read(upToCount: 100), head.count == 100, head.starts(with: "SQLite format 3\0".utf8)
        else { throw BackupProblem.notADatabase(file) }
        // Byte 18 is the version that writes it; 2 is the write-ahead mode, which makes files to be read at all.
        guard head[head.startIndex + 18] == 1 else { throw BackupProblem.isServed(file) }
        for other in ["-journal", "-wal"] where FileManager.default.fileExists(atPath: file + other) {
            throw BackupProblem.isServed(file)
        }
    }
}

/// A file that gets its name when it is whole.
private final class PartialFile {
    let path: String
    private let file: String
    private let descriptor: Int32

    /// Makes it, or takes what a process left that is gone.
    init(for file: String) throws {
        self.file = file
        path = file + SQLiteBackup.unfinished
        descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw PartialFile.failure(path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw BackupProblem.underWay(file)
        }
        // SQLite writes into an empty file only.
        guard fchmod(descriptor, 0o600) == 0, ftruncate(descriptor, 0) == 0 else {
            defer { close(descriptor) }
            throw PartialFile.failure(path)
        }
    }

    deinit {
        close(descriptor)
    }

    /// Waits for the disk.
    func finish() throws {
        guard fsync(descriptor) == 0 else { throw PartialFile.failure(path) }
    }

    func rename(to file: String) throws {
        guard Glibc.rename(path, file) == 0 else { throw PartialFile.failure(file) }
        let folder = open(URL(fileURLWithPath: file).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { throw PartialFile.failure(file) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw PartialFile.failure(file) }
    }

    /// Removes it, unless it has its name.
    func remove() {
        unlink(path)
    }

    private static func failure(_ path: String) -> BackupProblem {
        .notWritten(path, reason: KeptText(String(cString: strerror(errno))))
    }
}

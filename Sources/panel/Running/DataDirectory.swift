import ArgumentParser
import Foundation
import Glibc
import PanelCore
import PanelHTTP
import PanelSQLite

/// The directory that holds everything a panel remembers.
struct DataDirectory: Sendable {
    let path: String

    /// The socket of the running server, for staff operations.
    var socket: String { path + "/panel.sock" }

    /// The file whose lock means that a server owns the directory, when its database is elsewhere.
    private static let lockFileName = "panel.lock"

    /// Whether there is a panel in it. An empty file is none: it is made by the lock, before there is a database.
    var holdsPanel: Bool {
        var status = stat()
        return stat(path + "/" + SQLiteEngine.fileName, &status) == 0 && status.st_size > 0
    }

    /// Checks that a panel can be made here.
    ///
    /// - Parameter isNew: Whether it was said that it is a new one.
    /// - Throws: ``CommandFailure`` when there is one, or was one.
    func checkIsFree(isNew: Bool) throws {
        if holdsPanel {
            guard !isNew else { throw CommandFailure("There is a panel in \(path): leave --new away.") }
        } else if !isNew, LifeFile(in: self).read().isOfAPanel {
            throw CommandFailure(
                """
                There was a panel in \(path), and its database, \(SQLiteEngine.fileName), is missing or empty. Bring it \
                back, or restore a backup. Only if a new panel is to begin here, with nothing of the old one, add --new.
                """
            )
        }
    }

    /// Forgets the panel that was here, for a new one.
    func forget() throws {
        guard LifeFile(in: self).read().isOfAPanel else { return }
        try FileManager.default.removeItem(atPath: path + "/" + LifeFile.name)
    }

    /// Makes the directory, for its owner alone, where it is missing.
    ///
    /// - Throws: ``CommandFailure`` when others on this machine can reach into it, or it is another user's.
    func create() throws {
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        try checkPrivacy()
        try PrivateFiles.Status(of: path).checkOwner(of: path, called: DataDirectory.name)
    }

    /// Checks that nobody but its owner and root can reach into it.
    func checkPrivacy() throws {
        try PrivateFiles.Status(of: path).checkMode(of: path, called: DataDirectory.name)
    }

    private static let name = "The data directory"

    /// Owns the directory for as long as the lock exists.
    func lock() throws -> FileLock {
        try FileLock(path: path + "/" + DataDirectory.lockFileName)
    }

    /// Whether a server runs there.
    ///
    /// - Throws: ``CommandFailure`` when another user than the directory's, this one and root has the socket.
    func hasServer() throws -> Bool {
        guard let server = UnixSocket.user(at: socket) else { return false }
        let trusted: [uid_t] = [geteuid(), 0, try PrivateFiles.Status(of: path).owner]
        guard trusted.contains(server) else {
            throw CommandFailure("\(socket) is served by \(PrivateFiles.userName(server)), who has no business there.")
        }
        return true
    }

    /// Removes the socket that a server left behind: one that was killed, or this one. It would keep the next one from
    /// binding. For whoever holds the directory: nobody else listens there.
    ///
    /// - Throws: ``CommandFailure`` when something else is there.
    func removeLeftSocket() throws {
        var status = stat()
        guard lstat(socket, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK, status.st_uid == geteuid() else {
            throw CommandFailure("\(socket) is not a socket of this panel. Look what it is, and remove it.")
        }
        unlink(socket)
    }

    /// Checks that a socket can be bound in it.
    func checkSocketPath() throws {
        guard socket.utf8.count <= ListenAddress.longestPath else {
            throw CommandFailure(
                "The path of the data directory is too long for a socket (\(path)). Use a shorter or a relative path."
            )
        }
    }
}

/// Why a command did not do what was asked, in words for whoever typed it.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

import ArgumentParser
import Foundation
import PanelHTTP
import PanelSQLite

/// The directory that holds everything a panel remembers.
struct DataDirectory: Sendable {
    let path: String

    /// The socket of the running server, for staff operations.
    var socket: String { path + "/panel.sock" }

    /// Whether there is a panel in it.
    var holdsPanel: Bool {
        FileManager.default.fileExists(atPath: path + "/" + SQLiteEngine.fileName)
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
        try FileLock(path: path + "/" + SQLiteEngine.lockFileName)
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

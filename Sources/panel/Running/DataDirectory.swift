import ArgumentParser
import Foundation
import PanelHTTP
import PanelSQLite

/// The directory that holds everything a panel remembers.
struct DataDirectory: Sendable {
    let path: String

    /// The socket of the running server, for staff operations.
    var socket: String { path + "/panel.sock" }

    /// A socket for one command that works without a server.
    var temporarySocket: String { path + "/panel-\(ProcessInfo.processInfo.processIdentifier).sock" }

    /// Whether there is a panel in it.
    var holdsPanel: Bool {
        FileManager.default.fileExists(atPath: path + "/" + SQLiteEngine.fileName)
    }

    /// Makes the directory, for its owner alone, where it is missing.
    func create() throws {
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    /// Owns the directory for as long as the lock exists.
    func lock() throws -> FileLock {
        try FileLock(path: path + "/" + SQLiteEngine.lockFileName)
    }

    /// Checks that a socket can be bound in it.
    func checkSocketPath() throws {
        guard temporarySocket.utf8.count <= ListenAddress.longestPath else {
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

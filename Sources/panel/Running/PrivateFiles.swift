import Foundation
import PanelCore

/// What a panel keeps to itself: nobody else on the machine may read or change it.
enum PrivateFiles {
    /// What is known of a file or a directory without opening it.
    struct Status {
        private let status: stat

        /// - Throws: ``CommandFailure`` when it is not there.
        init(of path: String) throws {
            var status = stat()
            guard stat(path, &status) == 0 else {
                throw CommandFailure("\(path) cannot be looked at: \(String(cString: strerror(errno))).")
            }
            self.status = status
        }

        init(of descriptor: Int32, at path: String) throws {
            var status = stat()
            guard fstat(descriptor, &status) == 0 else {
                throw CommandFailure("\(path) cannot be looked at: \(String(cString: strerror(errno))).")
            }
            self.status = status
        }

        var owner: uid_t { status.st_uid }
        var size: Int { Int(status.st_size) }
        var isDirectory: Bool { status.st_mode & S_IFMT == S_IFDIR }

        /// Refuses what the group or others may read, write or, a directory, search.
        func checkMode(of path: String, called what: String) throws {
            let mode = status.st_mode & 0o7777
            guard mode & 0o077 != 0 else { return }
            let digits = String(mode, radix: 8)
            throw CommandFailure(
                """
                \(what) \(path) is open to other users of this machine (mode 0\(digits)). Close it: \
                chmod \(isDirectory ? "700" : "600") \(PrivateFiles.quoted(path))
                """
            )
        }

        /// Refuses what belongs to another user. Root may read it, and no more.
        func checkOwner(of path: String, called what: String) throws {
            let user = geteuid()
            guard owner != user else { return }
            let name = PrivateFiles.userName(owner)
            guard user != 0 else {
                throw CommandFailure(
                    """
                    \(what) \(path) is \(name)'s. What root makes in it that user could not use any more. Run this as that \
                    user: runuser -u \(name) -- panel …
                    """
                )
            }
            throw CommandFailure(
                """
                \(what) \(path) is \(name)'s, and this is \(PrivateFiles.userName(user)). Run this as that user, or take \
                it: chown -R \(PrivateFiles.userName(user)) \(PrivateFiles.quoted(path))
                """
            )
        }
    }

    /// What a file holds that nobody but its owner may read or change: this user, or root.
    static func contents(of path: String, called what: String) throws -> Data {
        let (contents, status) = try read(path, called: what)
        try check(status, of: path, called: what)
        return contents
    }

    /// Refuses a file that others than its owner may read or change, or whose owner is neither this user nor root.
    static func check(_ status: Status, of path: String, called what: String) throws {
        try status.checkMode(of: path, called: what)
        if status.owner != 0, geteuid() != 0 { try status.checkOwner(of: path, called: what) }
    }

    /// What a file holds, and what the system says of it.
    ///
    /// - Parameter most: The most bytes that it may have.
    static func read(_ path: String, called what: String, upTo most: Int = .max) throws -> (Data, Status) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw CommandFailure("\(what) cannot be read from \(path): \(String(cString: strerror(errno))).")
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        let status = try Status(of: descriptor, at: path)
        guard !status.isDirectory, status.size <= most, let contents = try? file.readToEnd() ?? Data() else {
            let why = status.size > most ? " It has more than \(most) bytes." : ""
            throw CommandFailure("\(what) cannot be read from \(path).\(why)")
        }
        return (contents, status)
    }

    /// Makes a directory that no other user can have made, or can enter.
    ///
    /// - Parameter name: What its name begins with.
    static func temporaryDirectory(_ name: String) throws -> String {
        let pattern = FileManager.default.temporaryDirectory.appendingPathComponent("\(name)-XXXXXX").path
        var bytes = Array(pattern.utf8CString)
        guard mkdtemp(&bytes) != nil else {
            throw CommandFailure("\(pattern) cannot be made: \(String(cString: strerror(errno))).")
        }
        return String(decoding: bytes.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    static func userName(_ user: uid_t) -> String {
        getpwuid(user).map { String(cString: $0.pointee.pw_name) } ?? String(user)
    }

    /// A path as a shell takes it.
    private static func quoted(_ path: String) -> String {
        let isPlain = path.utf8.allSatisfy { $0.isASCIILetterOrDigit || "/._-".utf8.contains($0) }
        return isPlain ? path : "'" + path.replacing("'", with: #"'\''"#) + "'"
    }
}

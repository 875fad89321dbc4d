import Foundation
import Glibc
import PanelCore

/// The file in a directory that remembers how far its panel was, apart from the database.
struct LifeFile: Sendable {
    static let name = "panel.life"

    private let directory: String
    private var path: String { directory + "/" + LifeFile.name }

    init(in directory: DataDirectory) {
        self.directory = directory.path
    }

    func read() -> LifeMemory.State {
        guard let contents = FileManager.default.contents(atPath: path) else {
            // What is there and can not be read is not as good as nothing.
            return FileManager.default.fileExists(atPath: path) ? .unreadable : .none
        }
        return LifeMemory(text: String(decoding: contents, as: UTF8.self)).map { .some($0) } ?? .unreadable
    }

    /// Replaces the file. After a crash it is the old one or the new one, whole.
    ///
    /// - Throws: `POSIXError`.
    func write(_ memory: LifeMemory) throws {
        let new = path + ".new"
        let file = try LifeFile.check(open(new, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o600))
        do {
            defer { close(file) }
            let bytes = Array(memory.text.utf8)
            guard try LifeFile.check(Glibc.write(file, bytes, bytes.count)) == bytes.count else {
                throw POSIXError(.ENOSPC)
            }
            try LifeFile.check(fsync(file))
        }
        try LifeFile.check(rename(new, path))
        let folder = try LifeFile.check(open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
        defer { close(folder) }
        try LifeFile.check(fsync(folder))
    }

    @discardableResult
    private static func check<Number: SignedInteger>(_ result: Number) throws -> Number {
        guard result >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        return result
    }
}

extension LifeMemory.Host {
    /// This machine, and the device that `directory` is on.
    static func current(of directory: DataDirectory) -> LifeMemory.Host {
        let machine = FileManager.default.contents(atPath: "/etc/machine-id").map {
            String(decoding: $0, as: UTF8.self)
        }
        var status = stat()
        return LifeMemory.Host(
            machine: machine?.trimmingCharacters(in: .whitespacesAndNewlines) ?? "",
            device: stat(directory.path, &status) == 0 ? Int64(truncatingIfNeeded: status.st_dev) : 0
        )
    }
}

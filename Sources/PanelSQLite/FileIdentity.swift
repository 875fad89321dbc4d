import Glibc
import PanelCore

/// Which file it is, whatever it is called.
struct FileIdentity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64

    /// The file at `path`, which is only looked at: to open and close a database's file would drop SQLite's locks on it.
    ///
    /// - Returns: `nil` when there is none.
    init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    /// The file that is open as `descriptor`.
    init?(of descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }
}

extension FilePlace {
    /// Where the file at `path` lies; unknown when there is none.
    package init(of path: String) {
        self.init(inode: 0, bornAt: 0)
        // The record of statx(2): the mask of what is known at 0, the inode at 32, seconds and nanoseconds of birth at 80.
        // Its layout is part of Linux's interface, which Swift does not see.
        withUnsafeTemporaryAllocation(byteCount: 256, alignment: 8) { record in
            guard let address = record.baseAddress, let statx = FilePlace.statx,
                statx(AT_FDCWD, path, 0, FilePlace.wanted, address) == 0
            else { return }
            inode = Int64(bitPattern: record.load(fromByteOffset: 32, as: UInt64.self))
            guard record.load(as: UInt32.self) & FilePlace.birth != 0 else { return }
            let seconds = record.load(fromByteOffset: 80, as: Int64.self)
            bornAt = seconds &* 1_000_000_000 &+ Int64(record.load(fromByteOffset: 88, as: UInt32.self))
        }
    }

    private typealias Statx =
        @convention(c) (Int32, UnsafePointer<CChar>, Int32, UInt32, UnsafeMutableRawPointer)
        -> Int32
    private static let statx = dlsym(nil, "statx").map { unsafeBitCast($0, to: Statx.self) }
    /// `STATX_INO` and `STATX_BTIME`.
    private static let wanted: UInt32 = 0x100 | birth
    private static let birth: UInt32 = 0x800
}

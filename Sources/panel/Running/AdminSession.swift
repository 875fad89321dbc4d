import Foundation
import Logging
import PanelSQLite
import PanelStore
import ServiceLifecycle

/// A way to the staff operations, whether a server runs or not.
enum AdminSession {
    /// How long to wait for a directory that another process is just opening or leaving.
    private static let patience = Duration.seconds(15)
    private static let pause = Duration.milliseconds(25)

    /// Runs `body` against the running server; when there is none, against one that lives as long as `body`.
    ///
    /// - Parameters:
    ///   - creates: Whether a directory without a panel becomes one, as against being a mistake.
    ///   - isNew: Whether it was said that a new panel begins.
    static func run<T: Sendable>(
        at place: PanelPlace,
        creates: Bool = false,
        isNew: Bool = false,
        _ body: @escaping @Sendable (AdminClient) async throws -> T
    ) async throws -> T {
        try place.checkIsFree(isNew: isNew, creates: creates)
        guard place.database == .sqlite else {
            // Any process may work with it, whether or not a server runs somewhere.
            return try await host(PanelRuntime(at: place, logger: .quiet), socket: temporarySocket, body)
        }
        let data = place.directory
        try data.checkSocketPath()
        let deadline = ContinuousClock.now + patience
        while true {
            if UnixSocket.accepts(data.socket) { return try await body(AdminClient(socket: data.socket)) }
            do {
                let runtime = try await PanelRuntime(at: place, logger: .quiet)
                return try await host(runtime, socket: data.temporarySocket, body)
            } catch SQLiteStoreError.inUse where ContinuousClock.now < deadline {
                // A server that starts or stops, or another command: wait for the one or the other.
                try await Task.sleep(for: pause)
            }
        }
    }

    /// A socket for one command that needs no data directory.
    private static var temporarySocket: String {
        FileManager.default.temporaryDirectory
            .appendingPathComponent("panel-\(ProcessInfo.processInfo.processIdentifier).sock").path
    }

    private static func host<T: Sendable>(
        _ runtime: PanelRuntime,
        socket: String,
        _ body: @escaping @Sendable (AdminClient) async throws -> T
    ) async throws -> T {
        defer { unlink(socket) }
        let (listening, signal) = AsyncStream.makeStream(of: Void.self)
        let group = runtime.group([runtime.adminServer(socket: socket) { signal.finish() }], endsOnSignals: false)
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { signal.finish() }
                try await group.run()
            }
            for await _ in listening {}
            let result = await Result { try await body(AdminClient(socket: socket)) }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            try runtime.store.close()
            return try result.get()
        }
    }
}

extension Result where Failure == any Error {
    /// What `body` returns or throws.
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}

/// Sockets in the file system.
enum UnixSocket {
    /// Whether somebody accepts connections at `path`.
    static func accepts(_ path: String) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8) + [0]
        guard bytes.count <= MemoryLayout.size(ofValue: address.sun_path) else { return false }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }
}

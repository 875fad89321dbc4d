import NIOCore
import NIOPosix

/// Takes connections and whatever is said over them, and says nothing itself.
final class SilentServer: Sendable {
    let port: Int
    private let listener: any Channel

    private init(_ listener: any Channel) {
        self.listener = listener
        port = listener.localAddress?.port ?? 0
    }

    /// Gives `body` a server that is gone afterwards, whatever happens.
    static func with(_ body: (SilentServer) async throws -> Void) async throws {
        let server = SilentServer(
            try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .bind(host: "127.0.0.1", port: 0).get()
        )
        do {
            try await body(server)
        } catch {
            try await server.listener.close().get()
            throw error
        }
        try await server.listener.close().get()
    }
}

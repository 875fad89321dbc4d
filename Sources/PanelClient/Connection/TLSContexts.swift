import NIOSSL
import Synchronization

/// Keeps what a TLS client needs: reading the system's trust roots takes longer than a handshake.
final class TLSContexts: Sendable {
    static let shared = TLSContexts()

    private let contexts = Mutex<[NIOSSLTrustRoots: NIOSSLContext]>([:])

    /// A context that verifies certificates in full, the host's name included. Blocks the first time.
    func context(_ trust: NIOSSLTrustRoots) throws -> NIOSSLContext {
        if let context = contexts.withLock({ $0[trust] }) { return context }
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = trust
        let context = try NIOSSLContext(configuration: configuration)
        contexts.withLock { $0[trust] = context }
        return context
    }
}

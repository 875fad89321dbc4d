import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// Finds what a client needs for a connection and what blocks to find: the addresses of its host, and trust roots.
///
/// Connections that are begun while a lookup runs share it. A host whose name servers are silent so holds one thread,
/// however often it is called, and calls to other panels do not wait for it. Nothing is kept beyond that.
final class HostLookup: Sendable {
    struct Findings: Sendable {
        let addresses: [SocketAddress]
        /// For TLS, where the panel is reached over it.
        let context: NIOSSLContext?
    }

    private let url: PanelURL
    private let policy: AddressPolicy
    private let trust: NIOSSLTrustRoots
    private let running = Mutex<EventLoopFuture<Findings>?>(nil)

    init(url: PanelURL, policy: AddressPolicy, trust: NIOSSLTrustRoots) {
        self.url = url
        self.policy = policy
        self.trust = trust
    }

    func findings(on eventLoop: any EventLoop) -> EventLoopFuture<Findings> {
        let (future, isNew) = running.withLock { running in
            if let running { return (running, false) }
            let future = start(on: eventLoop)
            running = future
            return (future, true)
        }
        if isNew {
            future.whenComplete { [weak self] _ in self?.running.withLock { $0 = nil } }
        }
        return future.hop(to: eventLoop)
    }

    private func start(on eventLoop: any EventLoop) -> EventLoopFuture<Findings> {
        HostResolver.threads.runIfActive(eventLoop: eventLoop) { [url, policy, trust] in
            Findings(
                addresses: try HostResolver.addresses(of: url, policy: policy),
                context: url.scheme == .https ? try TLSContexts.shared.context(trust) : nil
            )
        }
    }
}

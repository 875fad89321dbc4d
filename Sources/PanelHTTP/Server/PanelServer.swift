package import Hummingbird
import HummingbirdCore
package import Logging
package import NIOCore

/// A web server with the limits that every one of the panel's has.
package enum PanelServer {
    /// How long strangers may keep a connection busy.
    package struct Limits: Sendable {
        /// A connection without a request is closed after this, as is one whose head does not arrive.
        package var idle = TimeAmount.seconds(75)
        /// A request has to arrive whole within this after its head.
        package var body = TimeAmount.seconds(30)
        /// More connections wait until others end.
        package var connections = 8192
        /// Largest head in bytes.
        package var head = 16 * 1024

        package init() {}
    }

    /// A server that is a service: it runs until graceful shutdown and then finishes what it has begun.
    ///
    /// - Parameter onListening: Called with the bound address once connections are accepted.
    package static func make<Responder: HTTPResponder>(
        responder: Responder,
        address: ListenAddress,
        limits: Limits = Limits(),
        logger: Logger,
        onListening: @escaping @Sendable (SocketAddress?) async -> Void = { _ in }
    ) -> Application<Responder> where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
        Application(
            responder: responder,
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: address.isLocal
                        ? [PeerUserHandler(), RequestArrivalHandler(limit: limits.body)]
                        : [RequestArrivalHandler(limit: limits.body)],
                    idleTimeout: limits.idle,
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: limits.head,
                        maxHeaderListSize: limits.head,
                        maxHeaderFieldCount: 100
                    )
                )
            ),
            configuration: ApplicationConfiguration(
                address: address.bindAddress,
                backlog: 1024,
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connections)
            ),
            onServerRunning: { await onListening($0.localAddress) },
            logger: logger
        )
    }
}

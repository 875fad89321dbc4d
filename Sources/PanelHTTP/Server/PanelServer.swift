package import Hummingbird
import HummingbirdCore
package import Logging
package import NIOCore

/// A web server with the limits that every one of the panel's has.
package enum PanelServer {
    /// How much of the server strangers may have.
    package struct Limits: Sendable {
        /// A connection without a request is closed after this, as is one whose head does not arrive, or whose answer
        /// nobody takes.
        package var idle = Duration.seconds(75)
        /// A request has to arrive whole within this after its head.
        package var body = Duration.seconds(30)
        /// When the server ends: how long it waits for requests that still arrive, and for those who do not take their
        /// answers. What it has to do itself it finishes.
        package var drain = Duration.seconds(10)
        /// Connections. Beyond them, the one that waited longest without a request gives way; more wait while all are
        /// being answered.
        package var connections = 8192
        /// Connections of one address (of IPv6, a network of 64 bits), likewise. Those that are being answered are never
        /// taken away: of them an address may have half of all.
        package var connectionsPerAddress = 256
        /// Addresses that have any number of connections, because others stand behind them.
        package var trustedProxies = TrustedProxies()
        /// Largest head in bytes.
        package var head = 16 * 1024
        /// Most fields of a head.
        package var fields = 100

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
        let table = ConnectionTable(limits, logger: logger)
        return Application(
            responder: responder,
            server: HTTPServerBuilder {
                PanelChannel(responder: $0, isLocal: address.isLocal, limits: limits, table: table)
            },
            configuration: ApplicationConfiguration(address: address.bindAddress, backlog: 1024),
            onServerRunning: { channel in
                do {
                    try await channel.eventLoop.submit {
                        let handler = AcceptHandler(table: table, logger: logger)
                        try channel.pipeline.syncOperations.addHandler(handler, position: .first)
                    }.get()
                } catch {
                    // The server has ended already, and says why itself.
                    logger.debug("Nobody watches over what is accepted.", metadata: ["error": "\(error)"])
                }
                await onListening(channel.localAddress)
            },
            logger: logger
        )
    }
}

package import Logging
package import NIOCore
import NIOHTTP1
import NIOPosix
package import PanelCore
import PanelWire
import ServiceLifecycle
import Synchronization

/// A provider for trying and testing a panel: it speaks the API v2, takes orders, and brings them to an end on its
/// own clock. It delivers nothing to anybody, it only counts; all it knows is in memory.
package final class SandboxProvider: ServiceLifecycle.Service {
    private let configuration: Configuration
    private let logger: Logger
    private let responder: SandboxResponder
    private let connections = OpenConnections()
    private let listener = Mutex<(any Channel)?>(nil)

    /// - Parameter configuration: Its keys and its services' ids each come once.
    package init(configuration: Configuration = Configuration(), logger: Logger = Logger(label: "sandbox")) {
        self.configuration = configuration
        self.logger = logger
        responder = SandboxResponder(configuration)
    }

    // MARK: Life

    /// Listens, and returns once connections are accepted. Called again, it only says where.
    @discardableResult
    package func start() async throws -> SocketAddress {
        if let address { return address }
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { [responder, connections] channel in
                connections.add(channel)
                return channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers([
                        ByteToMessageHandler(HTTPRequestDecoder()),
                        SandboxHandler(responder: responder),
                    ])
                }
            }
            .bind(host: configuration.host, port: configuration.port)
            .get()
        listener.withLock { $0 = channel }
        guard let address else { throw ChannelError.unknownLocalAddress }
        logger.debug("The sandbox listens.", metadata: ["address": "\(address)"])
        return address
    }

    /// Where it listens, once it does.
    package var address: SocketAddress? {
        listener.withLock { $0?.localAddress }
    }

    /// The address of its API, once it listens.
    package var url: String? {
        address?.port.map { "http://\(configuration.host):\($0)/api/v2" }
    }

    /// Serves until graceful shutdown.
    package func run() async throws {
        try await start()
        try? await gracefulShutdown()
        await stop()
    }

    /// Ends every connection, answered or not, and listens no more. The books stay.
    package func stop() async {
        let channel = listener.withLock { listener in
            defer { listener = nil }
            return listener
        }
        try? await channel?.close().get()
        for connection in connections.all { try? await connection.close().get() }
    }

    // MARK: What tests and tools do to it

    /// Its books as they are now.
    package var ledger: SandboxLedger {
        responder.ledger(includesOrders: true)
    }

    /// As ``ledger``, without its orders, for books that have millions.
    package var totals: SandboxLedger {
        responder.ledger(includesOrders: false)
    }

    /// Puts other faults in force from the next request on.
    package func setFaults(_ faults: [SandboxFault]) {
        responder.setFaults(faults)
    }

    /// How often each of the faults in force has come to pass, in their order.
    package var faultHits: [Int] {
        responder.faultEntries.map(\.hits)
    }

    /// Gives an order a state that the clock no longer changes, even one that contradicts what was told before.
    /// What its customer gets back, or has to pay again, is booked with it.
    ///
    /// - Parameters:
    ///   - status: `nil` leaves each of the three as it is.
    ///   - remains: Without it, an order that is completed has 0.
    /// - Returns: Whether there is such an order.
    @discardableResult
    package func setStatus(
        of id: Int64,
        _ status: OrderStatus?,
        remains: Int64? = nil,
        startCount: Int64? = nil
    ) -> Bool {
        responder.setStatus(of: id, status, remains: remains, startCount: startCount)
    }

    /// Lets time pass at once, on a manual clock as on a running one.
    package func advance(seconds: Int64) {
        responder.actions.clock.skip(milliseconds: seconds * 1000)
    }

    /// Makes orders that their customer is taken to have paid for: the start of the balance grows by the charges.
    ///
    /// - Parameters:
    ///   - key: One of the configuration's keys; `nil` is the first.
    /// - Returns: Their ids; `nil` when there is no such key, or no service to order.
    @discardableResult
    package func preload(count: Int, key: String? = nil) -> Range<Int64>? {
        responder.actions.preload(count: count, key: key ?? configuration.keys.first)
    }
}

/// The connections that are open.
private final class OpenConnections: Sendable {
    private let channels = Mutex<[ObjectIdentifier: any Channel]>([:])

    func add(_ channel: any Channel) {
        let id = ObjectIdentifier(channel)
        channels.withLock { $0[id] = channel }
        channel.closeFuture.whenComplete { [weak self] _ in
            _ = self?.channels.withLock { $0.removeValue(forKey: id) }
        }
    }

    var all: [any Channel] {
        channels.withLock { Array($0.values) }
    }
}

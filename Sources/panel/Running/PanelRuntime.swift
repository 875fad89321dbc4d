import Foundation
import Hummingbird
import Logging
import PanelAPI
import PanelAdmin
import PanelCore
import PanelFulfilment
import PanelHTTP
import PanelSQL
import PanelSQLite
import PanelStore
import ServiceLifecycle
import UnixSignals

/// An opened panel: its store, its writer, and the servers that can be put in front of them.
struct PanelRuntime: Sendable {
    let store: any Store
    let writer: BatchWriter
    /// Relays orders to providers.
    let fulfilment: Fulfilment
    private let logger: Logger

    /// Opens the panel in `data`, or makes one there.
    ///
    /// - Throws: `SQLiteStoreError.inUse` when another process owns the directory.
    init(data: DataDirectory, logger: Logger) async throws {
        // Whatever the process makes from here on is for its owner alone: database, lock, socket.
        umask(0o077)
        try data.create()
        self.logger = logger
        store = try await SQLStore(engine: SQLiteEngine(directory: data.path))
        writer = BatchWriter(store: store, logger: logger)
        fulfilment = Fulfilment(
            store: store,
            writer: writer,
            sealer: try KeySealer(secret: try PanelSecret.load(for: data).bytes),
            logger: logger,
            now: { .now }
        )
        // Whoever is here owns the directory, so whoever began an attempt before is gone.
        try await AttemptRecovery.run(on: store, at: .now)
    }

    /// The server of the API.
    ///
    /// - Parameters:
    ///   - prepare: Runs before connections are accepted, while the writer does already.
    ///   - onListening: Called with the server's URL once connections are accepted.
    func apiServer(
        _ options: APIOptions,
        prepare: @escaping @Sendable () async throws -> Void = {},
        onListening: @escaping @Sendable (String) async -> Void
    ) async throws -> some ServiceLifecycle.Service {
        var configuration = APIConfiguration(currency: try await store.currency())
        configuration.bodyLimit = options.bodyLimit
        configuration.acceptsGet = !options.postOnly
        configuration.requestsPerSecond = options.rateLimit
        let endpoint = APIEndpoint(
            configuration: configuration,
            store: store,
            writer: writer,
            directory: Directory(store: store)
        )
        var server = PanelServer.make(
            responder: PublicResponder(api: endpoint),
            address: options.listen,
            logger: logger
        ) { address in
            guard let address, let port = address.port else { return }
            await onListening("http://\(options.listen.hostText):\(port)")
        }
        server.beforeServerStarts(perform: prepare)
        return server
    }

    /// The server of the staff operations, on a socket that only the owner of the process can open.
    func adminServer(
        socket: String,
        onListening: @escaping @Sendable () async -> Void = {}
    ) -> some ServiceLifecycle.Service {
        // A socket that a killed process left behind would keep the new one from binding. Whoever is here holds the
        // lock, so nobody listens there.
        unlink(socket)
        return PanelServer.make(
            responder: AdminAPI(store: store, writer: writer, gateway: fulfilment).router().buildResponder(),
            address: .unix(path: socket),
            logger: logger
        ) { _ in await onListening() }
    }

    /// The writer with `services` in front of it. What is named last stops first.
    ///
    /// - Parameter endsOnSignals: Whether SIGTERM and SIGINT end it, after what it has begun is finished.
    func group(_ services: [any ServiceLifecycle.Service], endsOnSignals: Bool) -> ServiceGroup {
        var configuration = ServiceGroupConfiguration(
            services: [writer] + services,
            gracefulShutdownSignals: endsOnSignals ? [.sigterm, .sigint] : [],
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = .seconds(30)
        return ServiceGroup(configuration: configuration)
    }
}

extension ListenAddress {
    /// The host as it stands in a URL.
    fileprivate var hostText: String {
        guard case .tcp(let host, _) = self else { return "localhost" }
        return host.contains(":") ? "[\(host)]" : host
    }
}

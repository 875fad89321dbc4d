import Foundation
import Hummingbird
import Logging
import PanelAPI
import PanelAdmin
import PanelCore
import PanelFulfilment
import PanelHTTP
import PanelPostgres
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

    /// Opens a panel, or makes one there.
    ///
    /// - Parameter needsSecret: Whether it is to call providers.
    /// - Throws: `SQLiteStoreError.inUse` when another process owns the directory; ``CommandFailure`` when the panel's
    ///   secret is missing or is another one.
    init(at place: PanelPlace, needsSecret: Bool = false, logger: Logger) async throws {
        // Whatever the process makes from here on is for its owner alone: database, lock, socket.
        umask(0o077)
        self.logger = logger
        store = try await PanelRuntime.store(at: place, logger: logger)
        writer = BatchWriter(store: store, logger: logger)
        fulfilment = Fulfilment(
            server: .ofThisProcess,
            store: store,
            writer: writer,
            sealer: try await PanelSecret.sealer(of: store, at: place.directory, isRequired: needsSecret),
            logger: logger,
            clocks: Clocks(now: { .now }, instant: { .now })
        )
        // Whoever owns all there is owns the attempts that were begun before, too: their process is gone. The attempts
        // of other servers end with their leases.
        if !store.isShared { try await AttemptRecovery.run(on: store, at: .now) }
    }

    /// Opens the database of a panel, or makes one.
    static func store(at place: PanelPlace, logger: Logger) async throws -> any Store {
        func open(_ engine: some SQLEngine) async throws -> any Store { try await SQLStore(engine: engine) }
        let engine = try await engine(at: place, logger: logger)
        do {
            return try await open(engine)
        } catch {
            try? engine.close()
            throw error
        }
    }

    /// Opens a database without looking at what is in it.
    static func engine(at place: PanelPlace, logger: Logger) async throws -> any SQLEngine {
        switch place.database {
        case .sqlite:
            try place.directory.create()
            return try SQLiteEngine(directory: place.directory.path)
        case .postgres(let url):
            var configuration = PostgresConfiguration(url: url)
            configuration.preparesStatements = !place.isPooled
            return try await PostgresEngine(configuration, logger: logger)
        }
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

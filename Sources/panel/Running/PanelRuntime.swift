import Foundation
import Hummingbird
import Logging
import PanelAPI
import PanelAdmin
import PanelCore
import PanelCustomerWeb
import PanelFulfilment
import PanelHTTP
import PanelOperations
import PanelPostgres
import PanelSQL
import PanelSQLite
import PanelStore
import PanelWeb
import ServiceLifecycle
import UnixSignals

/// An opened panel: its store, its writer, and the servers that can be put in front of them.
struct PanelRuntime: Sendable {
    let store: any Store
    let writer: BatchWriter
    /// Relays orders to providers.
    let fulfilment: Fulfilment
    /// What the directory is told of the panel's life.
    let keeper: LifeKeeper
    /// Whether the directory is the panel's. A command that works with a database server is typed in any, which neither
    /// says nor is told anything.
    private let keepsLife: Bool
    /// Lets people in.
    let door: FrontDoor
    private let pages = ServedPages()
    private let configuration: StartupConfiguration
    private let logger: Logger

    /// What a panel is opened for.
    enum Purpose: Sendable {
        /// One operation of staff.
        case command
        /// To be served, and to call providers.
        case serving
        /// To be opened again, closed as it is.
        case reopening
    }

    /// Opens a panel, or makes one there. One that is a copy, or older than it was, is closed.
    ///
    /// - Throws: `SQLiteStoreError.inUse` when another process owns the directory; ``CommandFailure`` when the panel's
    ///   secret is missing or is another one.
    init(_ configuration: StartupConfiguration, for purpose: Purpose = .command, logger: Logger) async throws {
        // Whatever the process makes from here on is for its owner alone: database, lock, socket.
        umask(0o077)
        self.configuration = configuration
        self.logger = logger
        let place = configuration.place
        store = try await PanelRuntime.store(at: place, configuration, logger: logger)
        keeper = LifeKeeper(store, in: place.directory, logger: logger)
        keepsLife = place.database == .sqlite || purpose != .command
        let memory = keepsLife ? keeper.memory : .none
        try await store.open(remembering: memory)
        keeper.noteHost(in: memory)
        let isOpen = store.closedReason == nil
        writer = BatchWriter(store: store, limits: configuration.writer, logger: logger)
        let sealer = try await PanelSecret.sealer(
            of: store,
            at: place.directory,
            given: configuration.secret,
            isRequired: isOpen && purpose == .serving
        )
        door = FrontDoor(sealer: sealer, limits: configuration.door)
        fulfilment = Fulfilment(
            server: .ofThisProcess,
            store: store,
            writer: writer,
            sealer: sealer,
            jobs: [
                FillListings(of: store, limits: configuration.listings),
                DropEnded(from: store, writer: writer, limits: configuration.door.sessions),
                CountOrders(of: store, writer: writer),
                DropOldNews(from: store, writer: writer),
            ],
            limits: configuration.providers,
            logger: logger,
            clocks: Clocks(now: { .now }, instant: { .now })
        )
        // Whoever owns all there is owns the attempts that were begun before, too: their process is gone. The attempts
        // of other servers end with their leases.
        if isOpen, !store.isShared { try await AttemptRecovery.run(on: store, at: .now) }
    }

    /// Opens the database of a panel, or makes one.
    private static func store(
        at place: PanelPlace,
        _ configuration: StartupConfiguration,
        logger: Logger
    ) async throws -> any Store {
        func open(_ engine: some SQLEngine) async throws -> any Store { try await SQLStore(engine: engine) }
        let engine = try await engine(at: place, configuration, logger: logger)
        do {
            return try await open(engine)
        } catch {
            try? engine.close()
            throw error
        }
    }

    /// Opens a database without looking at what is in it.
    ///
    /// - Parameter configuration: What else holds; where the panel is, `place` says.
    static func engine(
        at place: PanelPlace,
        _ configuration: StartupConfiguration,
        logger: Logger
    ) async throws -> any SQLEngine {
        switch place.database {
        case .sqlite:
            try place.directory.create()
            return try SQLiteEngine(directory: place.directory.path, limits: configuration.sqlite)
        case .postgres(let url):
            var postgres = configuration.postgres
            postgres.url = url
            postgres.preparesStatements = !place.isPooled
            return try await PostgresEngine(postgres, logger: logger)
        }
    }

    /// The server of the API and of the pages.
    ///
    /// - Parameters:
    ///   - limits: What strangers may have of it.
    ///   - prepare: Runs before connections are accepted, while the writer does already.
    ///   - onListening: Called with the server's URL, and with where people reach it, once connections are accepted.
    func publicServer(
        limits: PanelServer.Limits,
        prepare: @escaping @Sendable () async throws -> Void = {},
        onListening: @escaping @Sendable (_ url: String, _ origin: PublicOrigin) async -> Void
    ) async throws -> some ServiceLifecycle.Service {
        let listen = configuration.listen
        var api = configuration.api
        api.origins = AllowedOrigins(configuration.origins)
        let prices = PricingCache(store: store, limits: configuration.prices)
        let endpoint = APIEndpoint(
            configuration: api,
            store: store,
            writer: writer,
            prices: prices
        )
        var server = PanelServer.make(
            responder: PublicResponder(api: endpoint, pages: pages, proxies: limits.trustedProxies),
            address: listen,
            limits: limits,
            logger: logger
        ) { [self, api] address in
            guard let address, let port = address.port else { return }
            let url = "http://\(listen.hostText):\(port)"
            guard let origin = configuration.pages.publicOrigin ?? PublicOrigin(url) else { return }
            let routes = CustomerPages(
                openPanel,
                door: door,
                prices: prices,
                endpoint: endpoint,
                api: api,
                configuration: configuration.pages,
                origin: origin
            )
            pages.serve(routes.router().buildResponder(), at: origin)
            await onListening(url, origin)
            sayObstacle(at: origin)
        }
        server.beforeServerStarts(perform: prepare)
        return server
    }

    /// Says what keeps people on other machines from logging in, which no browser would tell them.
    private func sayObstacle(at origin: PublicOrigin) {
        let text: Logger.Message
        switch origin.obstacle(allowsPlainHTTP: configuration.pages.allowsPlainHTTP) {
        case nil: return
        case .cookiesAreSecure:
            text = """
                Over plain http nobody on another machine can log in to the pages. Set public-url to the https address of \
                the web server in front; or plain-http, with public-url, where all are in a network of your own.
                """
        case .isNowhere:
            text = """
                Nobody on another machine can log in to the pages: no browser is at this address. Set public-url to the \
                one that people type.
                """
        }
        logger.warning(text, metadata: ["address": "\(origin)"])
    }

    /// What operations work with.
    var openPanel: OpenPanel {
        OpenPanel(
            store: store,
            writer: writer,
            gateway: fulfilment,
            limits: configuration.operations,
            passwords: door.hasher,
            sessions: door.limits.sessions,
            now: { .now }
        )
    }

    private var adminAPI: AdminAPI {
        let said = configuration.pages.publicOrigin
        return AdminAPI(openPanel, limits: configuration.admin) { [pages] in (pages.origin ?? said)?.description }
    }

    /// The staff operations for this process itself. The writer must run.
    var localAdmin: LocalAdmin { LocalAdmin(adminAPI, logger: logger) }

    /// The server of the staff operations, on a socket that only the owner of the process, and root, can use. For whoever
    /// holds the directory.
    ///
    /// - Parameter connections: How many commands it serves at once. More wait.
    func adminServer(
        in directory: DataDirectory,
        connections: Int,
        onListening: @escaping @Sendable () async -> Void = {}
    ) throws -> some ServiceLifecycle.Service {
        try directory.removeLeftSocket()
        var limits = configuration.server
        limits.connections = connections
        return PanelServer.make(
            responder: adminAPI.router().buildResponder(),
            address: .unix(path: directory.socket),
            limits: limits,
            logger: logger
        ) { _ in await onListening() }
    }

    /// The writer and what watches over its database, with `services` in front of them. What is named last stops first.
    ///
    /// - Parameter endsOnSignals: Whether SIGTERM and SIGINT end it, after what it has begun is finished.
    func group(_ services: [any ServiceLifecycle.Service], endsOnSignals: Bool) -> ServiceGroup {
        var group = ServiceGroupConfiguration(
            services: (keepsLife ? [keeper] : []) + [writer] + services,
            gracefulShutdownSignals: endsOnSignals ? [.sigterm, .sigint] : [],
            logger: logger
        )
        group.maximumGracefulShutdownDuration = configuration.shutdown
        return ServiceGroup(configuration: group)
    }
}

extension ListenAddress {
    /// The host as it stands in a URL.
    fileprivate var hostText: String {
        guard case .tcp(let host, _) = self else { return "localhost" }
        return host.contains(":") ? "[\(host)]" : host
    }
}

package import Logging
package import PanelCore
package import PanelFulfilment
package import PanelOperations
package import PanelSQL
package import PanelSQLite
import PanelSecrets
import PanelStore
import Testing

/// A panel on SQLite in a directory of its own, with what works at its providers, which runs only where a test runs it.
package struct FulfilmentFixture: Sendable {
    package let panel: PanelFixture
    package let fulfilment: Fulfilment
    private let clock: Clock

    /// What its wall clock shows.
    package enum Clock: Sendable {
        case standing(at: Timestamp)
        /// The machine's time.
        case running

        fileprivate var now: Timestamp {
            switch self {
            case .standing(let moment): moment
            case .running: .now
            }
        }
    }

    /// What operations work with.
    package func open(limits: OpenPanel.Limits = OpenPanel.Limits()) -> OpenPanel {
        OpenPanel(store: panel.store, writer: panel.writer, gateway: fulfilment, limits: limits) { clock.now }
    }

    /// Runs `body` with an empty panel of which nothing stays. In the end its books have to be right.
    ///
    /// - Parameter engine: Puts something between the store and SQLite.
    package static func with(
        _ clock: Clock = .standing(at: PanelFixture.noon),
        engine: (SQLiteEngine) -> any SQLEngine = { $0 },
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        _ body: @escaping @Sendable (FulfilmentFixture) async throws -> Void
    ) async throws {
        try await withTemporaryDirectory { directory in
            let store = try await store(on: engine(try SQLiteEngine(directory: directory)))
            let panel = PanelFixture(store: store)
            let fulfilment = Fulfilment(
                server: ServerName("test"),
                store: store,
                writer: panel.writer,
                sealer: try TextSealer(secret: Array(1...32)),
                logger: logger,
                clocks: Clocks(now: { clock.now }, instant: { .now })
            )
            let fixture = FulfilmentFixture(panel: panel, fulfilment: fulfilment, clock: clock)
            try await panel.whileRunning { try await body(fixture) }
            try await StoreConformance.checkBooks(store)
        }
    }

    private static func store(on engine: some SQLEngine) async throws -> any Store {
        try await SQLStore(engine: engine)
    }

    /// A provider that is called at `url` with the key `sandbox`.
    package func provider(_ name: String, at url: String, takesKeys: Bool = false) async throws -> Provider {
        let name = ProviderName(unchecked: name)
        return try await panel.perform(
            AddProvider(
                name: name,
                url: url,
                sealedKey: try fulfilment.seal("sandbox", for: name),
                terms: ProviderTerms(
                    idempotencyParameter: takesKeys ? "request_id" : nil,
                    allowsPrivateAddress: true
                ),
                now: clock.now
            )
        )
    }
}

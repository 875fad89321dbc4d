import Logging
import PanelPostgres
import PanelSQL
import PanelTesting

typealias PostgresStore = SQLStore<PostgresEngine>

/// How tests use a database: few connections, since many tests run at once.
func configuration(_ url: String) -> PostgresConfiguration {
    var configuration = PostgresConfiguration(url: url)
    configuration.readers = 2
    configuration.scanners = 1
    configuration.pages = 1
    // The server of the tests never waits for the disk.
    configuration.requiresDurability = false
    return configuration
}

func openEngine(_ configuration: PostgresConfiguration) async throws -> PostgresEngine {
    try await PostgresEngine(configuration, logger: Logger(label: "panel.tests") { _ in SwiftLogNoOpLogHandler() })
}

/// Runs `body` with the store of an empty database.
func withPostgresStore(
    _ change: (inout PostgresConfiguration) -> Void = { _ in },
    _ body: (PostgresStore) async throws -> Void
) async throws {
    let cluster = try await PostgresCluster.shared.value
    var configuration = configuration(try cluster.makeDatabase())
    change(&configuration)
    let engine = try await openEngine(configuration)
    let store = try await SQLStore(engine: engine)
    defer { engine.close() }
    try await body(store)
}

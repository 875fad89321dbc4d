import Logging
import PanelPostgres
import PanelSQL
import PanelStore
import PanelTesting
import Testing

@Suite(.serialized) struct PostgresConformanceTests {
    @Test("PostgreSQL does what every store must", arguments: StoreConformance.all)
    func postgresConforms(to scenario: StoreScenario) async throws {
        try await withPostgresStore { try await StoreConformance.run(scenario, on: $0) }
    }
}

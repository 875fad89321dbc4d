import Logging
import PanelPostgres
import PanelSQL
import PanelStore
import PanelTesting
import Testing

@Suite(.serialized) struct PostgresConformanceTests {
    @Test("PostgreSQL does what every store must", .timeLimit(.minutes(5)), arguments: StoreConformance.all)
    func postgresConforms(to scenario: StoreScenario) async throws {
        try await withPostgresStore { try await StoreConformance.run(scenario, on: $0) }
    }

    /// Behind a pooler that gives each transaction another connection.
    @Test("PostgreSQL does it without prepared statements", arguments: StoreConformance.some)
    func postgresConformsUnprepared(to scenario: StoreScenario) async throws {
        try await withPostgresStore {
            $0.preparesStatements = false
        } _: {
            try await StoreConformance.run(scenario, on: $0)
        }
    }
}

extension StoreConformance {
    /// Every sixth scenario, of all subjects.
    fileprivate static let some = all.enumerated().filter { $0.offset.isMultiple(of: 6) }.map(\.element)
}

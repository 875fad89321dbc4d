import PanelSQL
import PanelSQLite
import PanelStore
import PanelTesting
import Testing

@Test("SQLite does what every store must", .timeLimit(.minutes(5)), arguments: StoreConformance.all)
func sqliteConforms(to scenario: StoreScenario) async throws {
    try await withTemporaryDirectory { directory in
        try await StoreConformance.run(scenario, on: SQLStore(engine: SQLiteEngine(directory: directory)))
    }
}

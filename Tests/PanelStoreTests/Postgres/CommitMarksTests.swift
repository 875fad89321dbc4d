import PanelPostgres
import PanelSQL
import PanelTesting
import Testing

/// The rows by which a commit without an answer is looked up do not pile up.
struct CommitMarksTests {
    @Test func aBacklogOfOldMarksGoesAwayFasterThanNewOnesCome() async throws {
        let cluster = try await PostgresCluster.shared.value
        let url = try cluster.makeDatabase()
        let engine = try await openEngine(configuration(url))
        defer { engine.close() }
        try await engine.write { _ in }
        let backlog = 20_000
        let writes = 2000
        try cluster.execute(
            """
            INSERT INTO commits (server, number, is_committed, at)
            SELECT 1, number, 1, (EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000)::BIGINT - 86400000 - number
            FROM generate_series(1, \(backlog)) number
            """,
            in: url
        )
        for _ in 0..<writes { try await engine.write { _ in } }
        func count(_ condition: String) throws -> Int? {
            let text = try cluster.execute("SELECT COUNT(*) FROM commits WHERE \(condition)", in: url)
            return Int(text.filter(\.isNumber))
        }
        let old = try #require(try count("server = 1"))
        let new = try count("server <> 1")
        // The last portion may not have been due yet.
        #expect(old <= backlog - 2 * writes + 500)
        #expect(new == writes + 1, "a mark of today was removed")
    }
}

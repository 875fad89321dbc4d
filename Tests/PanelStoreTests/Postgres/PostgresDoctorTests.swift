import PanelPostgres
import PanelSQL
import PanelStore
import PanelTesting
import Testing

/// A database with some of everything in it, to be copied.
private let sample = Task {
    let cluster = try await PostgresCluster.shared.value
    let url = try cluster.makeDatabase()
    let engine = try await openEngine(configuration(url))
    let panel = PanelFixture(store: try await SQLStore(engine: engine))
    try await panel.whileRunning { try await Sample.fill(panel) }
    try panel.store.close()
    return url
}

/// `panel doctor` finds in PostgreSQL what it finds in SQLite.
@Suite(.serialized) struct PostgresDoctorTests {
    @Test(arguments: Damage.all)
    func finds(_ damage: Damage) async throws {
        let cluster = try await PostgresCluster.shared.value
        let url = try cluster.makeDatabase(like: try await sample.value)
        let checks = """
            SELECT 'ALTER TABLE ' || conrelid::regclass || ' DROP CONSTRAINT ' || conname || ';'
            FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0
            """
        try cluster.execute(try cluster.execute(checks, in: url), in: url)
        // As a replica it does not look at references between tables.
        try cluster.execute("SET session_replication_role = replica; " + damage.sql, in: url)
        let engine = try await openEngine(configuration(url))
        defer { engine.close() }
        let reports = try await SQLStore(engine: engine).checkInvariants(at: PanelFixture.noon)
        #expect(Set(reports.filter { !$0.holds }.map(\.name)) == damage.breaks)
        for report in reports {
            #expect(report.examples.isEmpty == report.holds)
            #expect(report.examples.allSatisfy { !$0.isEmpty })
        }
    }
}

import GRDB
import PanelCore
import PanelPostgres
import PanelSQL
import PanelSQLite
import PanelStore
import PanelTesting
import Synchronization
import Testing

/// A panel that moves from one database to another.
@Suite(.serialized) struct CopyTests {
    /// A directory with a panel that has some of everything, and an empty database.
    private func withSource(
        _ body: (_ directory: String, _ url: String, _ target: PostgresEngine) async throws -> Void
    ) async throws {
        let cluster = try await PostgresCluster.shared.value
        let url = try cluster.makeDatabase()
        try await withTemporaryDirectory { directory in
            try await withPanel(in: directory + "/old") { panel in
                try await Sample.fill(panel)
                _ = try await panel.store.keepSecretDigest("digest")
            }
            let target = try await openEngine(configuration(url))
            defer { target.close() }
            try await body(directory, url, target)
        }
    }

    @Test func arrivesAndComesBackAsItWas() async throws {
        try await withSource { directory, _, postgres in
            try change(directory + "/old", by: Copies.awkward)
            let before = try Copies.dump(directory + "/old")
            #expect(before.filter(\.value.isEmpty).isEmpty, "a table without rows proves nothing")
            let there = try await Copies.withSQLite(directory + "/old") { try await Copies.copy($0, to: postgres) }
            #expect(there.isEqual && there.hasSecret)
            #expect(there.copiedRows == Int64(before.values.map(\.count).reduce(0, +)))
            #expect(try Copies.dump(directory + "/old") == before, "the source stays as it is")
            let back = try await Copies.withSQLite(directory + "/new") { try await Copies.copy(postgres, to: $0) }
            #expect(back.isEqual)
            #expect(back.installation == there.installation)
            #expect(back.tables.map(\.source) == there.tables.map(\.target))
            #expect(try Copies.dump(directory + "/new") == before)
        }
    }

    @Test func theCopyIsAPanelThatGoesOn() async throws {
        try await withSource { directory, _, postgres in
            let installation = try await Copies.withSQLite(directory + "/old") {
                try await Copies.copy($0, to: postgres).installation
            }
            let panel = PanelFixture(store: try await SQLStore(engine: postgres))
            try await panel.whileRunning {
                #expect(try await panel.store.installation() == installation)
                #expect(try await panel.store.secretDigest() == "digest")
                #expect(try await Sample.repeatsNothing(in: panel))
                let alice = try #require(try await panel.store.accounts().first).account
                // Ids go on behind those of the source.
                #expect(try await panel.place(Sample.service, for: alice).rawValue > 7)
                #expect(try await panel.account("dora").id.rawValue > 2)
                try await StoreConformance.checkBooks(panel.store)
            }
        }
    }

    @Test func neitherSideIsServedTooEarlyOrTwice() async throws {
        try await withSource { directory, url, postgres in
            let cluster = try await PostgresCluster.shared.value
            let seen = Mutex<[String]>([])
            try await Copies.withSQLite(directory + "/old") { source in
                try await Copies.copy(source, to: postgres) { progress in
                    guard progress.stage == .comparing, progress.table == "orders" else { return }
                    let sql = "SELECT finished_at IS NULL FROM copies WHERE direction = 1"
                    seen.withLock { $0.append((try? cluster.execute(sql, in: url)) ?? "") }
                }
                let error = await #expect(throws: SQLError.self) { try await SQLStore(engine: source) }
                guard case .movedAway("the new place", isFinished: true) = error else {
                    Issue.record("the source throws \(String(describing: error))")
                    return
                }
                // Elsewhere it does not go any more, but the same again does no harm.
                let again = try await Copies.copy(source, to: postgres)
                #expect(again.tables.isEmpty)
                try await Copies.withSQLite(directory + "/other") { other in
                    await #expect(throws: CopyError.self) { try await Copies.copy(source, to: other) }
                    let tables = try await Copies.tables(of: other)
                    #expect(tables == [])
                }
                try await PanelCopy.reopen(.init(source, called: ""))
                // What happens here now is not in the copy.
                await #expect(throws: CopyError.self) { try await Copies.copy(source, to: postgres) }
                try await SQLStore(engine: source).close()
            }
            let answers = seen.withLock { $0 }
            #expect(!answers.isEmpty && answers.allSatisfy { $0 == "t\n" })
            await #expect(throws: CopyError.self) { try await PanelCopy.reopen(.init(postgres, called: "")) }
            try await SQLStore(engine: postgres).close()
        }
    }

    @Test(arguments: [
        "UPDATE balances SET amount = amount + 1 WHERE account_id = 2",
        "DELETE FROM transfers WHERE cause_kind = 1 AND cause_subject = 4",
        "INSERT INTO link_rules (id, text) VALUES (1000, 'more')",
        "UPDATE order_events SET facts = facts || ' ' WHERE order_id = 6",
        "UPDATE accounts SET key_digest = key_digest || '\\x00' WHERE id = 1",
        "UPDATE submissions SET report_charge = NULL WHERE order_id = 6",
    ])
    func damageIsFound(_ sql: String) async throws {
        try await withSource { directory, url, postgres in
            let cluster = try await PostgresCluster.shared.value
            let isDamaged = Atomic<Bool>(false)
            try await Copies.withSQLite(directory + "/old") { source in
                let report = try await Copies.copy(source, to: postgres) { progress in
                    guard progress.table == TableLayout.copied.last?.name,
                        !isDamaged.exchange(true, ordering: .relaxed)
                    else { return }
                    _ = try? cluster.execute("SET session_replication_role = replica; \(sql)", in: url)
                }
                #expect(!report.isEqual)
                let broken = report.tables.filter { $0.source != $0.target }
                #expect(broken.count == 1)
                #expect(broken.allSatisfy { sql.contains($0.name) && $0.difference != nil })
                let error = await #expect(throws: SQLError.self) { try await SQLStore(engine: postgres) }
                guard case .unfinishedCopy = error else {
                    Issue.record("the target throws \(String(describing: error))")
                    return
                }
                // It does not mend itself.
                let again = try await Copies.copy(source, to: postgres)
                #expect(!again.isEqual)
            }
        }
    }

    @Test func twoAtOnceDoNotMix() async throws {
        try await withSource { directory, url, postgres in
            let cluster = try await PostgresCluster.shared.value
            try await Copies.withSQLite(directory + "/old") { source in
                let error = await #expect(throws: CopyError.self) {
                    try await Copies.copy(source, to: postgres) { progress in
                        guard progress.table == "orders", progress.done == 0 else { return }
                        _ = try? cluster.execute("UPDATE copies SET runner = 1", in: url)
                    }
                }
                guard case .takenOver = error else {
                    Issue.record("the copy throws \(String(describing: error))")
                    return
                }
                let orders = try cluster.execute("SELECT COUNT(*) FROM orders", in: url)
                #expect(orders == "0\n")
                let report = try await Copies.copy(source, to: postgres)
                #expect(report.isEqual)
            }
        }
    }
}

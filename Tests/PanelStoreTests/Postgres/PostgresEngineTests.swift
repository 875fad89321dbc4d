import Foundation
import PanelCore
import PanelPostgres
import PanelSQL
import PanelStore
import PanelTesting
import Synchronization
import Testing

/// What only an engine has that is somewhere else, and not alone.
@Suite(.serialized) struct PostgresEngineTests {
    private func withEngine(
        _ change: (inout PostgresConfiguration) -> Void = { _ in },
        preparing sql: String = "CREATE TABLE notes (id BIGINT PRIMARY KEY, text TEXT NOT NULL)",
        _ body: (PostgresEngine, String) async throws -> Void
    ) async throws {
        let cluster = try await PostgresCluster.shared.value
        let url = try cluster.makeDatabase()
        try cluster.execute(sql, in: url)
        var configuration = configuration(url)
        change(&configuration)
        let engine = try await openEngine(configuration)
        defer { engine.close() }
        try await body(engine, url)
    }

    private static let insert: SQL = "INSERT INTO notes (id, text) VALUES ($1, $2)"
    private static let select: SQL = "SELECT id, text FROM notes WHERE id = $1"

    /// What `body` returns once the database is found.
    private func untilFound<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        for _ in 0..<1200 {
            do {
                return try await body()
            } catch is PostgresError {
            } catch WriterError.notCarriedOut {}
            try await Task.sleep(for: .milliseconds(100))
        }
        return try await body()
    }

    // MARK: In each other's way

    @Test func aConflictIsRepeated() async throws {
        let trigger = """
            CREATE TABLE notes (id BIGINT PRIMARY KEY, text TEXT NOT NULL);
            CREATE SEQUENCE tries;
            CREATE FUNCTION conflict() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN IF nextval(''tries'') <= 3 THEN RAISE SQLSTATE ''40001''; END IF; RETURN NEW; END';
            CREATE TRIGGER conflicting BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION conflict()
            """
        try await withEngine(preparing: trigger) { engine, url in
            let runs = Atomic<Int>(0)
            try await engine.write { connection in
                runs.add(1, ordering: .relaxed)
                try connection.run([.one(Self.insert, .row(.integer(1), .text("x")))])
            }
            #expect(runs.load(ordering: .relaxed) == 4)
        }
    }

    @Test func whoWaitsTooLongForALockLetsGoAndTriesAgain() async throws {
        try await withEngine {
            $0.lockTimeout = .milliseconds(50)
        } _: { engine, url in
            let other = try await openEngine(configuration(url))
            defer { other.close() }
            try await other.write { try $0.run([.one(Self.insert, .row(.integer(1), .text("x")))]) }
            let lock = SQL(Self.select.text, lock: .exclusive)
            let isHeld = AsyncStream.makeStream(of: Void.self)
            let runs = Atomic<Int>(0)
            async let holding: Void = other.write { connection in
                try connection.run([.query(lock, .row(.integer(1))) { _ in }])
                isHeld.continuation.yield()
                // Until the other one has tried again, or after a minute has not.
                for _ in 0..<60_000 where runs.load(ordering: .relaxed) < 2 { usleep(1000) }
            }
            for await _ in isHeld.stream { break }
            try await engine.write { connection in
                runs.add(1, ordering: .relaxed)
                try connection.run([.query(lock, .row(.integer(1))) { _ in }])
            }
            #expect(runs.load(ordering: .relaxed) > 1)
            try await holding
        }
    }

    @Test func fourServersStartTogether() async throws {
        let cluster = try await PostgresCluster.shared.value
        let url = try cluster.makeDatabase()
        let accounts = try await simultaneously(4) { number in
            let engine = try await openEngine(configuration(url))
            let panel = PanelFixture(store: try await SQLStore(engine: engine))
            return try await panel.whileRunning {
                let account = try await panel.account("user\(number)", balance: "1")
                engine.close()
                return account.id
            }
        }
        #expect(Set(accounts).count == 4)
        // Each step once.
        #expect(try cluster.execute("SELECT COUNT(*) = MAX(version) FROM schema_versions", in: url) == "t\n")
    }

    // MARK: Statements

    @Test(arguments: [true, false])
    func muchInBothDirectionsGoesThrough(_ preparesStatements: Bool) async throws {
        try await withEngine {
            $0.preparesStatements = preparesStatements
        } _: { engine, url in
            let text = String(repeating: "Đơn 👍 ", count: 2000)
            let count = 1000
            let received = try await engine.write { connection in
                var jobs: [SQLJob] = []
                let received = Mutex(0)
                // Each is answered with as much as was sent, while the next ones are still on their way.
                for id in 0..<count {
                    jobs.append(.one(Self.insert, .row(.integer(Int64(id)), .text(text))))
                    jobs.append(
                        .query(Self.select, .row(.integer(Int64(id)))) { row in
                            if row.text(1) == text { received.withLock { $0 += 1 } }
                        }
                    )
                }
                try connection.run(jobs)
                return received.withLock { $0 }
            }
            #expect(received == count)
            #expect(count * text.utf8.count > 10_000_000)
            let ids = try await engine.read { connection in
                var ids: [Int64] = []
                let rows = SQLParameters.rows((0..<Int64(count)).reversed(), width: 1) { [.integer($0)] }
                try connection.run([.query(Self.select, rows) { ids.append($0.integer(0)) }])
                return ids
            }
            #expect(ids == (0..<Int64(count)).reversed(), "in the order of the parameters")
        }
    }

    @Test func aStatementThatChangesTooFewRowsFailsTheTransaction() async throws {
        try await withEngine { engine, url in
            let rows = SQLParameters.rows([1, 2, 3], width: 2) { [.integer($0), .text("x")] }
            try await engine.write { try $0.run([.one(Self.insert, rows)]) }
            let update: SQL = "UPDATE notes SET text = $2 WHERE id = $1"
            for ids in [[1, 9], [9]] as [[Int64]] {
                let failure = await #expect(throws: SQLWriteFailure.self) {
                    try await engine.write { connection in
                        try connection.run([.one(update, .rows(ids, width: 2) { [.integer($0), .text("y")] })])
                    }
                }
                guard case SQLError.unexpectedEffect(_, let expected, let actual)? = failure?.cause else {
                    Issue.record("the write throws \(String(describing: failure))")
                    continue
                }
                #expect((expected, actual) == (ids.count, ids.count - 1))
            }
            let cluster = try await PostgresCluster.shared.value
            #expect(try cluster.execute("SELECT COUNT(*) FROM notes WHERE text = 'x'", in: url) == "3\n")
        }
    }

    @Test func aReadCanNotWrite() async throws {
        try await withEngine { engine, url in
            await #expect(throws: PostgresError.self) {
                try await engine.read { try $0.run([.one(Self.insert, .row(.integer(1), .text("x")))]) }
            }
            await #expect(throws: PostgresError.self) {
                try await engine.lookUp { try $0.run([.one(Self.insert, .row(.integer(1), .text("x")))]) }
            }
        }
    }

    // MARK: Without a database

    @Test func passwordsAreNotRepeated() async throws {
        for url in [
            "postgresql://panel:geheim@127.0.0.1:1/panel", "postgresql://panel:geheim@127.0.0.1:x/panel",
            "postgresql://panel:ge%zzheim@/panel", "password=geheim host", "password=geheim host=127.0.0.1 port=1",
        ] {
            let error = await #expect(throws: PostgresError.self) { try await openEngine(configuration(url)) }
            let text = String(describing: error) + (error?.description ?? "")
            #expect(!text.contains("heim"), "\(text)")
        }
    }

    @Test(arguments: [PostgresCluster.Stop.fast, .immediate])
    func aDatabaseThatComesBackIsFoundAgain(_ stop: PostgresCluster.Stop) async throws {
        let cluster = try await PostgresCluster()
        let url = try cluster.makeDatabase()
        let engine = try await openEngine(configuration(url))
        defer { engine.close() }
        let panel = PanelFixture(store: try await SQLStore(engine: engine))
        // A store asks now and then by itself, an engine does not.
        let idle = try await openEngine(configuration(url))
        defer { idle.close() }
        try await use(idle)
        try await panel.whileRunning {
            let alice = try await panel.account(balance: "100")
            let service = try await panel.service()
            let request = try await panel.request(service, of: alice)
            #expect(try await panel.place(service, for: alice).rawValue == 1)
            try cluster.stop(stop)
            let start = ContinuousClock.now
            for _ in 0..<20 {
                await #expect(throws: WriterError.notCarriedOut) {
                    try await panel.perform(panel.placing(request, for: alice))
                }
                await #expect(throws: PostgresError.self) { try await panel.balance(alice) }
            }
            // Were each of them to wait for a timeout, it would take ten times as long.
            #expect(ContinuousClock.now - start < .seconds(120), "it fails quickly")
            try await cluster.start()
            // It is tried to connect now and then only, for reads and for writes.
            let balance = try await untilFound { try await panel.balance(alice) }
            #expect(balance == .of("97.5"))
            let order = try await untilFound { try await panel.perform(panel.placing(request, for: alice)).placedOrder }
            #expect(order != nil)
            _ = try await untilFound { try await use(idle) }
            // Restarted while nothing was asked, it is as if nothing had happened.
            try cluster.stop(stop)
            try await cluster.start()
            try await use(idle)
            _ = try await untilFound { try await panel.balance(alice) }
            let last = try await untilFound { try await panel.perform(panel.placing(request, for: alice)).placedOrder }
            #expect(last != nil)
            #expect(try await untilFound { try await panel.balance(alice) } == .of("92.5"))
        }
        try await StoreConformance.checkBooks(panel.store)
    }

    /// Reads and writes.
    private func use(_ engine: PostgresEngine) async throws {
        try await engine.read { try $0.run([.query("SELECT COUNT(*) FROM orders") { _ in }]) }
        try await engine.lookUp { try $0.run([.query("SELECT COUNT(*) FROM accounts") { _ in }]) }
        try await engine.write { try $0.run([.any("UPDATE versions SET version = version WHERE name = 'sharing'")]) }
    }
}

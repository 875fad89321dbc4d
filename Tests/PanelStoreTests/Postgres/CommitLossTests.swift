import Foundation
import PanelPostgres
import PanelSQL
import PanelTesting
import Synchronization
import Testing

/// Connections that break around a commit: what was confirmed is there, and once; what was not is not there.
@Suite(.serialized) struct CommitLossTests {
    private static let insert: SQL = "INSERT INTO notes (id, text) VALUES ($1, 'x')"

    private static func note(_ id: Int64) -> SQLJob { .one(insert, .row(.integer(id))) }

    /// Runs `body` with an engine that reaches its database through a proxy.
    private func withProxy(
        _ change: (inout PostgresConfiguration) -> Void = { _ in },
        _ body: (PostgresEngine, CuttingProxy, String) async throws -> Void
    ) async throws {
        let cluster = try await PostgresCluster.shared.value
        let url = try cluster.makeDatabase()
        try cluster.execute("CREATE TABLE notes (id BIGINT PRIMARY KEY, text TEXT NOT NULL)", in: url)
        let proxy = try CuttingProxy(to: cluster.port)
        defer { proxy.close() }
        var configuration = configuration(url.replacing(":\(cluster.port)/", with: ":\(proxy.port)/"))
        change(&configuration)
        let engine = try await openEngine(configuration)
        defer { engine.close() }
        // The first write makes the engine's own table.
        try await engine.write { _ in }
        try await body(engine, proxy, url)
    }

    private func notes(in url: String) async throws -> String {
        try await PostgresCluster.shared.value.execute("SELECT COUNT(*) FROM notes", in: url)
    }

    /// Writes one note while its commit is cut, and expects that it is there once.
    ///
    /// - Parameters:
    ///   - setUp: Statements for the database before that.
    ///   - tries: How often the transaction has to be run.
    private func expectOneNote(
        after cut: CuttingProxy.Cut,
        setUp: String? = nil,
        tries: Int,
        _ makeNote: @escaping @Sendable () -> SQLJob = { note(1) }
    ) async throws {
        try await withProxy { engine, proxy, url in
            if let setUp { try await PostgresCluster.shared.value.execute(setUp, in: url) }
            let runs = Atomic<Int>(0)
            proxy.arm(cut)
            let value = try await engine.write { connection in
                // What is run again was found not to be committed.
                if runs.add(1, ordering: .relaxed).newValue == 2 { proxy.releaseLate() }
                try connection.run([makeNote()])
                return 42
            }
            #expect(value == 42)
            #expect(proxy.cuts == 1)
            #expect(runs.load(ordering: .relaxed) == tries)
            if case .late = cut { try await Task.sleep(for: .seconds(1)) }
            #expect(try await notes(in: url) == "1\n")
        }
    }

    @Test(arguments: 1...5)
    func aCommitWhoseAnswerIsLostCounts(_ number: Int64) async throws {
        try await expectOneNote(after: .answer(needle: CuttingProxy.commit), tries: 1) { Self.note(number) }
    }

    @Test func aCommitThatDidNotArriveIsRepeated() async throws {
        try await expectOneNote(after: .before(needle: CuttingProxy.commit), tries: 2)
    }

    /// What was found not to be committed can not be committed any more.
    @Test func aCommitThatArrivesAfterTheProofFails() async throws {
        try await expectOneNote(after: .late(needle: CuttingProxy.commit, within: .seconds(30)), tries: 2) {
            // Both could be there, as far as the table goes.
            .any("INSERT INTO notes (id, text) SELECT COALESCE(MAX(id), 0) + 1, 'x' FROM notes")
        }
    }

    /// The old transaction is still being committed while its mark is looked for.
    @Test func aCommitUnderWayIsWaitedFor() async throws {
        let slow = """
            CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN PERFORM pg_sleep(3); RETURN NULL; END';
            CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON notes DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION wait()
            """
        // Long enough for the database to have begun with it, and not for it to be done.
        try await expectOneNote(
            after: .answer(needle: CuttingProxy.commit, within: .seconds(1)),
            setUp: slow,
            tries: 1
        )
    }

    @Test func aConnectionLostBeforeTheCommitIsMadeAgain() async throws {
        try await withProxy { engine, proxy, url in
            let runs = Atomic<Int>(0)
            proxy.arm(.answer(needle: "SELECT 42"))
            let answer = try await engine.write { connection in
                runs.add(1, ordering: .relaxed)
                try connection.run([Self.note(1)])
                var answer: Int64 = 0
                try connection.run([.query("SELECT 42") { answer = $0.integer(0) }])
                return answer
            }
            #expect(answer == 42)
            #expect(runs.load(ordering: .relaxed) == 2)
            #expect(try await notes(in: url) == "1\n")
            proxy.arm(.answer(needle: "SELECT 43"))
            let read = try await engine.read { connection in
                var answer: Int64 = 0
                try connection.run([.query("SELECT 43") { answer = $0.integer(0) }])
                return answer
            }
            #expect(read == 43)
        }
    }

    /// A server that is cut off, or stands still, in the middle of a transaction keeps its locks for a moment only.
    @Test func whoeverIsCutOffHoldsUpNobodyForLong() async throws {
        try await withProxy {
            $0.lockTimeout = .seconds(1)
            $0.timeout = .seconds(15)
        } _: { engine, proxy, url in
            let cluster = try await PostgresCluster.shared.value
            try cluster.execute("INSERT INTO notes (id, text) VALUES (1, '')", in: url)
            var direct = configuration(url)
            direct.lockTimeout = .seconds(1)
            let other = try await openEngine(direct)
            defer { other.close() }
            let update: SQL = "UPDATE notes SET text = text || 'x' WHERE id = 1"
            proxy.arm(.silence(needle: CuttingProxy.commit))
            async let cutOff: Void = engine.write { connection in
                // So that the lock is there before the commit is sent.
                try connection.run([.query("SELECT id FROM notes WHERE id = 1 FOR UPDATE") { _ in }])
                try connection.run([.any(update)])
            }
            for _ in 0..<3000 where proxy.cuts == 0 { try await Task.sleep(for: .milliseconds(10)) }
            try #require(proxy.cuts == 1)
            try await other.write { try $0.run([.any(update)]) }
            try await cutOff
            let text = try cluster.execute("SELECT text FROM notes WHERE id = 1", in: url)
            #expect(text == "xx\n", "each wrote once")
        }
    }

    @Test func whatCanNotBeLookedUpIsUnknown() async throws {
        try await withProxy {
            $0.proofTimeout = .seconds(1)
        } _: { engine, proxy, url in
            proxy.arm(.answer(needle: CuttingProxy.commit))
            proxy.refuse(true)
            let failure = await #expect(throws: SQLWriteFailure.self) {
                try await engine.write { try $0.run([Self.note(1)]) }
            }
            guard case .outcomeUnknown = failure else {
                Issue.record("the write throws \(String(describing: failure))")
                return
            }
            proxy.refuse(false)
            // It tries to connect now and then only.
            for _ in 0..<300 {
                if (try? await engine.write { try $0.run([Self.note(2)]) }) != nil { break }
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(try await notes(in: url) == "2\n")
        }
    }
}

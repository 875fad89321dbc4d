import Foundation
import PanelPostgres
import PanelSQL
import PanelTesting
import Synchronization
import Testing

/// Connections that break around a commit: what was confirmed is there, and once; what was not is not there.
@Suite(.serialized) struct CommitLossTests {
    private static let insert: SQL = "INSERT INTO notes (id, text) VALUES ($1, 'x')"

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

    @Test(arguments: 1...5)
    func aCommitWhoseAnswerIsLostCounts(_ number: Int64) async throws {
        try await withProxy { engine, proxy, url in
            let runs = Atomic<Int>(0)
            proxy.arm(.answer(needle: CuttingProxy.commit))
            let value = try await engine.write { connection in
                runs.add(1, ordering: .relaxed)
                try connection.run([.one(Self.insert, .row(.integer(number)))])
                return number
            }
            #expect(value == number)
            #expect(proxy.cuts == 1)
            #expect(runs.load(ordering: .relaxed) == 1, "it was committed the first time")
            #expect(try await notes(in: url) == "1\n")
        }
    }

    @Test func aCommitThatDidNotArriveIsRepeated() async throws {
        try await withProxy { engine, proxy, url in
            let runs = Atomic<Int>(0)
            proxy.arm(.before(needle: CuttingProxy.commit))
            try await engine.write { connection in
                runs.add(1, ordering: .relaxed)
                try connection.run([.one(Self.insert, .row(.integer(1)))])
            }
            #expect(proxy.cuts == 1)
            #expect(runs.load(ordering: .relaxed) == 2)
            #expect(try await notes(in: url) == "1\n")
        }
    }

    /// What was found not to be committed can not be committed any more.
    @Test func aCommitThatArrivesAfterTheProofFails() async throws {
        try await withProxy { engine, proxy, url in
            let runs = Atomic<Int>(0)
            proxy.arm(.late(needle: CuttingProxy.commit, within: .seconds(30)))
            let insert: SQL = "INSERT INTO notes (id, text) SELECT COALESCE(MAX(id), 0) + 1, 'x' FROM notes"
            try await engine.write { connection in
                // What is run again was found not to be committed.
                if runs.add(1, ordering: .relaxed).newValue == 2 { proxy.releaseLate() }
                try connection.run([.any(insert)])
            }
            try await Task.sleep(for: .seconds(1))
            #expect(proxy.cuts == 1)
            #expect(runs.load(ordering: .relaxed) == 2)
            #expect(try await notes(in: url) == "1\n")
        }
    }

    @Test func aConnectionLostBeforeTheCommitIsMadeAgain() async throws {
        try await withProxy { engine, proxy, url in
            let runs = Atomic<Int>(0)
            proxy.arm(.answer(needle: "SELECT 42"))
            let answer = try await engine.write { connection in
                runs.add(1, ordering: .relaxed)
                try connection.run([.one(Self.insert, .row(.integer(1)))])
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

    /// The old transaction is still being committed while its mark is looked for.
    @Test func aCommitUnderWayIsWaitedFor() async throws {
        try await withProxy { engine, proxy, url in
            let trigger = """
                CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS
                    'BEGIN PERFORM pg_sleep(3); RETURN NULL; END';
                CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON notes DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION wait()
                """
            try await PostgresCluster.shared.value.execute(trigger, in: url)
            // Long enough for the database to have begun with it, and not for it to be done.
            proxy.arm(.answer(needle: CuttingProxy.commit, within: .seconds(1)))
            let runs = Atomic<Int>(0)
            try await engine.write { connection in
                runs.add(1, ordering: .relaxed)
                try connection.run([.one(Self.insert, .row(.integer(1)))])
            }
            #expect(proxy.cuts == 1)
            #expect(runs.load(ordering: .relaxed) == 1)
            #expect(try await notes(in: url) == "1\n")
        }
    }

    @Test func whatCanNotBeLookedUpIsUnknown() async throws {
        try await withProxy {
            $0.proofTimeout = .seconds(1)
        } _: { engine, proxy, url in
            proxy.arm(.answer(needle: CuttingProxy.commit))
            proxy.refuse(true)
            let failure = await #expect(throws: SQLWriteFailure.self) {
                try await engine.write { try $0.run([.one(Self.insert, .row(.integer(1)))]) }
            }
            guard case .outcomeUnknown = failure else {
                Issue.record("the write throws \(String(describing: failure))")
                return
            }
            proxy.refuse(false)
            // It tries to connect now and then only.
            for _ in 0..<300 {
                if (try? await engine.write { try $0.run([.one(Self.insert, .row(.integer(2)))]) }) != nil { break }
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(try await notes(in: url) == "2\n")
        }
    }
}

import GRDB
import PanelCore
import PanelPostgres
import PanelSQL
import PanelSQLite
import PanelTesting
import Testing

/// What is not copied, and stays as it was.
@Suite(.serialized) struct CopyRefusalTests {
    @Test func aDatabaseOfAnythingElseIsLeftAlone() async throws {
        let cluster = try await PostgresCluster.shared.value
        let url = try cluster.makeDatabase()
        try cluster.execute("CREATE TABLE customers (id INT); INSERT INTO customers VALUES (1)", in: url)
        try await withTemporaryDirectory { directory in
            _ = try await withPanel(in: directory) { try await $0.account() }
            let engine = try await openEngine(configuration(url))
            defer { engine.close() }
            try await Copies.withSQLite(directory) { source in
                let error = await #expect(throws: CopyError.self) { try await Copies.copy(source, to: engine) }
                guard case .targetNotEmpty(_, ["customers"]) = error else {
                    Issue.record("the copy throws \(String(describing: error))")
                    return
                }
                // And the source can still be served.
                try await SQLStore(engine: source).close()
            }
            #expect(try await Copies.tables(of: engine) == ["customers"])
        }
    }

    @Test func aPanelIsNoTarget() async throws {
        try await withTemporaryDirectory { directory in
            for name in ["/a", "/b"] {
                try await withPanel(in: directory + name) { _ = try await $0.account() }
            }
            let before = try Copies.dump(directory + "/b")
            try await Copies.withSQLite(directory + "/a") { source in
                try await Copies.withSQLite(directory + "/b") { target in
                    await #expect(throws: CopyError.self) { try await Copies.copy(source, to: target) }
                }
            }
            #expect(try Copies.dump(directory + "/b") == before)
        }
    }

    @Test func anUnfinishedCopyTakesNoOtherPanel() async throws {
        try await withTemporaryDirectory { directory in
            for name in ["/a", "/b"] {
                try await withPanel(in: directory + name) { _ = try await $0.account() }
            }
            try await Copies.withSQLite(directory + "/new") { target in
                try await Copies.withSQLite(directory + "/a") { _ = try await Copies.copy($0, to: target) }
            }
            try change(directory + "/new", by: "UPDATE copies SET finished_at = NULL")
            try await Copies.withSQLite(directory + "/new") { target in
                try await Copies.withSQLite(directory + "/b") { source in
                    let error = await #expect(throws: CopyError.self) { try await Copies.copy(source, to: target) }
                    guard case .otherPanel = error else {
                        Issue.record("the copy throws \(String(describing: error))")
                        return
                    }
                }
                // It is no source either.
                try await Copies.withSQLite(directory + "/c") { other in
                    await #expect(throws: CopyError.self) { try await Copies.copy(target, to: other) }
                }
            }
        }
    }

    @Test func noServerMayWorkWithTheSource() async throws {
        let cluster = try await PostgresCluster.shared.value
        let url = try cluster.makeDatabase()
        let engine = try await openEngine(configuration(url))
        defer { engine.close() }
        _ = try await SQLStore(engine: engine)
        let noon = PanelFixture.noon.milliseconds
        // The first one lives, and goes on to say so. The second was killed a moment ago.
        try cluster.execute("INSERT INTO servers VALUES ('web-1', \(noon)), ('web-2', \(noon + 5000))", in: url)
        let living = Task {
            while !Task.isCancelled {
                try cluster.execute("UPDATE servers SET ends_at = ends_at + 100 WHERE name = 'web-1'", in: url)
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        defer { living.cancel() }
        try await withTemporaryDirectory { directory in
            try await Copies.withSQLite(directory) { target in
                let error = await #expect(throws: CopyError.self) { try await Copies.copy(engine, to: target) }
                guard case .served(["web-1"]) = error else {
                    Issue.record("the copy throws \(String(describing: error))")
                    return
                }
                let marks = try cluster.execute("SELECT COUNT(*) FROM copies", in: url)
                #expect(marks == "0\n")
                try cluster.execute("DELETE FROM servers", in: url)
                let report = try await Copies.copy(engine, to: target)
                #expect(report.isEqual)
            }
        }
    }

    @Test func aPanelOfAnotherVersionIsBroughtToThisOneFirst() async throws {
        try await withTemporaryDirectory { directory in
            _ = try await withPanel(in: directory + "/old") { try await $0.account() }
            try change(directory + "/old", by: "DELETE FROM schema_versions WHERE version > 4")
            try await Copies.withSQLite(directory + "/old") { source in
                try await Copies.withSQLite(directory + "/new") { target in
                    let error = await #expect(throws: CopyError.self) { try await Copies.copy(source, to: target) }
                    guard case .otherSchema(_, found: 4, _) = error else {
                        Issue.record("the copy throws \(String(describing: error))")
                        return
                    }
                }
            }
        }
    }

    @Test func aValueOfAnotherTypeIsNotGuessedAt() async throws {
        try await withTemporaryDirectory { directory in
            _ = try await withPanel(in: directory + "/old") { try await $0.account() }
            try change(directory + "/old", by: "UPDATE accounts SET created_at = 'noon'")
            try await Copies.withSQLite(directory + "/old") { source in
                try await Copies.withSQLite(directory + "/new") { target in
                    await #expect(throws: SQLError.self) { try await Copies.copy(source, to: target) }
                }
            }
        }
    }
}

import Foundation
import GRDB
import PanelTesting
import Testing

/// A panel that moves to another database, as an operator does it.
@Suite(.serialized)
struct CopyCommandTests {
    private static let cluster = Task { try await PostgresCluster(isDurable: true) }

    /// A stopped panel with some orders, and with so many rows that they do not fit on a page.
    private func withPanel(_ body: (TestPanel, _ url: String) async throws -> Void) async throws {
        let url = try await CopyCommandTests.cluster.value.makeDatabase()
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", balance: "100")
            try await panel.importServices(Row.facebookViews, Row.tiktokViews)
            let client = panel.client(key)
            for _ in 1...3 { _ = try await client.order(["service": "1", "link": "a", "quantity": "1000"]) }
            try await panel.update(1, "--status", "completed")
            await panel.stop()
            for sql in CopyCommandTests.manyRows { try panel.change(sql) }
            try await body(panel, url)
        }
    }

    private static let manyRows = [
        "INSERT INTO link_rules (id, text) SELECT number * 3, 'rule-' || number FROM (\(numbers))",
        """
        INSERT INTO order_parameters (order_id, name, value)
        SELECT 1 + number % 3, 'r' || char(97 + number % 500) || number, char(number) FROM (\(numbers))
        """,
        """
        INSERT INTO order_events (order_id, id, at, what, detail)
        SELECT 1 + number % 3, 100000 + number, number, 'note', 'chuyển ' || number FROM (\(numbers))
        """,
        "UPDATE sequences SET next = 1000000 WHERE name IN ('link_rules', 'events')",
    ]
    private static let numbers = """
        WITH RECURSIVE count (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM count WHERE number < 20000)
        SELECT number FROM count
        """

    /// The tables that belong to a database, and not to the panel in it.
    private static let own = "'copies', 'life', 'servers'"

    /// All rows of the tables that belong to the panel, by table.
    private func dump(_ data: String) throws -> [String: [String]] {
        let queue = try DatabaseQueue(path: data + "/panel.sqlite")
        defer { try? queue.close() }
        return try queue.read { database in
            var rows: [String: [String]] = [:]
            let names = """
                SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN (\(CopyCommandTests.own))
                """
            for table in try String.fetchAll(database, sql: names) {
                rows[table] = try GRDB.Row.fetchAll(database, sql: "SELECT * FROM \(table)").map(\.description).sorted()
            }
            return rows
        }
    }

    private func run(_ panel: TestPanel, _ arguments: String...) async throws -> TestPanel.CommandResult {
        let process = try panel.launch(arguments)
        let exit = await process.waitForExit()
        return TestPanel.CommandResult(exit: exit, output: process.output, errors: process.errors)
    }

    /// Copies, killed again and again at any point, until it comes to its end.
    ///
    /// - Returns: How often it was killed, and what it printed at last.
    private func copyWithKills(
        _ panel: TestPanel,
        from: String,
        to: String
    ) async throws -> (kills: Int, result: TestPanel.CommandResult) {
        var kills = 0
        for patience in 1...60 {
            let process = try panel.launch(["copy", "--from", from, "--to", to, "--json"])
            let kill = Task {
                try await Task.sleep(for: .milliseconds(Int.random(in: 50...(200 + 50 * patience))))
                process.send(SIGKILL)
            }
            let exit = await process.waitForExit()
            kill.cancel()
            if exit != .signal(SIGKILL) {
                let result = TestPanel.CommandResult(exit: exit, output: process.output, errors: process.errors)
                return (kills, result)
            }
            kills += 1
        }
        return (kills, try await run(panel, "copy", "--from", from, "--to", to, "--json"))
    }

    @Test func isFinishedHoweverOftenItIsKilled() async throws {
        try await withPanel { panel, url in
            let before = try dump(panel.data)
            let there = try await copyWithKills(panel, from: "sqlite:\(panel.data)", to: url)
            #expect(there.result.succeeded && there.kills > 2, "\(there)")
            #expect(try there.result.json()["equal"] == .bool(true))
            let healthy = try await run(panel, "doctor", "--database", url)
            #expect(healthy.succeeded, "\(healthy)")
            let back = panel.directory + "/back"
            let here = try await copyWithKills(panel, from: url, to: "sqlite:\(back)")
            #expect(here.result.succeeded && here.kills > 2, "\(here)")
            let after = try dump(back)
            #expect(after.keys == before.keys)
            // The secret was asked for by the doctor, and is none of the source's.
            for (table, rows) in before where table != "settings" { #expect(after[table] == rows, "\(table)") }
            #expect(Set(after["settings"] ?? []).isSuperset(of: before["settings"] ?? []))
        }
    }

    @Test func sayWhatWentWhereAndWhatDoesNotGoAnyMore() async throws {
        try await withPanel { panel, url in
            let place = "sqlite:\(panel.data)"
            let copy = try await run(panel, "copy", "--from", place, "--to", url)
            #expect(copy.succeeded, "\(copy)")
            #expect(copy.output.contains("order_parameters") && copy.output.contains("rows were copied"))
            #expect(!copy.output.contains("secret@") && !copy.errors.contains("secret@"))
            let served = try await run(panel, "serve", "--data", panel.data, "--listen", "127.0.0.1:0")
            #expect(!served.succeeded && served.errors.contains("was moved to postgres://127.0.0.1"), "\(served)")
            let listed = try await run(panel, "user", "list", "--data", panel.data)
            #expect(!listed.succeeded && listed.errors.contains("was moved"), "\(listed)")
            let again = try await run(panel, "copy", "--from", place, "--to", url)
            #expect(again.succeeded && again.output.contains("already"), "\(again)")
            let opened = try await run(panel, "reopen", "--data", panel.data)
            #expect(opened.succeeded, "\(opened)")
            try await panel.expectHealthy()
        }
    }

    @Test func aServerAndAnUnfinishedCopyAreInTheWay() async throws {
        try await withPanel { panel, url in
            try await panel.start()
            let place = "sqlite:\(panel.data)"
            let served = try await run(panel, "copy", "--from", place, "--to", url)
            #expect(!served.succeeded && served.errors.contains("Stop it first"), "\(served)")
            await panel.stop()
            let process = try panel.launch(["copy", "--from", place, "--to", url])
            let cluster = try await CopyCommandTests.cluster.value
            while !process.hasExited, (try? cluster.execute("SELECT COUNT(*) FROM copies", in: url)) != "1\n" {
                try await Task.sleep(for: .milliseconds(5))
            }
            process.send(SIGKILL)
            #expect(await process.waitForExit() == .signal(SIGKILL))
            for command in [["serve", "--listen", "127.0.0.1:0"], ["user", "list"], ["doctor"]] {
                let process = try panel.launch(command + ["--database", url, "--data", panel.directory + "/new"])
                #expect(await process.waitForExit() != .code(0))
                #expect(process.errors.contains("A copy into this database is not finished."), "\(process.errors)")
            }
            let left = try await run(panel, "user", "list", "--data", panel.data)
            #expect(!left.succeeded && left.errors.contains("is being copied to"), "\(left)")
        }
    }

    @Test(arguments: [
        (["copy", "--from", "sqlite:", "--to", "sqlite:/tmp/x"], "--from takes"),
        (["copy", "--from", "sqlite:/nowhere", "--to", "mysql://u:secret@h/x"], "--to takes"),
        (["copy", "--from", "sqlite:/nowhere", "--to", "sqlite:/tmp/x"], "There is no panel in /nowhere."),
        (["reopen", "--data", "/nowhere"], "There is no panel in /nowhere."),
    ])
    func whatIsWrongIsSaid(_ command: [String], _ words: String) async throws {
        try await TestPanel.with(starts: false) { panel in
            let process = try panel.launch(command)
            #expect(await process.waitForExit() != .code(0))
            #expect(process.errors.contains(words), "\(process.errors)")
            #expect(!process.errors.contains("secret"))
        }
    }
}

import Foundation
import GRDB
import PanelTesting
import Testing

/// A panel that moves to another database, as an operator does it.
@Suite(.serialized)
struct CopyCommandTests {
    private static let cluster = Task { try await PostgresCluster(isDurable: true) }

    /// A stopped panel with some orders, and with so many rows that they do not fit on a page.
    ///
    /// - Parameter body: Is given the panel, and an empty database behind a proxy.
    private func withPanel(_ body: (TestPanel, _ url: String, CuttingProxy) async throws -> Void) async throws {
        let cluster = try await CopyCommandTests.cluster.value
        let proxy = try CuttingProxy(to: cluster.port)
        defer { proxy.close() }
        let name = try #require(try cluster.makeDatabase().split(separator: "/").last.map(String.init))
        let url = cluster.url(of: name, port: proxy.port)
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", balance: "100")
            try await panel.importServices(Row.facebookViews, Row.tiktokViews)
            let client = panel.client(key)
            for _ in 1...3 { _ = try await client.order(["service": "1", "link": "a", "quantity": "1000"]) }
            try await panel.update(1, "--status", "completed")
            await panel.stop()
            for sql in CopyCommandTests.manyRows { try panel.change(sql) }
            try await body(panel, url, proxy)
        }
    }

    private static let manyRows = [
        "INSERT INTO link_rules (id, text) SELECT number * 3, 'rule-' || number FROM (\(numbers))",
        """
        INSERT INTO order_parameters (order_id, name, value)
        SELECT 1 + number % 3, 'r' || char(97 + number % 500) || number, char(number) FROM (\(numbers))
        """,
        """
        INSERT INTO order_events (order_id, id, at, what, facts)
        SELECT 1 + number % 3, 100000 + number, number, 'refunded_by_staff', 'note=chuyển ' || number FROM (\(numbers))
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

    /// Copies, and kills that when it says `words` to PostgreSQL, which do not arrive: it can not have ended before.
    private func copy(
        _ panel: TestPanel,
        from: String,
        to: String,
        killedAt words: String,
        _ proxy: CuttingProxy
    ) async throws {
        let before = proxy.cuts
        proxy.arm(.silence(needle: words))
        let process = try panel.launch(["copy", "--from", from, "--to", to, "--json"])
        try await eventually("\(words) is said", every: .milliseconds(5)) {
            proxy.cuts > before || process.hasExited ? true : nil
        }
        process.send(SIGKILL)
        #expect(await process.waitForExit() == .signal(SIGKILL), "\(words): \(process.output) \(process.errors)")
        proxy.arm(nil)
    }

    /// Copies, killed at what it says to PostgreSQL one after the other and then at random moments, until it comes to
    /// its end.
    ///
    /// - Returns: What it printed at last.
    private func copyWithKills(
        _ panel: TestPanel,
        from: String,
        to: String,
        at moments: [String],
        _ proxy: CuttingProxy
    ) async throws -> TestPanel.CommandResult {
        for words in moments { try await copy(panel, from: from, to: to, killedAt: words, proxy) }
        for patience in 1...20 {
            let process = try panel.launch(["copy", "--from", from, "--to", to, "--json"])
            let kill = Task {
                try await Task.sleep(for: .milliseconds(Int.random(in: 50...(200 + 50 * patience))))
                process.send(SIGKILL)
            }
            let exit = await process.waitForExit()
            kill.cancel()
            if exit != .signal(SIGKILL) {
                return TestPanel.CommandResult(exit: exit, output: process.output, errors: process.errors)
            }
        }
        return try await run(panel, "copy", "--from", from, "--to", to, "--json")
    }

    /// When the tables are made, in the middle of two of them, and when all is there but the word that it is.
    private static let momentsOfWriting = ["CREATE TABLE", "rule-1500", "n 1500", "SET finished_at"]
    /// Before the first row, behind the second page of a table, before another table, and when the target is finished.
    private static let momentsOfReading = ["INSERT INTO copies", "LIMIT 2048", "FROM order_events", "SET finished_at"]

    @Test func isFinishedHoweverOftenItIsKilled() async throws {
        try await withPanel { panel, url, proxy in
            let before = try dump(panel.data)
            let place = "sqlite:\(panel.data)"
            let there = try await copyWithKills(panel, from: place, to: url, at: Self.momentsOfWriting, proxy)
            #expect(there.succeeded, "\(there)")
            #expect(try there.json()["equal"] == .bool(true))
            let healthy = try await run(panel, "doctor", "--database", url)
            #expect(healthy.succeeded, "\(healthy)")
            let back = panel.directory + "/back"
            let here = try await copyWithKills(panel, from: url, to: "sqlite:\(back)", at: Self.momentsOfReading, proxy)
            #expect(here.succeeded, "\(here)")
            let after = try dump(back)
            #expect(after.keys == before.keys)
            // The secret was asked for by the doctor, and is none of the source's.
            for (table, rows) in before where table != "settings" { #expect(after[table] == rows, "\(table)") }
            #expect(Set(after["settings"] ?? []).isSuperset(of: before["settings"] ?? []))
        }
    }

    @Test func sayWhatWentWhereAndWhatDoesNotGoAnyMore() async throws {
        try await withPanel { panel, url, _ in
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
        try await withPanel { panel, url, proxy in
            try await panel.start()
            let place = "sqlite:\(panel.data)"
            let served = try await run(panel, "copy", "--from", place, "--to", url)
            #expect(!served.succeeded && served.errors.contains("Stop it first"), "\(served)")
            await panel.stop()
            try await copy(panel, from: place, to: url, killedAt: "rule-1500", proxy)
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

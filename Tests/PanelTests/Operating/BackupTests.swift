import Foundation
import PanelTesting
import Synchronization
import Testing

struct BackupTests {
    /// Orders one after the other until there are to be no more, or so many.
    private func shop(_ client: APIClient, _ number: Int, _ hasEnded: borrowing Atomic<Bool>) async throws -> Int {
        var count = 0
        while !hasEnded.load(ordering: .relaxed) {
            _ = try await client.order(["service": "1", "link": "\(number)-\(count)", "quantity": "9"])
            count += 1
        }
        return count
    }

    private final class End: Sendable {
        let hasCome = Atomic(false)
    }

    @Test func aBackupIsMadeWhileOrdersArePlaced() async throws {
        try await TestPanel.with { panel in
            let client = panel.client(try await panel.customer("alice", balance: "100000"))
            try await panel.importServices(Row.make(1))
            let first = try await client.order(["service": "1", "link": "first", "quantity": "9"])
            let file = panel.directory + "/backup"
            let end = End()
            let placed = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<4 { group.addTask { try await shop(client, number, end.hasCome) } }
                let made = try await panel.json("backup", file)
                end.hasCome.store(true, ordering: .relaxed)
                #expect(made["file"]?.text == file)
                return try await group.reduce(1, +)
            }
            let bytes = try #require(FileManager.default.contents(atPath: file))
            let report = try await panel.verify(file, "--json")
            #expect(report.succeeded, "\(report)")
            #expect(FileManager.default.contents(atPath: file) == bytes, "it is only read")
            let names = try FileManager.default.contentsOfDirectory(atPath: panel.directory)
            #expect(names.filter { $0.hasPrefix("backup") } == ["backup"], "nothing is left beside it")
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            // It is a panel as of one moment while the others ordered.
            let copy = try TestPanel()
            try FileManager.default.createDirectory(
                atPath: copy.data,
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700]
            )
            try FileManager.default.copyItem(atPath: file, toPath: copy.data + "/panel.sqlite")
            let counted = try copy.number("SELECT COUNT(*) FROM orders")
            #expect((Int(first)...placed).contains(counted), "\(counted) of \(placed)")
            #expect(try copy.number("SELECT COUNT(*) FROM transfers WHERE cause_kind = 1") == counted)
            await copy.remove()
            try await panel.expectHealthy()
        }
    }

    @Test func aBackupNeedsNoServer() async throws {
        try await TestPanel.with(starts: false) { panel in
            _ = try await panel.customer("alice", balance: "5")
            let file = panel.directory + "/backup"
            let made = try await panel.run("backup", file)
            #expect(made.succeeded && made.output.contains("panel backup verify \(file)"), "\(made)")
            let report = try await panel.verify(file)
            #expect(report.succeeded, "\(report)")
            #expect(report.output.contains("Every balance is what reached the account less what left it."))
        }
    }

    @Test(arguments: [true, false])
    func aFileThatIsThereStaysAsItIs(serving: Bool) async throws {
        try await TestPanel.with(starts: serving) { panel in
            _ = try await panel.customer("alice")
            let file = panel.directory + "/backup"
            try Data("mine".utf8).write(to: URL(fileURLWithPath: file))
            let refused = try await panel.run("backup", file)
            #expect(!refused.succeeded && refused.errors.contains("is there already"), "\(refused)")
            #expect(FileManager.default.contents(atPath: file) == Data("mine".utf8))
            let nowhere = try await panel.run("backup", panel.directory + "/missing/backup")
            #expect(!nowhere.succeeded && nowhere.errors.contains("No such file or directory"), "\(nowhere)")
        }
    }

    @Test func whatAnInterruptedBackupLeftIsNamedOrWrittenAnew() async throws {
        try await TestPanel.with(starts: false) { panel in
            _ = try await panel.customer("alice")
            let file = panel.directory + "/backup"
            let left = file + ".panel-unfinished"
            try Data("half".utf8).write(to: URL(fileURLWithPath: left))
            let other = try await panel.run("backup", panel.directory + "/other")
            #expect(other.succeeded && other.output.contains("\(left) is what an interrupted backup left."), "\(other)")
            #expect(try await panel.run("backup", file).succeeded)
            #expect(!FileManager.default.fileExists(atPath: left))
            #expect(try await panel.verify(file).succeeded)
        }
    }

    @Test func damageIsFound() async throws {
        try await TestPanel.with(starts: false) { panel in
            _ = try await panel.customer("alice", balance: "5")
            let file = panel.directory + "/backup"
            try await panel.json("backup", file)
            let whole = try #require(FileManager.default.contents(atPath: file))
            func expectRefusal(_ contents: Data, _ what: String) async throws {
                try contents.write(to: URL(fileURLWithPath: file))
                let report = try await panel.verify(file)
                #expect(report.exit == .code(1), "\(what): \(report)")
                #expect(!report.output.isEmpty || !report.errors.isEmpty, "\(what)")
            }
            // The first page of a table or an index each.
            for page in stride(from: 4096, to: min(whole.count, 40 * 4096), by: 4096) {
                var bytes = whole
                bytes.replaceSubrange(page..<(page + 64), with: Data(repeating: 0xA5, count: 64))
                try await expectRefusal(bytes, "page \(page / 4096)")
            }
            try await expectRefusal(whole.prefix(whole.count / 2), "cut off")
            try await expectRefusal(Data("no database".utf8), "another file")
            try await expectRefusal(Data(), "an empty file")
            try whole.write(to: URL(fileURLWithPath: file))
            #expect(try await panel.verify(file).succeeded)
        }
    }

    @Test func booksThatDoNotHoldAreFound() async throws {
        try await TestPanel.with(starts: false) { panel in
            _ = try await panel.customer("alice", balance: "5")
            try panel.change("UPDATE balances SET amount = amount + 1 WHERE account_id = 1")
            let file = panel.directory + "/backup"
            try await panel.json("backup", file)
            let report = try await panel.verify(file)
            #expect(report.exit == .code(1), "\(report)")
            #expect(report.output.contains("account 1 has 5000001, its transfers add up to 5000000"))
            let raw = try await panel.verify(panel.data + "/panel.sqlite")
            #expect(raw.exit == .code(1) && raw.errors.contains("panel doctor --data"), "\(raw)")
        }
    }

    @Test func onPostgresSomethingElseMakesBackups() async throws {
        try await TestPanel.with(starts: false) { panel in
            let refused = try await panel.run("backup", "file", "--database", "postgres://127.0.0.1:1/panel")
            #expect(!refused.succeeded && refused.errors.contains("pg_dump"), "\(refused)")
        }
    }
}

extension TestPanel {
    /// Runs `panel backup verify`, which takes no directory.
    fileprivate func verify(_ file: String, _ options: String...) async throws -> CommandResult {
        let process = try launch(["backup", "verify", file] + options)
        let exit = await process.waitForExit()
        return CommandResult(exit: exit, output: process.output, errors: process.errors)
    }
}

import Foundation
import PanelTesting
import Synchronization
import Testing

/// The database goes away, or is another one, while it is served and between two runs.
@Suite(.serialized)
struct DatabaseGoneTests {
    /// How a database's file goes away.
    enum Loss: CaseIterable, Sendable {
        case deleted
        case deletedLog
        case replaced
        case renamed

        func happen(to panel: TestPanel) throws {
            let files = FileManager.default
            switch self {
            case .deleted: try files.removeItem(atPath: panel.database)
            case .deletedLog: try files.removeItem(atPath: panel.database + "-wal")
            case .replaced:
                try files.copyItem(atPath: panel.database, toPath: panel.database + ".new")
                guard rename(panel.database + ".new", panel.database) == 0 else { throw POSIXError(.EIO) }
            case .renamed: try files.moveItem(atPath: panel.database, toPath: panel.database + ".old")
            }
        }
    }

    /// What customers are answered.
    private final class Journal: Sendable {
        let isGone = Atomic(false)
        let taken = Atomic(0)
        /// Orders that were sent after the database was gone, and taken.
        let late = Mutex<[String]>([])

        /// Orders until the server is gone.
        func order(from client: APIClient, as number: Int) async {
            for count in 0..<100_000 {
                let wasGone = isGone.load(ordering: .sequentiallyConsistent)
                let link = "https://example.com/\(number)-\(count)"
                guard let answer = try? await client.call("add", ["service": "1", "link": link, "quantity": "1"]) else {
                    return
                }
                guard answer.status == 200 else { continue }
                taken.add(1, ordering: .relaxed)
                if wasGone { late.withLock { $0.append(answer.text) } }
            }
        }
    }

    @Test(arguments: Loss.allCases)
    func nothingIsAcknowledgedAfterTheDatabaseIsGone(_ loss: Loss) async throws {
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", balance: "100000")
            try await panel.importServices(Row.make(1))
            let client = panel.client(key)
            let journal = Journal()
            let customers = (0..<4).map { number in Task { await journal.order(from: client, as: number) } }
            _ = try await eventually("orders are taken", every: .milliseconds(10)) {
                journal.taken.load(ordering: .relaxed) > 20 ? true : nil
            }
            try loss.happen(to: panel)
            journal.isGone.store(true, ordering: .sequentiallyConsistent)
            let exit = await panel.process?.waitForExit()
            #expect(exit == .code(1), "\(String(describing: exit))")
            for customer in customers { await customer.value }
            #expect(journal.late.withLock { $0 } == [])
            let words = "was deleted or replaced while it was served"
            #expect(panel.serverLog.contains("Error: ") && panel.serverLog.contains(words), "\(panel.serverLog)")
        }
    }

    @Test func anIdleServerNoticesToo() async throws {
        try await TestPanel.with { panel in
            _ = try await panel.customer("alice")
            try FileManager.default.removeItem(atPath: panel.database)
            #expect(await panel.process?.waitForExit() == .code(1))
        }
    }

    /// The lock is on the database itself: nothing that is deleted beside it lets a second server in.
    @Test func noFileThatIsDeletedLetsASecondServerIn() async throws {
        try await TestPanel.with { panel in
            _ = try await panel.customer("alice")
            for file in try FileManager.default.contentsOfDirectory(atPath: panel.data)
            where !file.hasPrefix("panel.sqlite") {
                // One that the server writes anew at this moment has another name by now.
                try? FileManager.default.removeItem(atPath: panel.data + "/" + file)
            }
            let second = try await panel.run("serve", "--listen", "127.0.0.1:0")
            #expect(!second.succeeded && second.errors.contains("Another process works with"), "\(second)")
        }
    }

    @Test(arguments: [
        ["serve", "--listen", "127.0.0.1:0"], ["user", "create", "bob"], ["service", "import", "SERVICES"],
        ["provider", "add", "box", "--url", "https://example.com/api/v2", "--key", "k"],
    ])
    func aPanelThatIsGoneIsMadeAnewOnlyOnDemand(_ command: [String]) async throws {
        try await TestPanel.with { panel in
            _ = try await panel.customer("alice")
            try await panel.importServices(Row.make(1))
            await panel.stop()
            let present = try await panel.run("user", "create", "bob", "--new")
            #expect(!present.succeeded && present.errors.contains("leave --new away"), "\(present)")
            try FileManager.default.removeItem(atPath: panel.database)
            let command = command.map { $0 == "SERVICES" ? panel.directory + "/services.json" : $0 }
            for isEmpty in [false, true] {
                if isEmpty { #expect(FileManager.default.createFile(atPath: panel.database, contents: nil)) }
                let refused = try await panel.run(command)
                #expect(!refused.succeeded && refused.errors.contains("add --new"), "\(refused)")
            }
            if command[0] == "serve" {
                try await panel.start(["--new"])
                await panel.stop()
            } else {
                let made = try await panel.run(command + ["--new"])
                #expect(made.succeeded, "\(made)")
            }
            #expect(try await panel.json("user", "list").array.allSatisfy { $0["name"]?.text != "alice" })
            // It is a panel like any other from now on.
            try await panel.start()
            _ = try await panel.customer("carol", balance: "1")
            try await panel.expectHealthy()
        }
    }
}

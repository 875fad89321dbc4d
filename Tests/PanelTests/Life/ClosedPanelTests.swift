import Foundation
import PanelTesting
import Testing

/// A panel lives once: a restored or copied database takes nothing until its operator says what it is.
@Suite(.serialized)
struct ClosedPanelTests {
    private static let parameters: APIClient.Parameters = ["service": "1", "link": "a", "quantity": "1000"]

    /// A running panel whose customer has ordered once.
    private func withPanel(_ body: (TestPanel, _ key: String) async throws -> Void) async throws {
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", balance: "100")
            try await panel.importServices(Row.facebookViews)
            #expect(try await panel.client(key).order(ClosedPanelTests.parameters) == 1)
            try await body(panel, key)
        }
    }

    /// Makes orders after a backup, and waits until the directory knows of them.
    private func orderMore(_ panel: TestPanel, _ key: String) async throws {
        for id in 2...4 { #expect(try await panel.client(key).order(ClosedPanelTests.parameters) == Int64(id)) }
        try await panel.remembers("orders", 5)
    }

    @Test func aBackupInTheSameDirectoryIsClosedUntilItIsReopened() async throws {
        try await withPanel { panel, key in
            let backup = panel.directory + "/backup.sqlite"
            try panel.backUp(to: backup)
            try await orderMore(panel, key)
            await panel.stop()
            try FileManager.default.removeItem(atPath: panel.database)
            try FileManager.default.copyItem(atPath: backup, toPath: panel.database)
            let words = "orders stands at 2, and stood at 5"
            try await panel.start()
            try await panel.expectClosed(key, order: 1, because: words)
            await panel.stop()
            try await panel.expectRefusals(because: words)
            // A closed server leaves everything as it is.
            try await panel.remembers("orders", 5)
            let moved = try await panel.run("reopen", "--moved")
            #expect(!moved.succeeded && moved.errors.contains("It was not only moved."), "\(moved)")
            let low = try await panel.run("reopen", "--restored", "--first-order", "4")
            #expect(!low.succeeded && low.errors.contains("Orders up to 4 were given out already"), "\(low)")
            try await panel.expectRefusals(because: words)
            let restored = try await panel.run("reopen", "--restored")
            #expect(restored.succeeded && restored.output.contains("orders from 1000005"), "\(restored)")
            try await panel.start()
            #expect(try await panel.client(key).order(ClosedPanelTests.parameters) == 1_000_005)
            try await panel.expectHealthy()
        }
    }

    @Test func aBackupInAnEmptyDirectoryIsClosedUntilItIsReopened() async throws {
        try await withPanel { panel, key in
            try await TestPanel.with(starts: false) { restored in
                try FileManager.default.createDirectory(
                    atPath: restored.data,
                    withIntermediateDirectories: false,
                    attributes: [.posixPermissions: 0o700]
                )
                try panel.backUp(to: restored.database)
                let secret = "/panel.secret"
                try FileManager.default.copyItem(atPath: panel.data + secret, toPath: restored.data + secret)
                try await orderMore(panel, key)
                try await restored.start()
                try await restored.expectClosed(key, order: 1, because: "is a copy")
                await restored.stop()
                let first = try await restored.run("reopen", "--restored", "--first-order", "5000")
                #expect(first.succeeded && first.output.contains("orders from 5000,"), "\(first)")
                try await restored.start()
                #expect(try await restored.client(key).order(ClosedPanelTests.parameters) == 5000)
                try await restored.expectHealthy()
                try await panel.expectHealthy()
            }
        }
    }

    @Test func ofTwoCopiesTheNewOneIsClosed() async throws {
        try await withPanel { panel, key in
            try await TestPanel.with(starts: false) { copy in
                await panel.stop()
                try FileManager.default.copyItem(atPath: panel.data, toPath: copy.data)
                try await panel.start()
                try await copy.start()
                #expect(try await panel.client(key).order(ClosedPanelTests.parameters) == 2)
                try await copy.expectClosed(key, order: 1, because: "is a copy")
                await copy.stop()
                let moved = try await copy.run("reopen", "--moved")
                #expect(moved.succeeded && moved.output.contains("It is open now."), "\(moved)")
                try await copy.start()
                #expect(try await copy.client(key).order(ClosedPanelTests.parameters) == 2)
                try await copy.expectHealthy()
            }
        }
    }

    @Test func aDirectoryThatWasMovedStaysOpen() async throws {
        try await withPanel { panel, key in
            await panel.stop()
            try FileManager.default.moveItem(atPath: panel.data, toPath: panel.directory + "/elsewhere")
            try FileManager.default.moveItem(atPath: panel.directory + "/elsewhere", toPath: panel.data)
            try await TestPanel.with(starts: false) { other in
                try FileManager.default.moveItem(atPath: panel.data, toPath: other.data)
                try await other.start()
                #expect(try await other.client(key).order(ClosedPanelTests.parameters) == 2)
                let reopened = try await other.run("reopen", "--moved")
                #expect(!reopened.succeeded, "\(reopened)")
                await other.stop()
                for flag in ["--moved", "--restored"] {
                    let reopened = try await other.run("reopen", flag)
                    #expect(!reopened.succeeded && reopened.errors.contains("is not closed. Nothing was changed."))
                }
                try await other.expectHealthy()
            }
        }
    }

    /// What was answered was in the log alone, and a database without it is whole.
    @Test func aDatabaseWithoutItsLogIsClosed() async throws {
        try await withPanel { panel, key in
            await panel.stop()
            try await panel.start()
            try await orderMore(panel, key)
            await panel.kill()
            try FileManager.default.removeItem(atPath: panel.database + "-wal")
            try await panel.start()
            try await panel.expectClosed(key, order: 1, because: "The database is older than it was")
        }
    }

    @Test func aMemoryThatCanNotBeReadClosesUntilItIsMadeAnew() async throws {
        try await withPanel { panel, key in
            await panel.stop()
            try Data("installation".utf8).write(to: URL(fileURLWithPath: panel.memory))
            try await panel.start()
            try await panel.expectClosed(key, order: 1, because: "panel.life cannot be read")
            await panel.stop()
            #expect(try await panel.run("reopen", "--moved").succeeded)
            try await panel.start()
            #expect(try await panel.client(key).order(ClosedPanelTests.parameters) == 2)
        }
    }

    @Test func aClosedPanelIsNotCopied() async throws {
        try await withPanel { panel, _ in
            let copy = panel.directory + "/copy"
            await panel.stop()
            try FileManager.default.copyItem(atPath: panel.data, toPath: copy)
            let process = try panel.launch([
                "copy", "--from", "sqlite:\(copy)", "--to", "sqlite:\(panel.directory)/target",
            ])
            #expect(await process.waitForExit() != .code(0))
            #expect(process.errors.contains("is closed"), "\(process.errors)")
        }
    }

    /// A copy goes on as the panel itself.
    @Test func whatPanelCopyMadeIsOpen() async throws {
        try await withPanel { panel, key in
            try await TestPanel.with(starts: false) { target in
                await panel.stop()
                let process = try panel.launch([
                    "copy", "--from", "sqlite:\(panel.data)", "--to", "sqlite:\(target.data)",
                ])
                #expect(await process.waitForExit() == .code(0), "\(process.errors)")
                let secret = "/panel.secret"
                try FileManager.default.copyItem(atPath: panel.data + secret, toPath: target.data + secret)
                try await target.start()
                #expect(try await target.client(key).order(ClosedPanelTests.parameters) == 2)
                try await target.remembers("generation", 2)
                try await target.expectHealthy()
            }
        }
    }

    @Test(arguments: [
        (["reopen", "--moved", "--restored"], "not both"),
        (["reopen", "--first-order", "7"], "--first-order goes with --restored"),
        (["reopen", "--restored", "--first-order", "0"], "must be above zero"),
        (["reopen", "--moved", "--data", "/nowhere"], "There is no panel in /nowhere."),
    ])
    func whatIsWrongIsSaid(_ command: [String], _ words: String) async throws {
        try await TestPanel.with(starts: false) { panel in
            let process = try panel.launch(command)
            #expect(await process.waitForExit() != .code(0))
            #expect(process.errors.contains(words), "\(process.errors)")
        }
    }
}

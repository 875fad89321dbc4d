import Foundation
import Glibc
import PanelTesting
import Testing

/// What other users of the machine can not reach.
struct PrivacyTests {
    @Test(arguments: [0o755, 0o770, 0o701, 0o777])
    func aDirectoryThatIsOpenToOthersIsRefused(mode: mode_t) async throws {
        try await TestPanel.with(starts: false) { panel in
            _ = try await panel.customer("alice")
            chmod(panel.data, mode)
            let words = "chmod 700 \(panel.data)"
            let listed = try await panel.run("user", "list")
            #expect(listed.exit == .code(1) && listed.errors.contains(words), "\(listed)")
            let made = try await panel.run("user", "create", "bob")
            #expect(made.exit == .code(1) && made.errors.contains(words), "\(made)")
            let served = try await panel.run("serve", "--listen", "127.0.0.1:0")
            #expect(served.exit == .code(1) && served.output == "" && served.errors.contains(words), "\(served)")
            chmod(panel.data, 0o700)
            let names = try await panel.json("user", "list").array.map { $0["name"]?.text }
            #expect(names == ["alice"])
        }
    }

    @Test func aSecretThatIsOpenToOthersIsRefused() async throws {
        try await TestPanel.with(starts: false) { panel in
            _ = try await panel.customer("alice")
            let secret = panel.data + "/panel.secret"
            chmod(secret, 0o640)
            let listed = try await panel.run("user", "list")
            #expect(listed.exit == .code(1) && listed.errors.contains("chmod 600 \(secret)"), "\(listed)")
            chmod(secret, 0o600)
            let elsewhere = panel.directory + "/it's a secret"
            try FileManager.default.copyItem(atPath: secret, toPath: elsewhere)
            chmod(elsewhere, 0o604)
            let process = try panel.launch(
                ["serve", "--listen", "127.0.0.1:0", "--data", panel.data],
                environment: ["PANEL_SECRET_FILE": elsewhere]
            )
            #expect(await process.waitForExit() == .code(1))
            #expect(process.errors.contains(#"chmod 600 '\#(panel.directory)/it'\''s a secret'"#), "\(process.errors)")
            chmod(elsewhere, 0o400)
            let again = try panel.launch(
                ["user", "list", "--data", panel.data],
                environment: ["PANEL_SECRET_FILE": elsewhere]
            )
            #expect(await again.waitForExit() == .code(0), "\(again.errors)")
        }
    }

    @Test func whatIsNoSocketOfThePanelStays() async throws {
        try await TestPanel.with(starts: false) { panel in
            _ = try await panel.customer("alice")
            let socket = panel.data + "/panel.sock"
            try Data("mine".utf8).write(to: URL(fileURLWithPath: socket))
            let served = try await panel.run("serve", "--listen", "127.0.0.1:0")
            #expect(served.exit == .code(1) && served.output == "", "\(served)")
            #expect(served.errors.contains("is not a socket of this panel"), "\(served)")
            #expect(FileManager.default.contents(atPath: socket) == Data("mine".utf8))
        }
    }

    /// There is no socket that somebody could take first, nor a directory for one.
    @Test func aCommandWithoutAServerNeedsNoSocket() async throws {
        try await TestPanel.with(starts: false) { panel in
            let process = try panel.launch(
                ["user", "create", "alice", "--data", panel.data],
                environment: ["TMPDIR": "/nonexistent"]
            )
            #expect(await process.waitForExit() == .code(0), "\(process.errors)")
            let left = try FileManager.default.contentsOfDirectory(atPath: panel.data)
            #expect(!left.contains { $0.hasSuffix(".sock") }, "\(left)")
        }
    }

    private static let nobody: uid_t = 65_534
    private static let canBeOthers = geteuid() == 0 && FileManager.default.fileExists(atPath: "/usr/bin/setpriv")

    @Test(.enabled(if: canBeOthers))
    func anotherUserIsNotAnswered() async throws {
        try await TestPanel.with { panel in
            let socket = panel.data + "/panel.sock"
            // As if somebody had opened all of it.
            for path in [panel.directory, panel.data, socket] { chmod(path, 0o777) }
            func ask(as user: uid_t) async throws -> ChildProcess {
                let curl = ["curl", "-s", "--max-time", "120", "--unix-socket", socket, "http://panel/users"]
                let process = try ChildProcess(
                    "/usr/bin/setpriv",
                    ["--reuid", String(user), "--clear-groups"] + curl,
                    outputs: panel.directory + "/asked-\(user)"
                )
                _ = await process.waitForExit()
                return process
            }
            #expect(try await ask(as: 0).output == "[]")
            let refused = try await ask(as: Self.nobody)
            #expect(refused.output == "" && refused.hasExited)
        }
    }

    @Test(.enabled(if: canBeOthers))
    func rootLeavesNothingInTheDirectoryOfAnotherUser() async throws {
        try await TestPanel.with(starts: false) { panel in
            _ = try await panel.customer("alice")
            chown(panel.data, Self.nobody, Self.nobody)
            for command in [["user", "list"], ["serve", "--listen", "127.0.0.1:0"]] {
                let refused = try await panel.run(command)
                #expect(refused.exit == .code(1) && refused.errors.contains("runuser -u nobody"), "\(refused)")
            }
        }
    }
}

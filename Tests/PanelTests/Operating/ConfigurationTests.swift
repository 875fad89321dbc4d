import Foundation
import PanelTesting
import Testing

/// What can be set when the program starts, through its flags, its environment and a file.
struct ConfigurationTests {
    private func write(_ text: String, in panel: TestPanel, mode: mode_t = 0o600) throws -> String {
        let file = panel.directory + "/panel.conf"
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        chmod(file, mode)
        return file
    }

    private func run(
        _ arguments: [String],
        in panel: TestPanel,
        environment: [String: String] = [:]
    ) async throws -> TestPanel.CommandResult {
        let process = try panel.launch(arguments, environment: environment)
        let exit = await process.waitForExit()
        return TestPanel.CommandResult(exit: exit, output: process.output, errors: process.errors)
    }

    @Test func showSaysWhatHoldsAndWhoSaidSo() async throws {
        try await TestPanel.with(starts: false) { panel in
            let file = try write(
                "# limits\nbody-limit = 4096\nconnections = 100\ntrusted-proxy = ::1\npost-only = true\n",
                in: panel,
                mode: 0o644
            )
            let result = try await run(
                ["config", "show", "--json", "--config", file, "--rate-limit", "7", "--no-post-only"],
                in: panel,
                environment: ["PANEL_BODY_LIMIT": "2048", "PANEL_RATE_LIMIT": "9", "PANEL_LOG_LEVEL": "debug"]
            )
            #expect(result.succeeded, "\(result)")
            let rows = try result.json().array
            func row(_ key: String) -> [String?] {
                guard let row = rows.first(where: { $0["key"]?.text == key }) else { return [] }
                return [row["value"]?.text, row["from"]?.text, row["place"]?.text]
            }
            #expect(row("rate-limit") == ["7", "flag", "--rate-limit"])
            #expect(row("post-only") == ["false", "flag", "--post-only"])
            #expect(row("body-limit") == ["2048", "environment", "PANEL_BODY_LIMIT"])
            #expect(row("log-level") == ["debug", "environment", "PANEL_LOG_LEVEL"])
            #expect(row("connections") == ["100", "file", "\(file):3"])
            #expect(row("trusted-proxy") == ["::1", "file", "\(file):4"])
            #expect(row("batch-commands") == ["512", "default", nil])
            let table = try await run(["config", "show"], in: panel, environment: ["PANEL_CONFIG": file])
            #expect(table.output.contains("connections") && table.output.contains("\(file):3"), "\(table)")
        }
    }

    @Test func secretsAreNeverPrinted() async throws {
        try await TestPanel.with(starts: false) { panel in
            let word = "correct-horse-battery"
            let file = try write("database = postgres://panel:\(word)@127.0.0.1:1/panel\nsecret = \(word)\n", in: panel)
            for arguments in [["config", "show"], ["config", "show", "--json"], ["user", "list"], ["serve"]] {
                let result = try await run(arguments + ["--config", file, "--data", panel.data], in: panel)
                #expect(!result.output.contains(word) && !result.errors.contains(word), "\(result)")
            }
            let shown = try await run(["config", "show"], in: panel, environment: ["PANEL_SECRET": word])
            #expect(
                shown.succeeded && !shown.output.contains(word) && shown.output.contains("PANEL_SECRET"),
                "\(shown)"
            )
            let short = try await run(
                ["serve", "--data", panel.data],
                in: panel,
                environment: ["PANEL_SECRET": "horse"]
            )
            #expect(short.exit == .code(1) && short.errors.contains("PANEL_SECRET takes at least 16 bytes"), "\(short)")
            #expect(!short.errors.contains("horse"))
        }
    }

    @Test func aFileWithSecretsIsForItsOwnerAlone() async throws {
        try await TestPanel.with(starts: false) { panel in
            let file = try write("secret = a-secret-of-many-bytes\n", in: panel, mode: 0o640)
            for arguments in [["serve"], ["user", "list"], ["config", "show"]] {
                let result = try await run(arguments + ["--config", file, "--data", panel.data], in: panel)
                #expect(result.exit == .code(1) && result.errors.contains("chmod 600 \(file)"), "\(result)")
            }
            chmod(file, 0o600)
            #expect(try await run(["config", "show", "--config", file], in: panel).succeeded)
        }
    }

    @Test(arguments: [
        ("boddy-limit = 4096", ":1: there is no key \"boddy-limit\""),
        ("body-limit = 12", ":1: body-limit takes a whole number of bytes from 1024 to 1073741824, not \"12\"."),
        ("listen = 8080", ":1: listen takes HOST:PORT, not \"8080\"."),
        ("config = other.conf", ":1: there is no key \"config\""), ("body-limit", ":1: a line is \"key = value\""),
    ])
    func aFileThatIsWrongStartsNothing(text: String, message: String) async throws {
        try await TestPanel.with(starts: false) { panel in
            let file = try write(text, in: panel)
            for arguments in [["serve", "--listen", "127.0.0.1:0"], ["user", "create", "alice"]] {
                let result = try await run(
                    arguments + ["--data", panel.data],
                    in: panel,
                    environment: ["PANEL_CONFIG": file]
                )
                #expect(result.exit == .code(1) && result.errors.contains(file + message), "\(result)")
                #expect(!FileManager.default.fileExists(atPath: panel.data))
            }
        }
    }

    @Test func aFileThatCanNotBeReadStartsNothing() async throws {
        try await TestPanel.with(starts: false) { panel in
            let latin = panel.directory + "/latin.conf"
            try Data([0x23, 0xE9, 0x0A]).write(to: URL(fileURLWithPath: latin))
            let large = panel.directory + "/large.conf"
            try Data(repeating: 0x0A, count: 1024 * 1024 + 1).write(to: URL(fileURLWithPath: large))
            for (file, message) in [
                (panel.directory + "/none.conf", "No such file"), (panel.directory, "cannot be read"),
                (latin, "is not UTF-8"), (large, "more than 1048576 bytes"),
            ] {
                let result = try await run(["serve", "--config", file, "--data", panel.data], in: panel)
                #expect(result.exit == .code(1) && result.errors.contains(message), "\(result)")
            }
        }
    }

    @Test func limitsComeFromTheEnvironmentAndTheFile() async throws {
        try await TestPanel.with(environment: ["PANEL_BODY_LIMIT": "1024"], starts: false) { panel in
            let file = try write("head-limit = 2048\nbody-limit = 65536\n", in: panel, mode: 0o644)
            try await panel.start(["--config", file])
            let body = Array(("key=none&action=balance&x=" + String(repeating: "x", count: 1024)).utf8)
            #expect(try await RawConnection.post(port: panel.port, body).status == 413)
        }
    }

    /// Orchestrators set such variables: nothing is refused for them.
    @Test func variablesThatNobodyKnowsAreLogged() async throws {
        try await TestPanel.with(environment: ["PANEL_PORT_8080_TCP": "tcp://10.0.0.1:8080"]) { panel in
            #expect(panel.serverLog.components(separatedBy: "PANEL_PORT_8080_TCP").count == 2, "\(panel.serverLog)")
            await panel.stop()
        }
    }

    /// All commands of a panel may read the same file.
    @Test func theFileSaysWhereThePanelIs() async throws {
        try await TestPanel.with(starts: false) { panel in
            _ = try await panel.customer("alice")
            let file = try write("data = \(panel.directory)/elsewhere\ndatabase = sqlite:\(panel.data)\n", in: panel)
            let list = try await run(["user", "list", "--config", file], in: panel)
            #expect(list.succeeded && list.output.contains("alice"), "\(list)")
        }
    }
}

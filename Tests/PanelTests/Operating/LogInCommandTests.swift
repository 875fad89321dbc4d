import Foundation
import Testing

/// Passwords and links on the command line.
@Suite(.serialized)
struct LogInCommandTests {
    @Test(arguments: [true, false])
    func aPasswordIsOneLineOfStandardInput(serving: Bool) async throws {
        try await TestPanel.with(starts: serving) { panel in
            let inputs = ["a first password\nand more\n", "Mật khẩu của bạn\r\n", "without an end"]
            for (number, input) in inputs.enumerated() {
                let create = ["user", "create", "user-\(number)", "--password", "-"]
                let created = try await panel.run(create, input: input)
                #expect(created.succeeded, "\(created)")
                let set = try await panel.run(["user", "set-password", "user-\(number)"], input: input)
                #expect(set.succeeded && set.output.contains("is set"), "\(set)")
            }
            // Of eleven bytes the line has nine characters before its end, which does not count.
            let short = try await panel.run(["user", "set-password", "user-0"], input: "nine char\r\n")
            #expect(!short.succeeded && short.errors.contains("at least 10 characters"), "\(short)")
            let empty = try await panel.run(["user", "create", "nobody", "--password", "-"], input: "\n")
            #expect(!empty.succeeded && empty.errors.contains("There is no password"), "\(empty)")
            #expect(try await panel.json("user", "list").array.count == inputs.count)
        }
    }

    /// A browser drops the cookies of plain http without a word, so the server says it when it starts.
    @Test(arguments: [
        (["--public-url", "http://panel.example"], true), (["--public-url", "https://panel.example"], false),
        (["--public-url", "http://panel.example", "--plain-http"], false), ([], false),
    ])
    func aServerSaysThatNobodyCanLogIn(options: [String], isSaid: Bool) async throws {
        try await TestPanel.with(options) { panel in
            let process = try #require(panel.process)
            @Sendable func said() -> Substring? {
                process.errors.split(separator: "\n").first { $0.contains("can log in to the pages") }
            }
            guard isSaid else {
                try await eventually("it offers a link") { process.output.contains("first owner: ") ? true : nil }
                await panel.stop()
                #expect(said() == nil)
                return
            }
            let line = try await eventually("it says it") { said() }
            #expect(line.contains("public-url") && line.contains("plain-http") && line.contains("http://panel.example"))
        }
    }

    /// The link that a command prints leads to the page, at the address that the server listens on unless another is said.
    @Test func aLinkLeadsToThePage() async throws {
        try await TestPanel.with { panel in
            try await panel.json("user", "create", "alice")
            for command in [["user", "reset-link", "alice"], ["invitation", "create"]] {
                let text = try await panel.run(command + ["--json"]).json()["url"]?.text
                #expect(try #require(text).hasPrefix("http://127.0.0.1:\(panel.port)/"))
            }
            await panel.stop()
            for command in [["user", "reset-link", "alice"], ["invitation", "create"]] {
                let unknown = try await panel.run(command)
                #expect(unknown.output.contains("\n/") && unknown.output.contains("--public-url"), "\(unknown)")
                let said = try await panel.run(command + ["--public-url", "https://panel.example/"])
                #expect(said.output.contains("\nhttps://panel.example/re"), "\(said)")
            }
        }
    }
}

import Foundation
import PanelTesting
import Testing

/// The panel that somebody tries first.
@Suite(.serialized)
struct DemoTests {
    private static let types: Set<String> = [
        "Default", "Package", "Custom Comments", "Custom Comments Package", "Mentions Hashtag", "Subscriptions", "SEO",
        "Mentions", "Mentions with Hashtags", "Mentions Custom List", "Mentions User Followers", "Comment Likes",
        "Mentions Media Likers", "Comment Replies", "Poll", "Invites from Groups", "Web Traffic",
    ]

    @Test func everyLineThatTheDemoPrintsWorksAndNothingStays() async throws {
        try await TestPanel.with(starts: false) { panel in
            let demo = try panel.launch(
                ["-c", #"ulimit -Sn 256 && exec "$0" demo --listen 127.0.0.1:0"#, TestPanel.program],
                program: "/bin/sh",
                environment: ["TMPDIR": panel.directory]
            )
            defer { demo.send(SIGKILL) }
            try await eventually("it is ready", every: .milliseconds(5)) {
                demo.output.contains("Ctrl-C ends it") || demo.hasExited ? true : nil
            }
            let lines = demo.output.split(separator: "\n").map { String($0) }
            let first = try #require(lines.first)
            #expect(first.hasPrefix("listening on http://127.0.0.1:"))
            let port = try #require(Int(first.split(separator: ":").last ?? ""))
            let key = try #require(lines.first { $0.count == 64 && $0.allSatisfy(\.isHexDigit) })

            // It outlives its terminal, and opens what it may, as a server does.
            demo.send(SIGHUP)
            let limits = try String(contentsOfFile: "/proc/\(demo.id)/limits", encoding: .utf8)
            let files = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max open files") })
            let values = files.split(separator: " ").dropFirst(3)
            #expect(values.first != "256" && values.first == values.dropFirst().first, "\(files)")

            let catalogue = try await APIClient(port: port, key: key).call("services").json().array
            #expect(catalogue.count >= 40)
            #expect(Set(catalogue.compactMap { $0["category"]?.text }).count >= 8)
            #expect(Set(catalogue.compactMap { $0["type"]?.text }) == DemoTests.types)

            try await expectCallsWork(lines.filter { $0.hasPrefix("curl ") }, panel)
            try await expectOperatorLinesWork(lines.filter { $0.hasPrefix("panel ") }, panel)
            let left = try FileManager.default.contentsOfDirectory(atPath: panel.directory)
            let data = try #require(left.first { $0.hasPrefix("panel-demo-") })
            demo.send(SIGINT)
            #expect(await demo.waitForExit() == .code(0))
            #expect(!FileManager.default.fileExists(atPath: panel.directory + "/" + data))
            #expect(!demo.errors.contains(key))
        }
    }

    private func expectCallsWork(_ calls: [String], _ panel: TestPanel) async throws {
        for action in ["services", "add", "status", "cancel", "refill", "refill_status", "balance"] {
            #expect(calls.contains { $0.contains("action=\(action)") }, "\(action) is not shown")
        }
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/curl") else { return }
        for (number, call) in calls.enumerated() {
            let shell = try ChildProcess("/bin/sh", ["-c", call], outputs: "\(panel.directory)/curl-\(number)")
            #expect(await shell.waitForExit() == .code(0), "\(call)")
            let answer = try JSON(text: shell.output)
            if call.contains("action=add") { #expect(answer["order"]?.id != nil, "\(call): \(shell.output)") }
        }
    }

    private func expectOperatorLinesWork(_ lines: [String], _ panel: TestPanel) async throws {
        #expect(lines.contains { $0.hasPrefix("panel doctor") })
        for (number, line) in lines.enumerated() {
            let words = line.split(separator: " ").dropFirst().map { String($0) }
            let command = try ChildProcess(TestPanel.program, words, outputs: "\(panel.directory)/staff-\(number)")
            #expect(await command.waitForExit() == .code(0), "\(line): \(command.errors)")
            #expect(!command.output.isEmpty)
        }
    }
}

import Foundation
import GRDB
import Testing

extension TestPanel {
    /// The database's file.
    var database: String { data + "/panel.sqlite" }

    /// What the directory remembers of its panel.
    var memory: String { data + "/panel.life" }

    /// Copies the database while a server runs, as a backup does it.
    func backUp(to path: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        let source = try DatabaseQueue(path: database, configuration: configuration)
        let copy = try DatabaseQueue(path: path)
        try source.backup(to: copy)
        try copy.close()
        try source.close()
    }

    /// Waits until the directory remembers that a mark stands there, or further.
    func remembers(_ mark: String, _ value: Int64) async throws {
        try await eventually("\(mark) = \(value) is remembered", every: .milliseconds(20)) { () -> Bool? in
            let text = (try? String(contentsOfFile: memory, encoding: .utf8)) ?? ""
            let line = text.split(separator: "\n").first { $0.hasPrefix("\(mark) = ") }
            guard let stood = line.flatMap({ Int64($0.dropFirst("\(mark) = ".count)) }) else { return nil }
            return stood >= value ? true : nil
        }
    }

    /// A closed panel answers reads, and takes nothing from anybody.
    func expectClosed(
        _ key: String,
        order: Int64,
        because words: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let client = client(key)
        let orders = try await self.orders().count
        for (action, parameters) in [
            ("add", ["service": "1", "link": "z", "quantity": "1000"]), ("cancel", ["orders": "\(order)"]),
            ("refill", ["order": "\(order)"]),
        ] as [(String, APIClient.Parameters)] {
            let answer = try await client.call(action, parameters)
            #expect(answer.status == 503, "\(action): \(answer.text)", sourceLocation: sourceLocation)
            #expect(answer.text.contains(#"{"error":"The panel is closed"#), sourceLocation: sourceLocation)
        }
        let status = try await client.call("status", ["order": "\(order)"])
        #expect(status.status == 200 && status.text.contains("charge"), "\(status)", sourceLocation: sourceLocation)
        for action in ["balance", "services"] {
            #expect(try await client.call(action).status == 200, sourceLocation: sourceLocation)
        }
        #expect(serverLog.contains("The panel is closed") && serverLog.contains(words), "\(serverLog)")
        try await expectRefusals(because: words, sourceLocation: sourceLocation)
        #expect(try await self.orders().count == orders, sourceLocation: sourceLocation)
        try await expectHealthy(sourceLocation: sourceLocation)
    }

    /// Commands that write are refused with the reason, whether or not a server runs.
    func expectRefusals(because words: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        for command in [
            ["user", "create", "mallory"], ["user", "credit", "alice", "1", "--reference", "x"],
            ["rule", "add", "x"], ["service", "disable", "1"],
        ] {
            let result = try await run(command)
            #expect(!result.succeeded && result.errors.contains(words), "\(result)", sourceLocation: sourceLocation)
        }
        #expect(try await run("user", "list").succeeded, sourceLocation: sourceLocation)
    }
}

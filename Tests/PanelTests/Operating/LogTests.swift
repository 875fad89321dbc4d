import Foundation
import Glibc
import PanelTesting
import Testing

/// Logs never hold up what is sold.
struct LogTests {
    @Test func aReaderThatStandsStillStopsNobody() async throws {
        try await TestPanel.with(starts: false) { panel in
            // What the first program that is started says goes into a pipe that nobody reads.
            let path = panel.directory + "/program-1.err"
            try #require(mkfifo(path, 0o600) == 0)
            let pipe = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC)
            try #require(pipe >= 0)
            defer { close(pipe) }
            // Nothing more goes in.
            let page = [UInt8](repeating: 0x78, count: 4096)
            while write(pipe, page, page.count) > 0 {}
            try await panel.start(["--log-level", "trace"])
            let client = panel.client(try await panel.customer("alice", balance: "100000"))
            try await panel.importServices(Row.make(1))
            for number in 0..<20 {
                _ = try await client.order(["service": "1", "link": "\(number)", "quantity": "9"])
                #expect(try await client.call("balance").status == 200)
            }
            try await panel.expectHealthy()
            #expect(await panel.stop() == .code(0))
        }
    }

    @Test func aDatabaseThatFailsIsReportedWithACount() async throws {
        try await TestPanel.with { panel in
            let client = panel.client(try await panel.customer("alice", balance: "100000"))
            try await panel.importServices(Row.make(1))
            await panel.stop()
            try panel.change("CREATE TRIGGER fail BEFORE INSERT ON orders BEGIN SELECT RAISE(ABORT, 'it is full'); END")
            try await panel.start()
            let again = APIClient(port: panel.port, key: client.key)
            for number in 0..<200 {
                let answer = try await again.call("add", ["service": "1", "link": "\(number)", "quantity": "9"])
                #expect(answer.status == 503)
            }
            let message = "A command could not be carried out."
            func lines() -> [Substring] { panel.serverLog.split(separator: "\n").filter { $0.contains(message) } }
            let first = try await eventually("it is logged") { lines().first }
            #expect(first.contains("it is full"))
            // Not of each: it is said how many there were every ten seconds, however long all of this takes.
            #expect(lines().count < 100, "\(panel.serverLog)")
            let process = try #require(panel.process)
            await panel.stop()
            let counted = process.errors.split(separator: "\n").filter { $0.contains(message) }
            #expect(counted.contains { $0.contains(" more of these") }, "\(process.errors)")
            try panel.change("DROP TRIGGER fail")
            try await panel.expectHealthy()
        }
    }
}

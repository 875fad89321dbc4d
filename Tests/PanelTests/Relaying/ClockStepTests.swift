import Foundation
import PanelSandbox
import PanelTesting
import Testing

/// The system's clock is set while orders wait.
struct ClockStepTests {
    private static let step: Int64 = 5 * 3600

    /// A panel that goes by `clock` and sells what a sandbox sells.
    private func with(
        _ clock: MovedClock,
        _ body: (TestPanel, SandboxProvider, APIClient, _ service: String) async throws -> Void
    ) async throws {
        try await SandboxProvider.with(try await .started(pace: Pace(start: .seconds(1), deliver: .seconds(1)))) {
            sandbox in
            try await TestPanel.with(environment: try clock.environment()) { panel in
                let service = try #require(try await panel.sell(sandbox, as: "box").first)
                let client = panel.client(try await panel.customer("alice", balance: "10000"))
                try await body(panel, sandbox, client, service)
                try await panel.expectHealthy()
            }
        }
    }

    private func order(_ count: Int, of service: String, by client: APIClient) async throws -> [Int64] {
        var ids: [Int64] = []
        for _ in 0..<count {
            ids.append(try await client.order(["service": service, "link": "l-\(UUID())", "quantity": "1000"]))
        }
        return ids
    }

    private func lines(_ text: String, in panel: TestPanel) -> [Substring] {
        panel.serverLog.split(separator: "\n").filter { $0.contains(text) }
    }

    @Test(arguments: [-step, step])
    func nothingWaitsForTheClock(step: Int64) async throws {
        let clock = try MovedClock()
        try await with(clock) { panel, sandbox, client, service in
            // Some orders are followed, some wait to be tried again, and the circuit opens.
            let followed = try await order(3, of: service, by: client)
            for id in followed { try await panel.order(id, is: "accepted") { $0.submission == "accepted" } }
            try sandbox.fail("*", "http_429", executes: false, times: 1_000_000, more: #","delay":2"#)
            let waiting = try await order(8, of: service, by: client)
            try await eventually("the circuit opens") {
                let shown = try await panel.json("provider", "show", "box")
                return shown["circuit"]?.text == "open" ? true : nil
            }
            try clock.set(ahead: step)
            let later = try await order(3, of: service, by: client)
            let words = step > 0 ? "The system's clock was set forward." : "The system's clock was set back."
            try await eventually("the step is noticed") { lines(words, in: panel).isEmpty ? nil : true }
            sandbox.setFaults([])
            // Within the patience of a test, which is minutes: the step was one of hours.
            for id in followed + waiting + later {
                try await panel.order(id, is: "completed") { $0.status == "completed" }
            }
            #expect(lines(words, in: panel).count == 1)
            #expect(lines("seconds=\(step)", in: panel).count == 1)
            #expect(lines("clock was set", in: panel).count == 1)

            try clock.set(ahead: 0)
            for id in try await order(3, of: service, by: client) {
                try await panel.order(id, is: "completed") { $0.status == "completed" }
            }
            try await eventually("the second step is noticed") {
                lines("seconds=\(-step)", in: panel).count == 1 ? true : nil
            }
            #expect(lines("clock was set", in: panel).count == 2)
            let timelines = try await panel.order(followed[0]).happened
            #expect(timelines.contains("accepted") && timelines.contains("completed"))
        }
    }

    /// A machine starts with a clock that is ahead, takes orders, and is corrected while the panel is off.
    @Test func whatAClockAheadPutOffGoesOnAfterAStart() async throws {
        let clock = try MovedClock(ahead: Self.step)
        try await with(clock) { panel, sandbox, client, service in
            try sandbox.fail("add", "http_429", executes: false, times: 1_000_000)
            let tried = try await order(4, of: service, by: client)
            for id in tried { try await panel.order(id, is: "refused") { $0.happened.contains("busy") } }
            try await panel.json("provider", "pause", "box")
            let fresh = try await order(4, of: service, by: client)
            #expect(await panel.stop() == .code(0))
            sandbox.setFaults([])
            try clock.set(ahead: 0)
            try await panel.start()
            try await panel.json("provider", "resume", "box")
            for id in tried + fresh { try await panel.order(id, is: "completed") { $0.status == "completed" } }
            #expect(lines("clock was set", in: panel).isEmpty, "this process has seen no step")
            #expect(lines("goes on now", in: panel).count == 1)
        }
    }
}

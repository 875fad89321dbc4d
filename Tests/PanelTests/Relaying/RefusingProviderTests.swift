import Foundation
import PanelSandbox
import Testing

/// A provider that suddenly refuses everything, in words that nobody knows.
struct RefusingProviderTests {
    private static let waiting = 1000
    /// What was under way at once, what it takes to be sure, and some tries.
    private static let handful = 20

    @Test(arguments: [false, true])
    func whatWasNotSentWaits(takesKeys: Bool) async throws {
        try await SandboxProvider.with(try await .started(acceptsRequestID: takesKeys)) { sandbox in
            try await TestPanel.with { panel in
                let terms = TestPanel.Terms(takesKeys: takesKeys)
                let service = try #require(try await panel.sell(sandbox, as: "box", terms).first)
                let client = panel.client(try await panel.customer("alice", balance: "100000"))
                try await panel.json("provider", "pause", "box")
                let ids = try await order(service, client)
                try sandbox.fail("add", "unknown_error", times: 1_000_000)
                try await panel.json("provider", "resume", "box")
                // The one after the first tries has been refused, too.
                let shown = try await eventually("it is tried again") {
                    let shown = try await panel.json("provider", "show", "box")
                    // While it is being tried it is not shown as open.
                    return (shown["failures"]?.id ?? 0) > 7 && shown["circuit"]?.text == "open" ? shown : nil
                }
                #expect(shown["last_error"]?.text?.contains("Something odd happened") == true)
                let list = try await panel.run("provider", "list")
                #expect(list.output.contains("open"), "\(list)")
                let log = panel.serverLog.split(separator: "\n").filter { $0.contains("refuses all orders in words") }
                #expect(log.count == 1 && log[0].contains("error"), "\(panel.serverLog)")
                var open = try await counts(in: panel)
                #expect(open["held", default: 0] + open["uncertain", default: 0] <= Self.handful, "\(open)")
                #expect(open["queued", default: 0] >= Self.waiting - Self.handful, "\(open)")

                sandbox.setFaults([])
                // Staff who asked the provider need not wait for the next try.
                try await panel.json("provider", "pause", "box")
                try await panel.json("provider", "resume", "box")
                open = try await eventually("all others are made") {
                    let open = try await counts(in: panel)
                    return open["queued", default: 0] + open["uncertain", default: 0] + open["submitting", default: 0]
                        == 0
                        ? open : nil
                }
                try await eventually("the end is told") {
                    panel.serverLog.contains("The provider takes orders again.") ? true : nil
                }
                #expect(open["held", default: 0] <= Self.handful, "\(open)")
                let made = Set(sandbox.ledger.orders.map(\.link)).count
                #expect(made == sandbox.ledger.orders.count, "none twice")
                #expect(made + open["held", default: 0] == ids.count)
                try await panel.expectHealthy()
            }
        }
    }

    private func counts(in panel: TestPanel) async throws -> [String: Int] {
        let open = try await panel.json("provider", "show", "box")["open"]
        var counts: [String: Int] = [:]
        for state in ["queued", "submitting", "uncertain", "held", "accepted"] {
            counts[state] = open?[state]?.id.map(Int.init) ?? 0
        }
        return counts
    }

    private func order(_ service: String, _ client: APIClient) async throws -> [Int64] {
        try await withThrowingTaskGroup(of: [Int64].self) { group in
            for part in 0..<10 {
                group.addTask {
                    var ids: [Int64] = []
                    for number in 0..<Self.waiting / 10 {
                        let link = "link-\(part)-\(number)"
                        ids.append(try await client.order(["service": service, "link": link, "quantity": "1000"]))
                    }
                    return ids
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }
}

import Foundation
import NIOHTTP1
import PanelCore
import PanelSandbox
import PanelTesting
import Testing

extension FaultMatrix {
    /// Whatever goes wrong with `status`: an order ends as it does at the provider, and both books agree in the end.
    struct StatusFaultTests {
        /// A fault, and what it makes of an order until the provider tells the truth again.
        private struct Row: Sendable {
            let fault: String
            /// What the order comes to while the provider says what is not so; `nil` for a fault that says nothing.
            var lie: String?
            /// Whether staff are told of what it says.
            var isShown = false

            /// It strikes new connections only, and those of polls are kept: it takes a start to make new ones.
            static let connectionReset = "reset_at_accept"

            static let all =
                [
                    "no_answer", "late_answer", "slow", "reset_before_read", "reset_after_read", "http_500",
                    "http_502", "http_429", "html_200", "truncated_json", "cut_json", "huge", "redirect",
                    "empty", "lists_refused", "lists_refused_400", "left_out",
                ].map { Row(fault: $0) }
                + [
                    Row(fault: connectionReset),
                    Row(fault: "wrong_types", lie: "attention"),
                    Row(fault: "unknown_status", lie: "attention"),
                    Row(fault: "status_backwards", lie: "in_progress"),
                    Row(fault: "negative_remains", lie: "completed"),
                    Row(fault: "wrong_charge", lie: "completed", isShown: true),
                ]
        }

        private struct Cell: Sendable {
            let row: Row
            let sandbox: SandboxProvider
            var order: Int64 = 0
        }

        @Test func noFaultOfAStatusChangesAnOutcome() async throws {
            var cells: [Cell] = []
            for row in Row.all {
                cells.append(Cell(row: row, sandbox: try await SandboxProvider.started(pace: .manual)))
            }
            do {
                try await TestPanel.with { panel in
                    let client = panel.client(try await panel.customer("alice", balance: "1000"))
                    for index in cells.indices {
                        let cell = cells[index]
                        let terms = TestPanel.Terms(timeout: FaultMatrix.timeout(for: cell.row.fault))
                        let service = try #require(
                            try await panel.sell(cell.sandbox, as: "at-\(cell.row.fault)", terms).first
                        )
                        let link = "https://example.com/\(cell.row.fault)"
                        cells[index].order = try await client.order([
                            "service": service, "link": link, "quantity": "1000",
                        ])
                    }
                    for cell in cells {
                        // Resets do not ask what they reset, so that the order has to be there before.
                        try await panel.order(cell.order, is: "accepted") { $0.submission == "accepted" }
                        // Without end for what says something else than what is, so that it is sure to be believed.
                        guard cell.row.fault != Row.connectionReset else { continue }
                        let times = cell.row.lie == nil ? 2 : 100_000
                        let more = FaultMatrix.more(for: cell.row.fault)
                        try cell.sandbox.fail("status", cell.row.fault, times: times, more: more)
                        cell.sandbox.advance(seconds: 60)
                    }
                    for cell in cells where cell.row.fault != Row.connectionReset {
                        do {
                            try await expectLie(cell, panel)
                        } catch {
                            Issue.record("\(cell.row.fault): \(error)")
                        }
                        cell.sandbox.setFaults([])
                    }
                    // What has an outcome is asked for again much later, or after a start.
                    #expect(await panel.stop() == .code(0))
                    for cell in cells where cell.row.fault == Row.connectionReset {
                        try cell.sandbox.fail("status", cell.row.fault, times: 2)
                        cell.sandbox.advance(seconds: 60)
                    }
                    try await panel.start()
                    for cell in cells {
                        do {
                            try await expectTruth(cell, panel)
                        } catch {
                            Issue.record("\(cell.row.fault): \(error)")
                        }
                    }
                    try await panel.expectHealthy()
                }
            } catch {
                for cell in cells { await cell.sandbox.stop() }
                throw error
            }
            for cell in cells { await cell.sandbox.stop() }
        }

        private func expectLie(_ cell: Cell, _ panel: TestPanel) async throws {
            switch cell.row.lie {
            case nil:
                try await eventually("the fault happens") { cell.sandbox.faultHits.first ?? 0 > 0 ? true : nil }
            case "attention":
                let order = try await panel.order(cell.order, is: "shown to staff") { $0.attention != nil }
                #expect(!order.isFinished, "\(order.summary)")
            case let status:
                let order = try await panel.order(cell.order, is: "\(status ?? "")") { $0.status == status }
                #expect((order.attention != nil) == cell.row.isShown, "\(order.summary)")
            }
            #expect(try await panel.order(cell.order).refunded == "0")
        }

        private func expectTruth(_ cell: Cell, _ panel: TestPanel) async throws {
            let order = try await panel.order(cell.order, is: "completed at its cost") {
                $0.status == "completed" && $0.runs[0]["cost"]?.text == "0.5"
            }
            #expect(order.refunded == "0" && order.attention == nil, "\(order.summary)")
            if cell.row.fault == Row.connectionReset { #expect(cell.sandbox.faultHits.first ?? 0 > 0) }
            #expect(cell.sandbox.ledger.orders.map(\.id) == [order.upstreamID])
            #expect(cell.sandbox.ledger.isExact)
        }

        /// The provider says Partial of what it had said was Completed: the customer gets the part back, and keeps it.
        @Test func whatIsPartialAfterAllIsGivenBack() async throws {
            try await SandboxProvider.with(try await .started()) { sandbox in
                try await TestPanel.with { panel in
                    let service = try #require(try await panel.sell(sandbox, as: "box").first)
                    let client = panel.client(try await panel.customer("alice", balance: "10"))
                    let id = try await client.order(["service": service, "link": "x", "quantity": "1000"])
                    try await panel.order(id, is: "completed") { $0.status == "completed" }
                    try sandbox.fail("status", "partial_after_completed", times: 100_000)
                    #expect(await panel.stop() == .code(0))
                    try await panel.start()
                    // A third of 1000 for 0.5.
                    let partial = try await panel.order(id, is: "partial") { $0.status == "partial" }
                    #expect(partial.refunded == "0.1665")
                    #expect(partial.runs[0]["cost"]?.text == "0.3335")
                    sandbox.setFaults([])
                    #expect(await panel.stop() == .code(0))
                    try await panel.start()
                    let held = try await panel.order(id, is: "held") { $0.submission == "held" }
                    #expect(held.refunded == "0.1665" && held.status == "partial")
                    #expect(try await panel.balance("alice") == "9.6665")
                    try await panel.expectHealthy()
                }
            }
        }
    }
}

import Foundation
import NIOHTTP1
import PanelCore
import PanelSandbox
import Testing

extension FaultMatrix {
    /// Whatever goes wrong with `cancel`, `refill` and `refill_status`.
    struct ErrandFaultTests {
        private static let faults = [
            "no_answer", "late_answer", "slow", "reset_before_read", "reset_after_read", "http_500", "http_502",
            "http_429", "html_200", "truncated_json", "cut_json", "huge", "wrong_types", "redirect", "empty",
        ]

        /// A fault of an action, with a provider of its own that it happens at.
        private struct Cell: Sendable {
            let fault: String
            let executes: Bool
            let sandbox: SandboxProvider
            var order: Int64 = 0
            var refill: Int64 = 0

            var name: String { "\(fault)-\(executes ? "done" : "undone")" }

            func strike(_ action: String, times: Int = 1) throws {
                try sandbox.fail(action, fault, executes: executes, times: times, more: FaultMatrix.more(for: fault))
            }
        }

        /// Gives `body` a panel with an order at the provider of each fault.
        private func with(
            _ faults: [(fault: String, executes: Bool)],
            pace: Pace,
            _ body: (TestPanel, APIClient, inout [Cell]) async throws -> Void
        ) async throws {
            var cells: [Cell] = []
            for row in faults {
                let sandbox = try await SandboxProvider.started(pace: pace)
                cells.append(Cell(fault: row.fault, executes: row.executes, sandbox: sandbox))
            }
            do {
                try await TestPanel.with { panel in
                    let client = panel.client(try await panel.customer("alice", balance: "1000"))
                    for index in cells.indices {
                        let cell = cells[index]
                        try await panel.addProvider(
                            cell.name,
                            url: try #require(cell.sandbox.url),
                            key: "sandbox",
                            TestPanel.Terms(timeout: FaultMatrix.timeout(for: cell.fault))
                        )
                        let routes = #""routes":[{"provider":"\#(cell.name)","service":"4"}]"#
                        try await panel.importServices(
                            """
                            {"service":\(index + 1),"name":"S","type":"Default","category":"C","rate":"4","min":"20",\
                            "max":"20000","refill":true,"cancel":true,"refill_after_hours":0,\(routes)}
                            """
                        )
                        cells[index].order = try await client.order([
                            "service": String(index + 1), "link": "https://example.com/\(cell.name)",
                            "quantity": "1000",
                        ])
                    }
                    for cell in cells {
                        try await panel.order(cell.order, is: "accepted") { $0.submission == "accepted" }
                    }
                    try await body(panel, client, &cells)
                    for cell in cells {
                        #expect(cell.sandbox.ledger.isExact)
                        #expect(cell.sandbox.ledger.orders.count == 1)
                    }
                    try await panel.expectHealthy()
                }
            } catch {
                for cell in cells { await cell.sandbox.stop() }
                throw error
            }
            for cell in cells { await cell.sandbox.stop() }
        }

        private static let bothWays = faults.flatMap { fault in
            // Resets before a request was read are those of one that is not carried out; so is 429.
            (fault == "reset_before_read" || fault == "http_429" ? [false] : [true, false]).map { (fault, $0) }
        }

        @Test func aCancelArrivesWhateverGoesWrong() async throws {
            try await with(Self.bothWays, pace: Pace(start: .seconds(3600), deliver: .zero)) { panel, client, cells in
                for cell in cells {
                    try cell.strike("cancel")
                    try await client.call("cancel", ["orders": String(cell.order)])
                }
                for cell in cells {
                    do {
                        let order = try await panel.order(cell.order, is: "canceled") { $0.status == "canceled" }
                        #expect(order.refunded == order.charge, "\(cell.name): \(order.summary)")
                        #expect(cell.sandbox.ledger.orders.map(\.status) == [.canceled], "\(cell.name)")
                    } catch {
                        Issue.record("\(cell.name): \(error)")
                    }
                }
                #expect(try await panel.balance("alice") == "1000")
            }
        }

        /// There is no key for a refill: what was sent and not answered is for staff.
        @Test func aRefillIsAskedForAtMostOnce() async throws {
            try await with(Self.bothWays, pace: .instant) { panel, client, cells in
                for index in cells.indices {
                    let cell = cells[index]
                    try await panel.order(cell.order, is: "completed") { $0.status == "completed" }
                    try cell.strike("refill")
                    let answer = try await client.call("refill", ["order": String(cell.order)]).json()
                    cells[index].refill = try #require(answer["refill"]?.id)
                }
                for cell in cells {
                    do {
                        let order = try await panel.order(cell.order, is: "decided about") {
                            $0.happened.contains("refill_sent") || $0.happened.contains("refill_unclear")
                        }
                        // Only a 429 is proof that nothing was done, so that it is asked for again.
                        let isProven = cell.fault == "http_429"
                        #expect(order.happened.contains("refill_sent") == isProven, "\(cell.name): \(order.summary)")
                        let made = try await cell.sandbox.executed("refill")
                        #expect(made == (cell.executes || isProven ? 1 : 0), "\(cell.name)")
                    } catch {
                        Issue.record("\(cell.name): \(error)")
                    }
                }
                let unclear = cells.first { $0.fault == "empty" }?.refill ?? 0
                try await panel.json("refill", "update", String(unclear), "--status", "completed")
                let answer = try await client.call("refill_status", ["refill": String(unclear)])
                #expect(answer.text.contains("Completed"))
            }
        }

        @Test func theStateOfARefillIsReadWhateverGoesWrong() async throws {
            try await with(Self.faults.map { ($0, false) }, pace: .manual) { panel, client, cells in
                for cell in cells { cell.sandbox.advance(seconds: 60) }
                for index in cells.indices {
                    let cell = cells[index]
                    try await panel.order(cell.order, is: "completed") { $0.status == "completed" }
                    let answer = try await client.call("refill", ["order": String(cell.order)]).json()
                    cells[index].refill = try #require(answer["refill"]?.id)
                }
                for cell in cells {
                    // Resets do not ask what they reset, so that the refill has to be there before.
                    try await panel.order(cell.order, is: "refilled") { $0.happened.contains("refill_sent") }
                    try cell.strike("refill_status", times: 2)
                }
                for cell in cells {
                    do {
                        try await eventually("it happens") { cell.sandbox.faultHits.first ?? 0 > 0 ? true : nil }
                        cell.sandbox.advance(seconds: 60)
                        try await eventually("it is completed") {
                            let answer = try await client.call("refill_status", ["refill": String(cell.refill)])
                            return answer.text.contains("Completed") ? true : nil
                        }
                        #expect(try await cell.sandbox.executed("refill") == 1, "\(cell.name)")
                    } catch {
                        Issue.record("\(cell.name): \(error)")
                    }
                }
            }
        }
    }
}

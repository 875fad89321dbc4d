import Foundation
import NIOHTTP1
import PanelCore
import PanelSandbox
import Testing

extension FaultMatrix {
    /// Whatever goes wrong with an `add`: nothing is sent twice, nothing is given back that may have been made, and what
    /// can be proven is.
    struct AddFaultTests {
        /// A row with the provider that it happens at.
        private struct Cell: Sendable {
            let row: AddFault
            let sandbox: SandboxProvider
            let ends: [AddFault.End]
            var service = ""
            var order: Int64 = 0

            var name: String { row.description }
            func link(_ what: String) -> String { "https://example.com/\(name)/\(what)" }
        }

        @Test(arguments: [false, true])
        func noFaultOfAnAddLosesOrDoublesAnOrder(takesKeys: Bool) async throws {
            var cells: [Cell] = []
            for row in AddFault.all {
                let sandbox = try await SandboxProvider.started(key: "secret-\(row)", acceptsRequestID: takesKeys)
                cells.append(Cell(row: row, sandbox: sandbox, ends: takesKeys ? row.keyed : row.plain))
            }
            do {
                try await TestPanel.with { panel in
                    let client = panel.client(try await panel.customer("alice", balance: "1000"))
                    for index in cells.indices {
                        cells[index].service = try await offer(cells[index], on: panel, takesKeys: takesKeys)
                    }
                    try await placeFirst(cells, client, panel)
                    for index in cells.indices {
                        let cell = cells[index]
                        if cell.row.address == .sandbox {
                            let fault = cell.row.fault
                            let more = FaultMatrix.more(for: fault)
                            try cell.sandbox.fail("add", fault, executes: cell.row.executes, more: more)
                        }
                        cells[index].order = try await place(cell, "struck", client)
                    }
                    try await expectEnds(cells, panel)
                    for cell in cells where cell.row.address != .sandbox { try await cancel(cell, client, panel) }
                    try await expectNoKeys(of: cells, in: panel)
                    try await panel.expectHealthy()
                }
            } catch {
                for cell in cells { await cell.sandbox.stop() }
                throw error
            }
            for cell in cells { await cell.sandbox.stop() }
        }

        /// - Returns: The service here that the provider delivers.
        private func offer(_ cell: Cell, on panel: TestPanel, takesKeys: Bool) async throws -> String {
            let terms = TestPanel.Terms(takesKeys: takesKeys, timeout: FaultMatrix.timeout(for: cell.row.fault))
            let port = cell.sandbox.port
            let url: String
            switch cell.row.address {
            case .sandbox:
                return try #require(try await panel.sell(cell.sandbox, as: cell.name, terms).first)
            case .unknownHost:
                url = "http://nonexistent.invalid/api/v2"
            case .plainPortWithTLS:
                url = "https://127.0.0.1:\(port)/api/v2"
            case .nobody:
                await cell.sandbox.stop()
                url = "http://127.0.0.1:\(port)/api/v2"
            }
            try await panel.addProvider(cell.name, url: url, key: "secret-\(cell.row)", terms)
            let id = 9000 + port
            let routes = #""cancel":true,"routes":[{"provider":"\#(cell.name)","service":"1"}]"#
            try await panel.importServices(Row.make(id, more: routes))
            return String(id)
        }

        private func place(_ cell: Cell, _ what: String, _ client: APIClient) async throws -> Int64 {
            try await client.order(["service": cell.service, "link": cell.link(what), "quantity": "1000"])
        }

        /// An order that goes well, so that the provider's ids are known, and nothing is asked about when it is struck.
        private func placeFirst(_ cells: [Cell], _ client: APIClient, _ panel: TestPanel) async throws {
            var ids: [Int64] = []
            for cell in cells where cell.row.address == .sandbox { ids.append(try await place(cell, "first", client)) }
            for id in ids { try await panel.order(id, is: "completed") { $0.status == "completed" } }
        }

        // MARK: Afterwards

        private func expectEnds(_ cells: [Cell], _ panel: TestPanel) async throws {
            for cell in cells {
                do {
                    let order = try await panel.order(cell.order, is: "\(cell.ends)") { order in
                        cell.ends.contains { $0.isReached(by: order) }
                    }
                    expectBooks(of: cell, order)
                } catch {
                    Issue.record("\(cell.name): \(error)")
                }
            }
        }

        /// The sandbox's books and the panel's agree on what was ordered, and what they do not agree on is with a person.
        private func expectBooks(of cell: Cell, _ order: RelayedOrder) {
            let made = cell.sandbox.orders(link: cell.link("struck"))
            #expect(made.count <= 1, "\(cell.name) was sent twice")
            #expect(order.refunded == "0", "\(order.summary)")
            #expect(cell.sandbox.ledger.isExact)
            if order.submission == "accepted", order.attention == nil {
                #expect(made.first?.id == order.upstreamID, "\(order.summary)")
                #expect(made.count == 1, "\(order.summary)")
            } else if made.isEmpty {
                #expect(order.isInDoubt || order.submission == "queued", "\(order.summary)")
            } else {
                #expect(order.isInDoubt || order.attention != nil, "\(order.summary)")
                #expect(
                    order.happened.contains { ["uncertain", "held", "attention"].contains($0) },
                    "\(order.summary)"
                )
            }
        }

        /// What never reached its provider is canceled and given back, though nobody answers there.
        private func cancel(_ cell: Cell, _ client: APIClient, _ panel: TestPanel) async throws {
            try await client.call("cancel", ["orders": String(cell.order)])
            let order = try await panel.order(cell.order, is: "canceled") { $0.status == "canceled" }
            #expect(order.refunded == order.charge)
            #expect(cell.sandbox.ledger.orders.isEmpty)
        }

        /// A provider's key is nowhere but at the provider.
        private func expectNoKeys(of cells: [Cell], in panel: TestPanel) async throws {
            for cell in cells {
                let shown = try await panel.staff(.GET, "/providers/\(cell.name)")
                #expect(!"\(shown)".contains("secret-"))
                #expect(!"\(try await panel.order(cell.order).json)".contains("secret-"))
            }
            #expect(!panel.serverLog.contains("secret-"))
            #expect(try panel.files().allSatisfy { $0.firstRange(of: Data("secret-".utf8)) == nil })
        }
    }
}

extension AddFault.End {
    fileprivate func isReached(by order: RelayedOrder) -> Bool {
        switch self {
        case .accepted: order.submission == "accepted" && order.isFinished && order.attention == nil
        case .flagged: order.submission == "accepted" && order.attention != nil
        case .doubt:
            order.submission == "held" || (order.submission == "uncertain" && order.happened.contains("evidence"))
        case .queued: order.submission == "queued" && order.happened.contains("not_sent")
        }
    }
}

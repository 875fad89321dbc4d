import Foundation
import PanelSandbox
import PanelTesting
import Testing

/// A server that may open few files goes on when strangers want all of them.
struct DescriptorTests {
    @Test func idleConnectionsKeepNoOrderFromItsProvider() async throws {
        try await SandboxProvider.with(try await .started()) { sandbox in
            try await TestPanel.with(starts: false) { panel in
                try await panel.start(openFiles: 256)
                let service = try #require(try await panel.sell(sandbox, as: "box").first)
                let client = panel.client(try await panel.customer("alice", balance: "100"))
                let strangers = try await Strangers.open(400, port: panel.port)
                for number in 0..<20 {
                    let id = try await client.order(
                        ["service": service, "link": "https://a.example/\(number)", "quantity": "1000"]
                    )
                    try await panel.order(id, is: "completed") { $0.status == "completed" }
                }
                #expect(sandbox.ledger.orders.count == 20)
                #expect(panel.serverLog.contains("Few files may be open"))
                #expect(panel.serverLog.contains("All connections are taken"))
                try await panel.expectHealthy()
                withExtendedLifetime(strangers) {}
                #expect(await panel.stop() == .code(0))
            }
        }
    }
}

import Foundation
import PanelSandbox
import Testing

/// A server that may open few files goes on when strangers want all of them.
@Suite(.serialized)
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

    @Test func acceptingThatFailsIsLoggedOnceAndGoesOn() async throws {
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", balance: "100")
            let process = try #require(panel.process)
            func allow(_ files: Int) async throws {
                let change = ["--pid", "\(process.id)", "--nofile=\(files):"]
                #expect(await (try panel.launch(change, program: "/usr/bin/prlimit")).waitForExit() == .code(0))
            }
            func count(_ text: String) -> Int { panel.serverLog.components(separatedBy: text).count - 1 }
            try await allow(3)
            let waiting = try await Strangers.open(3, port: panel.port)
            try await eventually("it is logged") { count("can not be accepted") > 0 ? true : nil }
            try await allow(4096)
            #expect(try await panel.client(key).call("balance").text == SeedExamples.balance100)
            try await eventually("its end is logged") { count("are accepted again") > 0 ? true : nil }
            #expect(count("can not be accepted") == 1)
            #expect(count("are accepted again") == 1)
            withExtendedLifetime(waiting) {}
        }
    }
}

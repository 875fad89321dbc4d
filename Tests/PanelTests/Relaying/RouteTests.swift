import Foundation
import NIOHTTP1
import PanelCore
import PanelSandbox
import Testing

/// Which provider an order goes to, and what one that fails does to the others.
struct RouteTests {
    private static let routes = """
        "routes":[{"provider":"first","service":"1"},{"provider":"second","service":"1"},{"provider":"staff"}]
        """

    @Test func anOrderThatIsRefusedGoesToTheNext() async throws {
        let (first, second) = (try await SandboxProvider.started(), try await SandboxProvider.started())
        try await SandboxProvider.with(first) { first in
            try await SandboxProvider.with(second) { second in
                try await TestPanel.with { panel in
                    for (name, sandbox) in [("first", first), ("second", second)] {
                        try await panel.addProvider(name, url: try #require(sandbox.url), key: "sandbox")
                    }
                    try await panel.importServices(Row.make(1, more: RouteTests.routes))
                    let client = panel.client(try await panel.customer("alice", balance: "100"))
                    func place(_ link: String, _ quantity: String = "1000") async throws -> Int64 {
                        try await client.order(["service": "1", "link": link, "quantity": quantity])
                    }
                    try first.fail("add", "insufficient_funds", times: 2)
                    let passed = try await panel.order(try await place("passed"), is: "completed") {
                        $0.status == "completed"
                    }
                    #expect(passed.provider == "second")
                    #expect(passed.details(of: "refused").first?.contains("Not enough funds") == true)
                    #expect(second.ledger.orders.map(\.link) == ["passed"])

                    try second.fail("add", "insufficient_funds")
                    let byStaff = try await panel.order(try await place("staff"), is: "staff's") {
                        $0.submission == "staff"
                    }
                    #expect(byStaff.status == "pending" && byStaff.refunded == "0")
                    #expect(byStaff.happened.filter { $0 == "refused" }.count == 2)
                    try await panel.update(byStaff.id, "--status", "completed")
                    // The bounds of a provider are as good as its refusal: 1 is below its least.
                    let small = try await panel.order(try await place("small", "1"), is: "staff's") {
                        $0.submission == "staff"
                    }
                    #expect(small.happened.filter { $0 == "refused" }.count == 2)
                    #expect(first.ledger.orders.isEmpty)
                    try await panel.expectHealthy()
                }
            }
        }
    }

    @Test func aRefusalWithoutAnotherWayIsGivenBack() async throws {
        try await SandboxProvider.with(try await .started()) { sandbox in
            try await TestPanel.with { panel in
                try await panel.addProvider("box", url: try #require(sandbox.url), key: "sandbox")
                try await panel.importServices(Row.make(1, more: #""routes":[{"provider":"box","service":"1"}]"#))
                let client = panel.client(try await panel.customer("alice", balance: "100"))
                let id = try await client.order(["service": "1", "link": "x", "quantity": "1"])
                let order = try await panel.order(id, is: "canceled") { $0.status == "canceled" }
                #expect(order.submission == "rejected" && order.refunded == order.charge)
                #expect(try await panel.balance("alice") == "100")
                try await panel.expectHealthy()
            }
        }
    }

    @Test func aDeadProviderIsLeftAloneAndDelaysNoOther() async throws {
        try await SilentServer.with { silence in
            try await SandboxProvider.with(try await .started()) { sandbox in
                try await TestPanel.with { panel in
                    // Each call to it takes its time.
                    try await panel.addProvider(
                        "dead",
                        url: "http://127.0.0.1:\(silence.port)/api/v2",
                        key: "k",
                        TestPanel.Terms(takesKeys: true, timeout: 2)
                    )
                    try await panel.importServices(Row.make(1, more: #""routes":[{"provider":"dead","service":"1"}]"#))
                    let alive = try #require(try await panel.sell(sandbox, as: "alive").first)
                    let client = panel.client(try await panel.customer("alice", balance: "100"))
                    var dead: [Int64] = []
                    for count in 0..<20 {
                        dead.append(
                            try await client.order(["service": "1", "link": "dead-\(count)", "quantity": "1000"])
                        )
                    }
                    for count in 0..<20 {
                        let link = "alive-\(count)"
                        let id = try await client.order(["service": alive, "link": link, "quantity": "1000"])
                        try await panel.order(id, is: "completed") { $0.status == "completed" }
                    }
                    let shown = try await eventually("the circuit opens") {
                        let shown = try await panel.json("provider", "show", "dead")
                        return shown["circuit"]?.text == "open" ? shown : nil
                    }
                    #expect((shown["failures"]?.id ?? 0) >= 5)
                    #expect(shown["last_error"]?.text?.isEmpty == false)
                    #expect(try await panel.json("provider", "show", "alive")["circuit"]?.text == "closed")
                    for id in dead {
                        let order = try await panel.order(id)
                        #expect(["queued", "submitting", "uncertain"].contains(order.submission), "\(order.summary)")
                        #expect(order.refunded == "0")
                    }
                    try await panel.expectHealthy()
                }
            }
        }
    }
}

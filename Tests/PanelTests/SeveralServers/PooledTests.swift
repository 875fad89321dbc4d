import PanelSandbox
import PanelTesting
import Testing

extension SeveralServersTests {
    /// Servers and commands that reach their database through PgBouncer, which gives each transaction another
    /// connection.
    struct PooledTests {
        @Test func everythingWorksThroughAPooler() async throws {
            let cluster = try await Fleet.cluster.value
            try await Pooler.with(cluster) { port in
                try await Fleet.with(2, .pooler(port: port)) { fleet in
                    let key = try await fleet.first.customer("alice", balance: "10")
                    try await fleet.first.importServices(Row.make(1))
                    try await fleet.expectSale(of: "1", to: key)
                    #expect(try await fleet.orders(clients: 10, key: key).count == 10)
                    try await fleet.first.json("user", "credit", "alice", "5", "--reference", "more")
                    let client = fleet.servers[1].client(key)
                    let order = try await client.order(["service": "1", "link": "a", "quantity": "1000"])
                    try await fleet.first.update(order, "--status", "completed")
                    #expect(try await client.call("status", ["order": "\(order)"]).text.contains("Completed"))
                    #expect(try await fleet.servers[1].balance("alice") == "4")
                    #expect(try await fleet.first.json("service", "list").array.count == 1)
                    #expect(try await fleet.first.orders().count == 11)
                    try await fleet.first.expectHealthy()
                    try await relay(fleet, key)
                    try await fleet.servers[1].expectHealthy()
                }
            }
        }

        private func relay(_ fleet: Fleet, _ key: String) async throws {
            try await SandboxProvider.with(try await SandboxProvider.started()) { sandbox in
                let services = try await fleet.first.sell(sandbox, as: "sandbox")
                let service = try #require(services.first)
                try await fleet.expectSale(of: service, to: key)
                let order = try await fleet.servers[1].client(key).order(
                    ["service": service, "link": "https://example.com/relayed", "quantity": "1000"]
                )
                try await fleet.first.order(order, is: "completed") { $0.status == "completed" }
                #expect(sandbox.ledger.orders.count == 1)
            }
        }
    }
}

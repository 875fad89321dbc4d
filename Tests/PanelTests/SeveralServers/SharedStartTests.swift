import NIOHTTP1
import PanelSandbox
import PanelTesting
import Testing

extension SeveralServersTests {
    /// Which servers come to share a database, and which do not.
    struct SharedStartTests {
        /// Servers that start together on an empty database make its tables once.
        @Test func fourServersStartAtTheSameMoment() async throws {
            try await Fleet.with(4, starts: false) { fleet in
                try await withThrowingTaskGroup { group in
                    for server in fleet.servers { group.addTask { try await server.start() } }
                    try await group.waitForAll()
                }
                let versions = try await fleet.rows("SELECT COUNT(*), COUNT(DISTINCT version) FROM schema_versions")
                #expect(versions[0][0] == versions[0][1])
                #expect(try await fleet.sql("SELECT COUNT(*) FROM settings WHERE name = 'installation'") == "1\n")
                let key = try await fleet.first.customer("alice", balance: "100")
                try await fleet.first.importServices(Row.make(1))
                try await fleet.expectSale(of: "1", to: key)
                for server in fleet.servers {
                    _ = try await server.client(key).order(["service": "1", "link": "a", "quantity": "1000"])
                }
                #expect(try await fleet.first.balance("alice") == "96")
                try await fleet.first.expectHealthy()
            }
        }

        @Test func aServerWithAnotherSecretOrNoneDoesNotStart() async throws {
            try await Fleet.with(1) { fleet in
                for (secret, words) in [
                    ("a secret of one server alone", "is not the one that its keys are sealed with"),
                    (nil, "secret is not here"),
                ] {
                    var environment = ["PANEL_DATABASE": fleet.url]
                    environment["PANEL_SECRET"] = secret
                    let other = try TestPanel(environment: environment)
                    let refusal = await #expect(throws: TestPanel.NoServer.self) { try await other.start() }
                    #expect(refusal?.errors.contains(words) == true, "\(String(describing: refusal))")
                    await other.remove()
                }
                try await fleet.first.expectHealthy()
            }
        }

        /// What a server asks first of all when it has started is not answered, and then there is no database.
        @Test func aServerOutlivesADatabaseThatGoesAwayAtItsStart() async throws {
            try await SandboxProvider.with(try await SandboxProvider.started()) { sandbox in
                try await Fleet.with(1, .proxies) { fleet in
                    let (server, proxy) = (fleet.first, fleet.proxies[0])
                    let key = try await server.customer("alice", balance: "10")
                    let service = try #require(try await server.sell(sandbox, as: "sandbox").first)
                    let port = server.port
                    await server.stop()
                    // Those that are to be called.
                    proxy.arm(.silence(needle: "FROM providers"))
                    try await server.start(port: port)
                    try await eventually("it has asked") { proxy.cuts == 1 ? true : nil }
                    proxy.refuse(true)
                    proxy.cutAll()
                    let parameters: APIClient.Parameters = ["service": service, "link": "a", "quantity": "1000"]
                    try await eventually("it has noticed") {
                        try await server.client(key).call("add", parameters).status == 503 ? true : nil
                    }
                    proxy.refuse(false)
                    let order = try await eventually("an order is taken") {
                        try? await server.client(key).order(parameters)
                    }
                    try await server.order(order, is: "completed") { $0.status == "completed" }
                }
            }
        }

        @Test func aServerHasADirectoryOfItsOwn() async throws {
            try await Fleet.with(1) { fleet in
                let second = try await fleet.first.run("serve", "--listen", "127.0.0.1:0")
                #expect(!second.succeeded)
                #expect(second.errors.contains("Another process works with this data directory"))
                // The socket of the one that runs is still there.
                try await fleet.first.staff(.GET, "/users")
            }
        }
    }
}

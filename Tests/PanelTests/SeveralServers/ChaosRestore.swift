import Foundation
import PanelSandbox
import PanelTesting
import Synchronization
import Testing

/// An older copy takes the place of a database under its servers, while customers order and providers deliver.
struct ChaosRestore: Sendable {
    private let relay: RelayFleet
    /// The copy.
    private let dump: String

    /// Takes the copy.
    init(of relay: RelayFleet) async throws {
        let (fleet, dump) = (relay.fleet, relay.fleet.first.directory + "/dump.sql")
        try await blocking { try fleet.cluster.dump(fleet.url, to: dump) }
        self.relay = relay
        self.dump = dump
    }

    /// Replaces the database, and does what an operator does then. Nobody kills servers meanwhile.
    func happen() async throws {
        let (fleet, dump, start) = (relay.fleet, dump, ContinuousClock.now)
        try await blocking { try fleet.cluster.replace(fleet.url, with: dump) }
        for server in fleet.servers { try await expectClosed(server) }
        print("chaos: the database was replaced, and all servers were closed \(start.ago) later")
        let sent = sent
        for server in fleet.servers { #expect(await server.stop() == .code(0)) }
        let placed = try await fleet.placed()
        #expect(try await fleet.rows("SELECT id FROM orders").map { $0[0] }.sorted() == copied().sorted())
        relay.shoppers.leave(allBut: placed)
        let lost = relay.shoppers.state.withLock { Set($0.left.map(\.link)) }
        #expect(relay.sandboxes.contains { $0.ledger.orders.contains { lost.contains($0.link) } })
        try await expectHealthyPast()
        try await fleet.first.expectHealthy()
        try await eventually("nobody lives") {
            let restored = try await fleet.first.run("reopen", "--restored")
            if !restored.succeeded { #expect(restored.errors.contains("Servers work with the database")) }
            return restored.succeeded ? true : nil
        }
        #expect(self.sent == sent, "sent while the panel was closed")
        try await fleet.first.expectHealthy()
        for (server, port) in zip(fleet.servers, relay.ports) { try await fleet.restart(server, port: port) }
        print("chaos: \(placed.count) orders were brought back, and all servers had started \(start.ago) later")
    }

    /// How many orders the providers have.
    private var sent: [Int] { relay.sandboxes.map { $0.ledger.orders.count } }

    /// It takes nothing, and says why.
    private func expectClosed(_ server: TestPanel) async throws {
        let customer = relay.customers[0]
        let parameters: APIClient.Parameters = [
            "service": customer.service, "link": "https://example.com/closed", "quantity": "1000",
        ]
        try await eventually("the panel is closed") {
            let answer = try await server.client(customer.key).call("add", parameters)
            #expect(answer.status == 503, "\(answer.text)")
            return answer.text.contains("The panel is closed") ? true : nil
        }
        try await eventually("it says why") {
            server.serverLog.contains("The panel is closed: reads are answered") ? true : nil
        }
    }

    /// The ids of the orders that the copy has.
    private func copied() throws -> [String] {
        let lines = try String(contentsOfFile: dump, encoding: .utf8).split(separator: "\n")
        let rows = lines.drop { !$0.hasPrefix("COPY public.orders (id,") }.dropFirst().prefix { $0 != "\\." }
        return rows.map { String($0.prefix { $0 != "\t" }) }
    }

    /// What the copy took the place of had no fault either.
    private func expectHealthyPast() async throws {
        let (fleet, name) = (relay.fleet, "\(relay.fleet.url.split(separator: "/").last ?? "")_lost")
        try await blocking {
            _ = try fleet.cluster.execute("ALTER DATABASE \(name) ALLOW_CONNECTIONS true", in: "postgres")
        }
        let environment = ["PANEL_DATABASE": fleet.cluster.url(of: name), "PANEL_SECRET": Fleet.secret]
        try await TestPanel.with(environment: environment, starts: false) { try await $0.expectHealthy() }
    }
}

import Foundation
import PanelTesting
import Testing

extension SeveralServersTests {
    /// A database that is exchanged for an older one under its servers.
    struct SharedLifeTests {
        private static let parameters: APIClient.Parameters = ["service": "1", "link": "a", "quantity": "1000"]

        private func sell(_ fleet: Fleet) async throws -> String {
            let key = try await fleet.first.customer("alice", balance: "100")
            try await fleet.first.importServices(Row.make(1))
            try await fleet.expectSale(of: "1", to: key)
            for server in fleet.servers { _ = try await server.client(key).order(SharedLifeTests.parameters) }
            return key
        }

        @Test func aRestoreUnderItsServersClosesAll() async throws {
            try await Fleet.with(2) { fleet in
                let key = try await sell(fleet)
                let (cluster, url) = (fleet.cluster, fleet.url)
                let dump = fleet.first.directory + "/dump.sql"
                try await blocking { try cluster.dump(url, to: dump) }
                // An order within the block of ids that the server had before: no sequence tells of it.
                let lost = try await fleet.first.client(key).order(SharedLifeTests.parameters)
                try await blocking { try cluster.replace(url, with: dump) }
                for server in fleet.servers {
                    try await eventually("the panel is closed") {
                        let answer = try await server.client(key).call("add", SharedLifeTests.parameters)
                        #expect(answer.status == 503, "\(answer.text)")
                        return answer.text.contains("The panel is closed") ? true : nil
                    }
                    #expect(try await server.client(key).call("balance").text.contains("98"))
                    try await eventually("it says why") {
                        server.serverLog.contains("The panel is closed: reads are answered") ? true : nil
                    }
                }
                #expect(try await fleet.sql("SELECT COUNT(*) FROM orders") == "2\n")
                try await fleet.first.expectRefusals(because: "The database is older than it was")
                for server in fleet.servers { await server.stop() }
                // A server that knows of nothing obeys, too.
                try await fleet.servers[1].start()
                let obeyed = try await fleet.servers[1].client(key).call("add", SharedLifeTests.parameters)
                #expect(obeyed.status == 503, "\(obeyed.text)")
                await fleet.servers[1].stop()
                try await eventually("nobody lives") {
                    let restored = try await fleet.first.run("reopen", "--restored")
                    if !restored.succeeded { #expect(restored.errors.contains("Servers work with the database")) }
                    return restored.succeeded ? true : nil
                }
                for server in fleet.servers {
                    try await server.start()
                    #expect(try await server.client(key).order(SharedLifeTests.parameters) > lost + 1_000_000)
                }
                try await fleet.first.expectHealthy()
            }
        }

        @Test func aDatabaseThatIsOlderThanItsServersIsClosedAtTheirStart() async throws {
            try await Fleet.with(2) { fleet in
                let key = try await sell(fleet)
                let (cluster, url) = (fleet.cluster, fleet.url)
                let dump = fleet.first.directory + "/dump.sql"
                for server in fleet.servers { await server.stop() }
                try await blocking { try cluster.dump(url, to: dump) }
                for server in fleet.servers { try await server.start() }
                _ = try await fleet.first.client(key).order(SharedLifeTests.parameters)
                for server in fleet.servers { await server.stop() }
                try await blocking { try cluster.replace(url, with: dump) }
                for server in fleet.servers {
                    try await server.start()
                    let answer = try await server.client(key).call("add", SharedLifeTests.parameters)
                    #expect(answer.status == 503 && answer.text.contains("The panel is closed"), "\(answer.text)")
                }
                // The row speaks to commands that know of nothing.
                try await fleet.first.expectRefusals(because: "The database is older than it was")
            }
        }
    }
}

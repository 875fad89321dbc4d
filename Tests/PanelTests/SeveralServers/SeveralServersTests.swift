import Foundation
import NIOHTTP1
import PanelSandbox
import PanelTesting
import Testing

/// Several servers on one database: what one of them, or the database, does not survive loses nothing.
@Suite(.serialized)
struct SeveralServersTests {
    @Test func aBalanceWorthTenOrdersBuysTen() async throws {
        try await ServerGroup.with(3) { group in
            let key = try await group.first.customer("alice", balance: "10.999999")
            try await group.first.importServices(Row.make(1))
            let answers = try await withThrowingTaskGroup(of: HTTPAnswer.self) { clients in
                for (number, server) in zip(0..<60, Array(repeating: group.servers, count: 20).joined()) {
                    clients.addTask {
                        try await server.client(key).call(
                            "add",
                            ["service": "1", "link": "a\(number)", "quantity": "1000"]
                        )
                    }
                }
                return try await clients.reduce(into: []) { $0.append($1) }
            }
            #expect(try Set(answers.compactMap { try $0.json()["order"]?.id }).count == 10)
            #expect(answers.filter { $0.text.contains("insufficient_balance") }.count == 50)
            #expect(try await group.first.balance("alice") == "0.999999")
            try await group.first.expectHealthy()
        }
    }

    @Test func serversThatStartTogetherAllStart() async throws {
        try await ServerGroup.with(4, starts: false) { group in
            try await withThrowingTaskGroup(of: Void.self) { starts in
                for server in group.servers { starts.addTask { try await server.start() } }
                try await starts.waitForAll()
            }
            try await group.first.expectHealthy()
        }
    }

    @Test func serversHaveDirectoriesOfTheirOwn() async throws {
        try await ServerGroup.with(1) { group in
            let result = try await group.first.run("serve", "--listen", "127.0.0.1:0")
            #expect(!result.succeeded)
            #expect(result.errors.contains("Another process works with this data directory"))
            // The socket of the one that runs is still there.
            try await group.first.staff(.GET, "/users")
        }
    }

    @Test func settingsChangeOnAllServers() async throws {
        try await ServerGroup.with(3) { group in
            let key = try await group.first.customer("alice", balance: "100")
            try await group.first.importServices(Row.make(1))
            func everywhere(_ what: String, _ isSo: @escaping (String) -> Bool, _ action: String) async throws {
                for server in group.servers {
                    try await eventually(what) {
                        isSo(try await server.client(key).call(action).text) ? true : nil
                    }
                }
            }
            try await everywhere("it is sold", { $0.contains(#""rate":"1""#) }, "services")
            try await group.first.importServices(Row.make(1, "Default", "2"))
            try await everywhere("it has a new price", { $0.contains(#""rate":"2""#) }, "services")
            // Whoever has not heard of it yet sells at the new price all the same.
            _ = try await group.servers[2].client(key).order(["service": "1", "link": "a", "quantity": "1000"])
            #expect(try await group.first.balance("alice") == "98")
            try await group.first.json("user", "suspend", "alice")
            try await everywhere("the customer is suspended", { !$0.contains("balance\":\"98") }, "balance")
        }
    }

    /// Kills servers, and stops and restarts the database, while many order.
    @Test func nothingIsLostWhateverDies() async throws {
        try await ServerGroup.with(3) { group in
            let key = try await group.first.customer("alice", balance: "1000000")
            try await group.first.importServices(Row.make(1))
            let clients = PersistentClients(of: group, key: key)
            async let ordering: Void = clients.run(24)
            for round in 0..<9 {
                try await Task.sleep(for: .milliseconds(700))
                switch round % 3 {
                case 0, 1:
                    let server = group.servers[round % group.servers.count]
                    await server.kill()
                    try await server.start()
                default:
                    try group.cluster.stop(round == 5 ? .fast : .immediate)
                    try await group.cluster.start()
                    let before = clients.answers.count
                    try await eventually("orders are taken again") { clients.answers.count > before ? true : nil }
                }
            }
            clients.stop()
            await ordering
            #expect(clients.unexpected == [])
            #expect(clients.answers.count > 200)
            // The first answer to each, again, at every server.
            for (number, (request, answer)) in clients.answers.enumerated() {
                #expect(await clients.ask(group.servers[number % 3], request) == answer)
            }
            let spent = clients.answers.count
            #expect(try await group.first.balance("alice") == String(1_000_000 - spent))
            try await group.first.expectHealthy()
        }
    }

    @Test func anotherServerTakesAProviderOver() async throws {
        try await ServerGroup.with(3) { group in
            try await SandboxProvider.with(await .started()) { sandbox in
                let key = try await group.first.customer("alice", balance: "1000")
                let services = try await group.first.sell(sandbox, as: "box")
                var links: [String] = []
                func order(at server: TestPanel, _ count: Int) async throws {
                    for _ in 0..<count {
                        links.append("https://example.com/\(links.count)")
                        _ = try await server.client(key).order([
                            "service": services[0], "link": links[links.count - 1], "quantity": "1000",
                        ])
                    }
                }
                func areSent() async throws {
                    try await eventually("all orders are at the provider") {
                        links.allSatisfy { !sandbox.orders(link: $0).isEmpty } ? true : nil
                    }
                }
                try await order(at: group.first, 5)
                try await areSent()
                // One of them is the one that calls the provider.
                for (index, server) in group.servers.enumerated() {
                    await server.kill()
                    try await order(at: group.servers[(index + 1) % 3], 5)
                    try await areSent()
                    try await server.start()
                }
                for link in links { #expect(sandbox.orders(link: link).count == 1) }
                try await group.first.expectHealthy()
            }
        }
    }
}

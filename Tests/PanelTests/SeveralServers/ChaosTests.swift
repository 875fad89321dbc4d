import Foundation
import PanelTesting
import Synchronization
import Testing

extension SeveralServersTests {
    /// Servers are killed, their database is restarted and their connections break, while customers order.
    struct ChaosTests {
        private static let rich = 1_000_000
        private static let poor = 25
        /// Ten seconds after the database has come back orders are taken. The others are for a machine that is busy.
        private static let back = Duration.seconds(10 + 50)
        /// Less than that proves little.
        private static let (leastOrders, leastKills) = (100, 3)

        @Test func noOrderIsLostOrMadeTwice() async throws {
            let given = ProcessInfo.processInfo.environment["CHAOS_SEED"].flatMap { UInt64($0) }
            let seed = given ?? UInt64.random(in: 0...UInt64.max)
            print("chaos: seed \(seed)")
            let cluster = try await PostgresCluster(isDurable: true)
            // One of them is two minutes ahead.
            try await Fleet.with(3, on: cluster, .proxies, clocks: [1: MovedClock(ahead: 120)]) { fleet in
                try await Balancer.with(fleet.servers.map(\.port)) { port in
                    do {
                        try await run(fleet, port, Seeded(seed), "seed \(seed)")
                    } catch {
                        Issue.record("seed \(seed): \(error)\n\(fleet.lastWords)")
                    }
                }
            }
        }

        private func run(_ fleet: Fleet, _ port: Int, _ random: Seeded, _ seed: Comment) async throws {
            var random = random
            try await fleet.first.importServices(Row.make(1))
            var customers: [Shoppers.Customer] = []
            for (name, balance) in [("alice", Self.rich), ("bob", Self.rich), ("poor", Self.poor)] {
                let key = try await fleet.first.customer(name, balance: "\(balance)")
                customers.append(Shoppers.Customer(name: name, key: key, service: "1"))
            }
            let shoppers = Shoppers([port], areBehindBalancer: true)
            let ports = fleet.servers.map(\.port)
            let (schedule, kills) = (Chaos.schedule(&random), Seeded(random.next()))
            let start = ContinuousClock.now
            try await withThrowingTaskGroup { group in
                for number in 0..<12 {
                    let customer = customers[number % 3]
                    group.addTask { try await shoppers.shop(as: customer, number, every: .milliseconds(80)) }
                }
                let killed = Count()
                group.addTask { try await kill(fleet, ports, kills, until: shoppers, killed) }
                for fault in schedule {
                    try await Task.sleep(for: .milliseconds(Int.random(in: 500...1500, using: &random)))
                    let number = Int.random(in: 0..<3, using: &random)
                    print("chaos: \(start.ago): \(fault), \(number)")
                    try await fault.happen(to: fleet, number)
                    if fault == .restart || fault == .crash { try await expectService(shoppers) }
                }
                try await eventually("there is enough of everything") {
                    let orders = shoppers.state.withLock { $0.answered.count }
                    return orders > Self.leastOrders && killed.value.load(ordering: .relaxed) > Self.leastKills
                        ? true : nil
                }
                shoppers.end()
                try await group.waitForAll()
            }
            try await expectService(fleet, shoppers, customers[0])
            let state = shoppers.state.withLock { $0 }
            print("chaos: \(state.answered.count) orders, \(state.unanswered) requests repeated, \(start.ago)")
            #expect(state.contradictions == [], seed)
            #expect(state.strange == [], seed)
            #expect(fleet.proxies.reduce(0) { $0 + $1.cuts } > 2, seed)
            try await expectBooks(fleet, state, seed)
            try await expectRepeats(shoppers, customers, ports, seed)
            try await expectBooks(fleet, state, seed)
        }

        private final class Count: Sendable {
            let value = Atomic(0)
        }

        /// Kills one server after the other until the customers go, and starts it again.
        private func kill(
            _ fleet: Fleet,
            _ ports: [Int],
            _ random: Seeded,
            until shoppers: Shoppers,
            _ killed: Count
        ) async throws {
            var random = random
            while !shoppers.state.withLock({ $0.hasEnded }) {
                try await Task.sleep(for: .milliseconds(Int.random(in: 2000...5000, using: &random)))
                let number = Int.random(in: 0..<3, using: &random)
                #expect(await fleet.servers[number].kill() == .signal(SIGKILL))
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...500, using: &random)))
                try await fleet.restart(fleet.servers[number], port: ports[number])
                killed.value.add(1, ordering: .relaxed)
            }
            print("chaos: \(killed.value.load(ordering: .relaxed)) servers were killed")
        }

        // MARK: What has to hold

        /// The database has come back just now: orders are taken again, by somebody.
        private func expectService(_ shoppers: Shoppers) async throws {
            let start = ContinuousClock.now
            let before = shoppers.state.withLock { $0.answered.count }
            try await eventually("orders are taken again", within: Self.back, every: .milliseconds(20)) {
                shoppers.state.withLock { $0.answered.count > before } ? true : nil
            }
            print("chaos: orders are taken \(start.ago) after the database was back")
        }

        /// When the database comes back, each server takes orders again.
        private func expectService(
            _ fleet: Fleet,
            _ shoppers: Shoppers,
            _ customer: Shoppers.Customer
        ) async throws {
            let requests = fleet.servers.map { server in
                (server.port, Shoppers.Request(customer: customer.name, id: "back-\(server.port)"))
            }
            try await Chaos.restartDatabase(of: fleet, .immediate) {
                for (port, request) in requests { #expect(await !shoppers.ask(request, as: customer, at: port)) }
            }
            let start = ContinuousClock.now
            try await withThrowingTaskGroup { group in
                for (port, request) in requests {
                    group.addTask { try await shoppers.order(request, as: customer, at: port, within: Self.back) }
                }
                try await group.waitForAll()
            }
            print("chaos: all servers take orders \(start.ago) after the database was back")
        }

        /// What was answered is there, once, and paid for; nothing else is.
        private func expectBooks(_ fleet: Fleet, _ state: Shoppers.State, _ seed: Comment) async throws {
            let query = """
                SELECT name, request_id, order_id, link FROM placed_requests JOIN accounts ON accounts.id = account_id
                    JOIN orders ON orders.id = order_id
                """
            var found: [Shoppers.Request: Int64] = [:]
            for row in try await fleet.rows(query) {
                let request = Shoppers.Request(customer: row[0], id: row[1])
                found[request] = Int64(row[2])
                #expect(row[3] == request.link, seed)
            }
            #expect(state.answered.filter { found[$0] != $1 } == [:], seed)
            #expect(found.filter { state.answered[$0] != $1 } == [:], seed)
            #expect(try await fleet.sql("SELECT COUNT(*) FROM orders") == "\(state.answered.count)\n", seed)
            #expect(try await fleet.sql("SELECT COUNT(*) FROM balances WHERE amount < 0") == "0\n", seed)
            for (name, balance) in [("alice", Self.rich), ("bob", Self.rich), ("poor", Self.poor)] {
                let spent = state.answered.keys.count { $0.customer == name }
                #expect(try await fleet.first.balance(name) == "\(balance - spent)", seed)
            }
            #expect(state.answered.keys.count { $0.customer == "poor" } == Self.poor, seed)
            try await fleet.first.expectHealthy()
        }

        /// Whoever asks again, wherever, hears the first answer.
        private func expectRepeats(
            _ shoppers: Shoppers,
            _ customers: [Shoppers.Customer],
            _ ports: [Int],
            _ seed: Comment
        ) async throws {
            let before = shoppers.state.withLock { $0 }
            let keys = Dictionary(uniqueKeysWithValues: customers.map { ($0.name, $0) })
            let requests = Array(before.answered.keys)
            try await withThrowingTaskGroup { group in
                for part in 0..<16 {
                    group.addTask {
                        for (number, request) in requests.enumerated() where number % 16 == part {
                            let customer = try #require(keys[request.customer])
                            for port in ports { try await shoppers.order(request, as: customer, at: port) }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let after = shoppers.state.withLock { $0 }
            #expect(after.contradictions == [] && after.strange == before.strange, seed)
        }
    }
}

import Foundation
import PanelTesting
import Synchronization
import Testing

extension SeveralServersTests {
    /// Servers are killed, their database is restarted, their connections break, and in the middle of it an older copy
    /// takes the database's place, while customers order and providers deliver.
    struct ChaosTests {
        private static let poor = 25
        /// Of customers who order what nobody delivers.
        private static let balances = [("alice", 1_000_000), ("bob", 1_000_000), ("poor", poor)]
        /// Ten seconds after the database has come back orders are taken. The others are for a machine that is busy.
        private static let back = Duration.seconds(10 + 50)

        @Test func noOrderIsLostOrMadeTwice() async throws {
            let given = ProcessInfo.processInfo.environment["CHAOS_SEED"].flatMap { UInt64($0) }
            let seed = given ?? UInt64.random(in: 0...UInt64.max)
            print("chaos: seed \(seed)")
            let cluster = try await PostgresCluster(isDurable: true)
            try await RelayFleet.withSandboxes { sandboxes in
                // One of them is two minutes ahead.
                try await Fleet.with(3, on: cluster, .proxies, clocks: [1: MovedClock(ahead: 120)]) { fleet in
                    try await Balancer.with(fleet.servers.map(\.port)) { port in
                        do {
                            try await fleet.first.importServices(Row.make(1))
                            let shoppers = Shoppers([port], areBehindBalancer: true)
                            let relay = try await RelayFleet(fleet, sandboxes, shoppers)
                            try await run(relay, Seeded(seed), "seed \(seed)")
                        } catch {
                            Issue.record("seed \(seed): \(error)\n\(fleet.lastWords)")
                        }
                    }
                }
            }
        }

        private func run(_ relay: RelayFleet, _ random: Seeded, _ seed: Comment) async throws {
            var random = random
            let (fleet, shoppers) = (relay.fleet, relay.shoppers)
            var customers = relay.customers
            for (name, balance) in Self.balances {
                let key = try await fleet.first.customer(name, balance: "\(balance)")
                customers.append(Shoppers.Customer(name: name, key: key, service: "1"))
            }
            let schedule = Chaos.schedule(&random)
            let start = ContinuousClock.now
            try await withThrowingTaskGroup { group in
                for number in 0..<15 {
                    let customer = customers[number % customers.count]
                    group.addTask { try await shoppers.shop(as: customer, number, every: .milliseconds(80)) }
                }
                var kills = try await storm(schedule[..<4], over: relay, &random)
                let restore = try await ChaosRestore(of: relay)
                kills += try await storm(schedule[4..<8], over: relay, &random)
                try await restore.happen()
                kills += try await storm(schedule[8...], over: relay, &random)
                print("chaos: \(kills) servers were killed")
                #expect(kills >= 3, seed)
                try await relay.expectManyOrders()
                shoppers.end()
                try await group.waitForAll()
            }
            try await expectService(fleet, shoppers, try #require(customers.last { $0.name == "alice" }))
            let state = shoppers.state.withLock { $0 }
            print("chaos: \(state.answered.count) orders, \(state.unanswered) requests repeated, \(start.ago)")
            #expect(state.contradictions == [], seed)
            #expect(state.strange == [], seed)
            #expect(fleet.proxies.reduce(0) { $0 + $1.cuts } > 2, seed)
            try await expectBooks(fleet, state, seed)
            try await expectRepeats(shoppers, customers, relay.ports, seed)
            try await expectBooks(fleet, state, seed)
            try await relay.expectBooks()
        }

        private final class End: Sendable {
            let hasCome = Atomic(false)
        }

        /// Lets one thing after the other go wrong, while servers are killed.
        ///
        /// - Returns: How many were.
        private func storm(
            _ faults: ArraySlice<Chaos>,
            over relay: RelayFleet,
            _ random: inout Seeded
        ) async throws -> Int {
            let end = End()
            let kills = Seeded(random.next())
            return try await withThrowingTaskGroup(of: Int.self) { group in
                group.addTask { try await kill(relay, kills, until: end) }
                for fault in faults {
                    try await Task.sleep(for: .milliseconds(Int.random(in: 500...1500, using: &random)))
                    let number = Int.random(in: 0..<3, using: &random)
                    print("chaos: \(fault), \(number)")
                    try await fault.happen(to: relay.fleet, number)
                    if fault == .restart || fault == .crash { try await expectService(relay.shoppers) }
                }
                end.hasCome.store(true, ordering: .relaxed)
                return try await group.next() ?? 0
            }
        }

        /// Kills one server after the other until it is over, and starts it again.
        private func kill(
            _ relay: RelayFleet,
            _ random: Seeded,
            until end: End
        ) async throws -> Int {
            var (random, kills) = (random, 0)
            while !end.hasCome.load(ordering: .relaxed) {
                try await Task.sleep(for: .milliseconds(Int.random(in: 2000...5000, using: &random)))
                let number = Int.random(in: 0..<3, using: &random)
                #expect(await relay.fleet.servers[number].kill() == .signal(SIGKILL))
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...500, using: &random)))
                try await relay.fleet.restart(relay.fleet.servers[number], port: relay.ports[number])
                kills += 1
            }
            return kills
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
            let found = try await fleet.placed()
            #expect(state.answered.filter { found[$0] != $1 } == [:], seed)
            #expect(found.filter { state.answered[$0] != $1 } == [:], seed)
            #expect(try await fleet.sql("SELECT COUNT(*) FROM orders") == "\(state.answered.count)\n", seed)
            #expect(try await fleet.sql("SELECT COUNT(*) FROM balances WHERE amount < 0") == "0\n", seed)
            for (name, balance) in Self.balances {
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

import Foundation
import NIOHTTP1
import PanelCore
import PanelSandbox
import PanelTesting
import Synchronization
import Testing

/// Several servers of a panel that relays to two sandboxes: one takes keys, and one does not.
struct RelayFleet: Sendable {
    let fleet: Fleet
    let ports: [Int]
    let sandboxes: [SandboxProvider]
    let customers: [Shoppers.Customer]
    let shoppers: Shoppers

    static let providers = ["keyed", "plain"]

    /// Gives `body` servers, sandboxes, and customers who order until it has ended; then checks all books.
    static func with(_ body: @escaping @Sendable (RelayFleet) async throws -> Void) async throws {
        try await withSandboxes { sandboxes in
            // One of them is two minutes ahead.
            try await Fleet.with(3, clocks: [0: MovedClock(ahead: 120)]) { fleet in
                let relay = try await RelayFleet(fleet, sandboxes, Shoppers(fleet.servers.map(\.port)))
                try await withThrowingTaskGroup { group in
                    for (number, customer) in relay.customers.enumerated() {
                        group.addTask {
                            try await relay.shoppers.shop(as: customer, number, every: .milliseconds(100))
                        }
                    }
                    do {
                        try await body(relay)
                        try await relay.expectManyOrders()
                    } catch {
                        relay.shoppers.end()
                        throw error
                    }
                    relay.shoppers.end()
                    try await group.waitForAll()
                }
                try await relay.expectBooks()
            }
        }
    }

    /// Gives `body` the sandboxes, in the order of their names.
    static func withSandboxes(_ body: ([SandboxProvider]) async throws -> Void) async throws {
        try await SandboxProvider.with(try await sandbox(takesKeys: true)) { keyed in
            try await SandboxProvider.with(try await sandbox(takesKeys: false)) { plain in
                try await body([keyed, plain])
            }
        }
    }

    private static func sandbox(takesKeys: Bool) async throws -> SandboxProvider {
        let sandbox = try await SandboxProvider.started(
            pace: Pace(start: .seconds(1), deliver: .seconds(1)),
            outcomes: .oneInTenFails,
            acceptsRequestID: takesKeys
        )
        // Long enough under way to be caught there.
        try sandbox.fail("add", "late_answer", times: 1_000_000, more: #","chance":40,"delay":0.8,"seed":7"#)
        return sandbox
    }

    init(_ fleet: Fleet, _ sandboxes: [SandboxProvider], _ shoppers: Shoppers) async throws {
        self.fleet = fleet
        self.sandboxes = sandboxes
        self.shoppers = shoppers
        ports = fleet.servers.map(\.port)
        var customers: [Shoppers.Customer] = []
        for (name, sandbox) in zip(RelayFleet.providers, sandboxes) {
            let terms = TestPanel.Terms(takesKeys: name == "keyed", timeout: 5)
            let service = try #require(try await fleet.first.sell(sandbox, as: name, terms).first)
            let key = try await fleet.first.customer(name, balance: "100000")
            customers.append(Shoppers.Customer(name: name, key: key, service: service))
        }
        self.customers = customers
        for customer in customers { try await fleet.expectSale(of: customer.service, to: customer.key) }
        for name in RelayFleet.providers { _ = try await holder(of: name) }
    }

    /// The number of the server that calls a provider, and the name it has.
    func holder(of provider: String) async throws -> (number: Int, name: String) {
        try await eventually("somebody calls \(provider)") {
            guard let name = try await lease(on: provider),
                // HOST-PROCESS-NUMBER
                let process = name.split(separator: "-").dropLast().last.flatMap({ pid_t($0) }),
                let number = fleet.servers.firstIndex(where: { $0.process?.id == process })
            else { return nil }
            return (number, name)
        }
    }

    /// Who has a lease on a provider, as long as others count on it.
    func lease(on provider: String) async throws -> String? {
        let query = """
            SELECT server FROM leases JOIN providers ON leases.name = 'provider:' || providers.id
                WHERE providers.name = '\(provider)' AND server IN (SELECT name FROM servers)
            """
        return try await fleet.rows(query).first?[0]
    }

    /// Places an order with a provider, and waits until the provider has it.
    func expectSubmission(to provider: String, at port: Int, _ what: String) async throws {
        let start = ContinuousClock.now
        let customer = try #require(customers.first { $0.name == provider })
        let sandbox = sandboxes[try #require(RelayFleet.providers.firstIndex(of: provider))]
        let request = Shoppers.Request(customer: provider, id: "probe-\(UUID())")
        try await eventually("an order is placed") {
            await shoppers.ask(request, as: customer, at: port) ? true : nil
        }
        try await eventually("\(provider) gets orders") {
            sandbox.orders(link: request.link).isEmpty ? nil : true
        }
        print("relay: \(provider) gets orders \(start.ago) after \(what)")
    }

    /// Waits until customers have placed as many orders as prove something.
    func expectManyOrders() async throws {
        try await eventually("there are enough orders") { answered.count > 50 ? true : nil }
    }

    /// What was answered to customers whose orders providers deliver.
    private var answered: [Shoppers.Request] {
        shoppers.state.withLock { $0.answered.keys.filter { RelayFleet.providers.contains($0.customer) } }
    }

    // MARK: Books

    private func orders() async throws -> [RelayedOrder] {
        var orders: [RelayedOrder] = []
        for customer in customers {
            for row in try await fleet.first.staff(.GET, "/orders?user=\(customer.name)&limit=10000").array {
                orders.append(try await fleet.first.order(try #require(row["id"]?.id)))
            }
        }
        return orders
    }

    /// What was found at providers that no order here has.
    private func orphans() async throws -> Set<String> {
        Set(
            try await fleet.first.staff(.GET, "/orders/orphans?limit=10000").array.map {
                "\($0["provider"]?.text ?? "") \($0["upstream_id"]?.text ?? "")"
            }
        )
    }

    /// In the end each order is upstream once or held, and what one took the other paid. What was lost with a database
    /// is known.
    func expectBooks() async throws {
        let state = shoppers.state.withLock { $0 }
        #expect(state.contradictions == [])
        #expect(state.strange == [])
        let answered = answered
        let orders = try await settled(answered.count)
        #expect(orders.count == answered.count)
        let links = Set(orders.map(\.link))
        #expect(links == Set(answered.map(\.link)))
        let made = Dictionary(grouping: sandboxes.flatMap { $0.ledger.orders }, by: \.link)
        for order in orders where made[order.link].map({ $0.count > 1 }) ?? false {
            Issue.record("sent twice: \(order.provider ?? "") \(order.summary)")
        }
        #expect(made.values.allSatisfy { $0.count == 1 }, "sent twice")
        #expect(sandboxes.allSatisfy { $0.ledger.isExact })
        let lost = Set(made.keys).subtracting(links)
        #expect(lost.isSubset(of: Set(state.left.map(\.link))))
        let orphans = try await orphans()
        for (name, sandbox) in zip(RelayFleet.providers, sandboxes) {
            for order in sandbox.ledger.orders where lost.contains(order.link) {
                #expect(orphans.contains("\(name) \(order.id)"), "\(name) has \(order.link), and nobody knows")
            }
        }
        var doubtful = 0
        for order in orders {
            let bought = made[order.link]?.first
            if order.submission == "accepted" {
                #expect(order.upstreamID == bought?.id && order.isFinished, "\(order.summary)")
                #expect(order.cost == bought?.net, "\(order.summary)")
            } else {
                doubtful += 1
                #expect(order.isInDoubt && order.refunded == "0", "\(order.summary)")
                #expect(order.provider != "keyed", "keys leave nothing in doubt: \(order.summary)")
            }
        }
        print("relay: \(orders.count) orders, \(doubtful) of them for a person, and \(lost.count) lost")
        #expect(doubtful <= orders.count / 2)
        try await fleet.first.expectHealthy()
    }

    /// Waits until nothing moves any more.
    private func settled(_ count: Int) async throws -> [RelayedOrder] {
        var late: [RelayedOrder] = []
        do {
            return try await eventually("all is settled", within: .seconds(300), every: .seconds(1)) {
                let orders = try await orders()
                let doubtful = orders.count { $0.isInDoubt }
                late = orders.filter { !$0.isSettled(besides: doubtful) }
                return orders.count >= count && late.isEmpty ? orders : nil
            }
        } catch is DidNotHappen {
            throw DidNotHappen(description: "not settled: \(late.map(\.summary).joined(separator: "\n"))")
        }
    }
}

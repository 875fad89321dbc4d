import Dispatch
import PanelCore
import PanelPostgres
import PanelSQL
import PanelStore
import PanelTesting
import Testing

/// Servers that share a database and know nothing of each other.
@Suite(.serialized) struct TwoServersTests {
    private func withServers(_ body: @Sendable (PanelFixture, PanelFixture) async throws -> Void) async throws {
        let cluster = try await PostgresCluster.shared.value
        let url = try cluster.makeDatabase()
        let engines = [try await openEngine(configuration(url)), try await openEngine(configuration(url))]
        defer { for engine in engines { engine.close() } }
        let first = PanelFixture(store: try await SQLStore(engine: engines[0]))
        let second = PanelFixture(store: try await SQLStore(engine: engines[1]))
        try await first.whileRunning { try await second.whileRunning { try await body(first, second) } }
        try await StoreConformance.checkBooks(first.store)
    }

    @Test func theyRaceForOneBalance() async throws {
        try await withServers { first, second in
            let alice = try await first.account(balance: "25")
            let service = try await first.service()
            let request = try await first.request(service, of: alice)
            let results = try await simultaneously(64) { number in
                let panel = number % 2 == 0 ? first : second
                return try await panel.writer.perform(panel.placing(request, for: alice))
            }
            let orders = results.compactMap { try? $0.get().placedOrder }
            #expect(Set(orders).count == 10)
            #expect(results.compactMap(\.refusal) == Array(repeating: .insufficientBalance, count: 54))
            #expect(try await second.balance(alice) == .zero)
            let listed = try await second.store.orders(OrderFilter(account: alice.id, limit: 99))
            #expect(Set(listed.map(\.order.id)) == Set(orders))
        }
    }

    /// A server has ids that it has not used yet. None of them may come in among orders that are listed already.
    @Test func noOrderComesInBehindWhatIsListed() async throws {
        try await withServers { first, second in
            let alice = try await first.account(balance: "100")
            let service = try await first.service()
            var limits = ListingLimits()
            limits.least = 1
            var placed: [OrderID] = []
            for round in 1...3 {
                for panel in [first, second, first] { placed.append(try await panel.place(service, for: alice)) }
                let filling = round % 2 == 0 ? first : second
                while try await filling.store.fillListings(limits) {}
                // The newest order that was given out by then.
                let highest = try #require(placed.max())
                let next = try await second.place(service, for: alice)
                placed.append(next)
                #expect(next > highest)
                for panel in [first, second] {
                    let pending = OrdersOfAccount(alice.id, status: .pending, Part(limit: 100))
                    let found = try await panel.store.rows(of: pending).map(\.order.id)
                    #expect(found == placed.sorted(by: >))
                    let linked = OrdersByLink(PanelFixture.link, .exact, Part(limit: 100))
                    #expect(try await panel.store.rows(of: linked).map(\.order.id) == found)
                    // Follows the chain, which is in the order in which they were placed.
                    let all = try await panel.store.rows(of: OrdersOfAccount(alice.id, Part(limit: 100)))
                    #expect(all.map(\.order.id) == placed.reversed())
                }
            }
            #expect(try await first.store.read(OrderCounts(of: alice.id)) == [.pending: Int64(placed.count)])
        }
    }

    /// An order may follow one with a higher id, so its chain alone does not say where those end that are not listed yet.
    @Test func whatIsNotListedIsFoundHoweverServersTakeTurns() async throws {
        try await withServers { first, second in
            let (alice, bob) = (
                try await first.account(balance: "1000"), try await first.account("bob", balance: "1000")
            )
            let service = try await first.service()
            var limits = ListingLimits()
            (limits.least, limits.orders, limits.transfers) = (1, 2, 2)
            var placed: [OrderID] = []
            func check(_ panel: PanelFixture) async throws {
                let all = Part(limit: 1000)
                let ids = placed.sorted(by: >)
                let pending = FilteredOrders(OrderCriteria(status: .pending), of: alice.id, all)
                #expect(try await panel.store.rows(of: pending).map(\.order.id) == ids)
                let linked = OrdersByLink(PanelFixture.link, .exact, of: alice.id, all)
                #expect(try await panel.store.rows(of: linked).map(\.order.id) == ids)
                let entries = try await panel.store.read(StatementInOrder(of: alice.id, in: nil, all)).entries
                #expect(entries.count == 1 + placed.count, "a deposit and the charges")
                #expect(entries.last?.row.balance == (try await panel.balance(alice)))
            }
            for round in 0..<8 {
                for panel in [first, second, second, first] {
                    placed.append(try await panel.place(service, for: alice))
                    _ = try await panel.place(service, for: bob)
                }
                for turn in 0...round % 3 {
                    _ = try await (turn == 0 ? first : second).store.fillListings(limits)
                    try await check(turn == 0 ? second : first)
                }
            }
            #expect(placed != placed.sorted(), "an order follows one with a higher id")
            while try await first.store.fillListings(limits) { try await check(second) }
        }
    }

    @Test func theyFillListingsTogether() async throws {
        try await withServers { first, second in
            let alice = try await first.account(balance: "1000")
            let service = try await first.service()
            let request = try await first.request(service, of: alice)
            var limits = ListingLimits()
            (limits.least, limits.orders) = (1, 5)
            let small = limits
            let placed = try await simultaneously(120) { number in
                let panel = number % 2 == 0 ? first : second
                if number % 10 == 0 { _ = try await panel.store.fillListings(small) }
                return try await panel.perform(panel.placing(request, for: alice)).placedOrder
            }
            _ = try await simultaneously(2) { number in
                while try await (number == 0 ? first : second).store.fillListings(small) {}
            }
            let pending = OrdersOfAccount(alice.id, status: .pending, Part(limit: 1000))
            let listed = try await second.store.rows(of: pending).map(\.order.id)
            #expect(listed.count == 120 && Set(listed) == Set(placed.compactMap(\.self)))
        }
    }

    @Test func theyRaceForOneRequestID() async throws {
        try await withServers { first, second in
            let alice = try await first.account(balance: "100")
            let service = try await first.service()
            let request = try await first.request(service, of: alice)
            let orders = try await simultaneously(40) { number in
                let panel = number % 2 == 0 ? first : second
                let outcome = try await panel.perform(panel.placing(request, for: alice, requestID: "r\(number / 8)"))
                return outcome.placedOrder ?? outcome.repeatedOrder
            }
            #expect(Set(orders).count == 5)
            #expect(try await first.balance(alice) == .of("87.5"))
        }
    }

    @Test func theyRaceForOneLinkNameAndReference() async throws {
        try await withServers { first, second in
            let customers = try await simultaneously(8) { try await first.account("user\($0)", balance: "10") }
            let service = try await first.service { $0.deniesDuplicates = true }
            let requests = try await simultaneously(8) { try await first.request(service, of: customers[$0]) }
            let placed = try await simultaneously(8) { number in
                let panel = number % 2 == 0 ? first : second
                return try await panel.writer.perform(panel.placing(requests[number], for: customers[number]))
            }
            #expect(placed.compactMap { try? $0.get().placedOrder }.count == 1)
            #expect(placed.compactMap(\.refusal) == Array(repeating: .duplicateLink, count: 7))
            let named = try await simultaneously(8) { number in
                let panel = number % 2 == 0 ? first : second
                return try await panel.writer.perform(panel.audited(panel.creating("dora")))
            }
            #expect(named.compactMap { try? $0.get() }.count == 1)
            #expect(named.compactMap(\.refusal).count == 7)
            let balances = try await simultaneously(8) { number in
                let panel = number % 2 == 0 ? first : second
                return try await panel.perform(panel.crediting(customers[7], "1", reference: "once"))
            }
            #expect(Set(balances).count == 1)
        }
    }

    @Test func aLinkIsGivenFreeByItsHolderOnly() async throws {
        try await withServers { first, second in
            let alice = try await first.account(balance: "100")
            let service = try await first.service { $0.deniesDuplicates = true }
            for round in 0..<10 {
                let panel = round % 2 == 0 ? first : second
                let other = round % 2 == 0 ? second : first
                let order = try await panel.place(service, for: alice)
                #expect(try await other.cancel([order], by: alice).isEmpty)
            }
        }
    }

    /// A server asks for what others changed twice a second.
    private func wait(until second: PanelFixture, knowsWhatChangedAt first: PanelFixture) async throws {
        for _ in 0..<12_000
        where second.store.settingsVersion != first.store.settingsVersion
            || second.store.accountsVersion != first.store.accountsVersion
        {
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    @Test func settingsOfOneReachTheOther() async throws {
        try await withServers { first, second in
            let alice = try await first.account(balance: "100")
            let service = try await first.service()
            let prices = PricingCache(store: second.store)
            try await wait(until: second, knowsWhatChangedAt: first)
            #expect(try await prices.catalogue().services.count == 1)
            #expect(try await prices.customer(key: alice.keyDigest)?.account.isSuspended == false)
            let stale = try await second.request(service, of: alice)
            try await first.perform(ChangeAccount(name: alice.name, change: .suspend))
            // An order that was priced before is not taken, and says so at once.
            #expect(try await second.perform(second.placing(stale, for: alice)) == .stale)
            prices.forget(alice.id)
            #expect(try await prices.customer(key: alice.keyDigest)?.account.isSuspended == true)
            try await first.perform(ChangeAccount(name: alice.name, change: .resume))
            try await first.perform(ChangeAccount(name: alice.name, change: .suspend))
            try await wait(until: second, knowsWhatChangedAt: first)
            #expect(try await prices.customer(key: alice.keyDigest)?.account.isSuspended == true)
        }
    }

    @Test func aKeyIsReplacedWhileOthersOrder() async throws {
        try await withServers { first, second in
            let alice = try await first.account(balance: "1000")
            let bob = try await first.account("bob", balance: "10")
            let service = try await first.service()
            try await wait(until: second, knowsWhatChangedAt: first)
            let prices = PricingCache(store: second.store)
            let catalogue = try await prices.catalogue()
            let request = try await second.request(service, of: alice)
            let old = try await second.request(service, of: bob)
            #expect(try await prices.customer(key: bob.keyDigest)?.account.id == bob.id)
            async let replaced: [Account] = simultaneously(20) { number in
                let key = KeyDigest.of("bob's key \(number)")
                return try await first.perform(ChangeAccount(name: bob.name, change: .replaceKey(key)))
            }
            let outcomes = try await simultaneously(200) { number in
                let panel = number % 2 == 0 ? first : second
                return try await panel.perform(panel.placing(request, for: alice))
            }
            #expect(outcomes.compactMap(\.placedOrder).count == 200)
            _ = try await replaced
            // Nobody's prices changed. Whoever holds an old key can not order with it from now on, at any server.
            #expect(second.store.settingsVersion == catalogue.version)
            #expect(try await second.perform(second.placing(old, for: bob)) == .stale)
            try await wait(until: second, knowsWhatChangedAt: first)
            #expect(try await prices.customer(key: bob.keyDigest)?.account == nil)
        }
    }

    @Test func noBatchWaitsForAChangeOfAnAccount() async throws {
        let cluster = try await PostgresCluster.shared.value
        let url = try cluster.makeDatabase()
        let engines = [try await openEngine(configuration(url)), try await openEngine(configuration(url))]
        defer { for engine in engines { engine.close() } }
        let panel = PanelFixture(store: try await SQLStore(engine: engines[0]))
        try await panel.whileRunning {
            let alice = try await panel.account(balance: "10")
            let service = try await panel.service()
            let (held, release) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            // A batch holds the version of the settings as long as it lasts.
            let batch = Task {
                try await engines[1].write { connection in
                    let version = SQL("SELECT version FROM versions WHERE name = 'settings'", lock: .shared)
                    try connection.run([.query(version) { _ in }])
                    held.signal()
                    release.wait()
                }
            }
            defer { release.signal() }
            held.wait()
            try await panel.perform(ChangeAccount(name: alice.name, change: .suspend))
            try await panel.perform(ChangeAccount(name: alice.name, change: .replaceKey(.of("new"))))
            try await panel.perform(SetOwnRate(name: alice.name, account: alice.id, service: service, rate: .of("1")))
            release.signal()
            try await batch.value
        }
    }

    @Test func theyChangeSettingsAtTheSameTime() async throws {
        try await withServers { first, second in
            let before = first.store.settingsVersion.rawValue
            let rules = try await simultaneously(40) { number in
                let panel = number % 2 == 0 ? first : second
                if number % 4 == 3 { _ = try await panel.service(Int64(number)) }
                return try await panel.perform(AddLinkRule(text: "bad\(number)")).id
            }
            #expect(Set(rules).count == 40)
            let catalogue = try await first.store.catalogue()
            #expect(catalogue.linkRules.count == 40)
            #expect(Set(catalogue.services.map(\.position)).count == 10)
            #expect(catalogue.version.rawValue <= before + 50)
        }
    }
}

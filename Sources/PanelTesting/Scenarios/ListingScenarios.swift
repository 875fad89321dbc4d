import PanelCore
import PanelStore
import Testing

// What is asked as queries, while listings are filled, and before and after it.
extension StoreConformance {
    static let listings: [StoreScenario] = [
        StoreScenario("listings are exact, however far they are filled", listingsAreExact),
        StoreScenario("every page of a listing goes on where the one before it ended", pagesGoOn),
        StoreScenario("a cursor that no page gave is refused", badCursors),
        StoreScenario("the counts of orders follow all that a batch does with them", countsFollowBatches),
        StoreScenario("orders that are placed while listings are filled are listed", listingsBesideOrders),
        StoreScenario("refills are found by their orders", refillsOfOrders),
        StoreScenario("orders of a day are found although clocks differ", daysByClocksThatDiffer),
    ]

    /// Portions so small that a few orders take many.
    private static let small: ListingLimits = {
        var limits = ListingLimits()
        (limits.least, limits.orders, limits.transfers, limits.changes) = (1, 3, 2, 2)
        return limits
    }()

    private static func listingsAreExact(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "1000")
        let bob = try await panel.account("bob", balance: "50.5")
        _ = try await panel.account("eve")
        let provider = try await panel.provider()
        let service = try await panel.service()
        let relayed = try await panel.service(2, by: [provider])
        let free = try await panel.service(3) { $0.rate = .zero }
        let facts = ListingFacts(panel, accounts: [alice, bob])
        let links = ["https://www.example.com/a/?utm_source=x", "example.com/a", "http://example.com/a", "user.name"]
        for round in 0..<3 {
            for number in 0..<6 {
                let account = number % 3 == 2 ? bob : alice
                let now = Timestamp.noon(plusHours: Int64(round * 20 + number))
                let chosen = number == 5 ? free : number == 4 ? relayed : service
                _ = try await panel.place(chosen, for: account, link: links[(round + number) % 4], at: now)
            }
            try await facts.check("placed")
            // Nothing, a portion, or all: what is asked must not depend on it.
            if round > 0 { _ = try await panel.store.fillListings(small) }
            try await facts.check("a portion")
            try await change(panel, round: Int64(round), alice, bob)
            try await facts.check("changed")
            if round == 1 { while try await panel.store.fillListings(small) { try await facts.check("filling") } }
            try await facts.check("filled")
        }
        for limits in [small, ListingLimits()] {
            while try await panel.store.fillListings(limits) { try await checkBooks(panel.store) }
            try await facts.check("in the end")
        }
    }

    /// Finishes, cancels and relays orders of a round, and moves money otherwise.
    private static func change(_ panel: PanelFixture, round: Int64, _ alice: Account, _ bob: Account) async throws {
        let now = Timestamp.noon(plusHours: round * 20 + 8)
        let orders = try await panel.store.orders(OrderFilter(limit: 6)).map(\.order.id).sorted()
        try await panel.perform(panel.updating(orders[0], of: alice, .inProgress, at: now))
        try await panel.perform(panel.updating(orders[1], of: alice, .partial, remains: 400, at: now))
        _ = try await panel.cancel([orders[2]], by: bob, at: now)
        try await panel.accept(orders[4], as: "up-\(round)", at: now)
        try await panel.report(orders[4], "Completed", charge: "0.7", at: now)
        if round == 2 {
            try await panel.perform(panel.updating(orders[0], of: alice, .completed, at: now))
            try await panel.perform(panel.updating(orders[1], of: alice, .partial, remains: 500, at: now))
        }
        try await panel.perform(panel.crediting(bob, "3.25", reference: "in\(round)"))
        try await panel.perform(panel.crediting(alice, "-0.5", reference: "out\(round)"))
    }

    private static func pagesGoOn(_ panel: PanelFixture) async throws {
        let names = ["ann", "anna", "annb", "bob", "Ann", "an", "zoe"]
        var accounts: [Account] = []
        for name in names { accounts.append(try await panel.account(name, balance: "100")) }
        let service = try await panel.service()
        func byName(_ prefix: String, _ limit: Int) async throws -> [String] {
            try await pages(of: AccountsByName(beginningWith: prefix, Part(limit: limit)), on: panel)
                .map(\.account.name.description)
        }
        for limit in [1, 2, 100] {
            #expect(try await byName("ann", limit) == ["ann", "anna", "annb"])
            #expect(try await byName("", limit) == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
            #expect(try await byName("c", limit) == [])
            #expect(try await pages(of: Accounts(Part(limit: limit)), on: panel).map(\.account) == accounts)
        }
        var last: [OrderID: AccountName] = [:]
        for index in [0, 1, 2, 0, 3, 4, 1] {
            let order = try await panel.place(service, for: accounts[index])
            last = last.filter { $0.value != accounts[index].name }
            last[order] = accounts[index].name
            if index == 3 { while try await panel.store.fillListings(small) {} }
            for limit in [1, 2, 100] {
                let rows = try await pages(of: AccountsByLastOrder(Part(limit: limit)), on: panel)
                #expect(rows.map(\.lastOrder) == last.keys.sorted(by: >))
                #expect(rows.map(\.record.account.name) == last.sorted { $0.key > $1.key }.map(\.value))
                #expect(rows.allSatisfy { $0.record.balance < .of("100") })
            }
        }
    }

    private static func badCursors(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let bob = try await panel.account("bob", balance: "100")
        let service = try await panel.service()
        for account in [alice, bob, alice, bob] { _ = try await panel.place(service, for: account) }
        let page = try await panel.store.read(OrdersOfAccount(alice.id, Part(limit: 1)))
        let cursor = try #require(page.next)
        func isRefused<L: Listing>(_ listing: L) async throws -> Bool {
            do {
                _ = try await panel.store.read(listing)
                return false
            } catch let error as BadCursor {
                return error.cursor == listing.part.after
            }
        }
        func part(_ text: String) -> Part { Part(limit: 9, after: Cursor(text)) }
        #expect(try await !isRefused(OrdersOfAccount(alice.id, Part(limit: 1, after: cursor))))
        // Somebody else's orders can not be reached with it.
        #expect(try await isRefused(OrdersOfAccount(bob.id, Part(limit: 1, after: cursor))))
        #expect(try await isRefused(Statement(of: alice.id, Part(limit: 1, after: cursor))))
        for text in ["", ".", "c", "c.", "c.1.2", "c.01", "c.+1", "c.!", "o.zzzzzzzzzzzzzzzzzzz", "c.é", "x.1"] {
            #expect(try await isRefused(OrdersOfAccount(alice.id, part(text))), "\(text)")
            #expect(try await isRefused(OrdersOfAccount(alice.id, status: .pending, part(text))), "\(text)")
            #expect(try await isRefused(AccountsByName(beginningWith: "a", part(text))), "\(text)")
            #expect(try await isRefused(Orphans(part(text))), "\(text)")
        }
        for text in ["n.6", "n.zz", "n.626f62", "n.ff", "n.6162 "] {
            #expect(try await isRefused(AccountsByName(beginningWith: "al", part(text))), "\(text)")
        }
    }

    private static func countsFollowBatches(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "1000")
        let bob = try await panel.account("bob", balance: "1000")
        let service = try await panel.service()
        let requests = [try await panel.request(service, of: alice), try await panel.request(service, of: bob)]
        let queue = panel.queue()
        var orders: [OrderID] = []
        // Several orders of an account in one batch, and then all that can become of them in another.
        for number in 0..<12 {
            let account = number % 2 == 0 ? alice : bob
            orders.append(try await panel.perform(panel.placing(requests[number % 2], for: account)).placedOrder!)
        }
        let placing = (0..<4).map { queue.add(panel.placing(requests[$0 % 2], for: $0 % 2 == 0 ? alice : bob)) }
        let updates = [OrderStatus.processing, .inProgress, .completed, .partial, .canceled].enumerated().map { item in
            queue.add(panel.updating(orders[item.offset * 2], of: alice, item.element, remains: 300))
        }
        let twice = [OrderStatus.processing, .completed].map { queue.add(panel.updating(orders[1], of: bob, $0)) }
        try await queue.carryOut()
        for command in placing { _ = try await command.value.get() }
        for command in updates + twice { _ = try await command.value.get() }
        #expect(
            try await panel.store.read(OrderCounts(of: alice.id)) == [
                .pending: 3, .processing: 1, .inProgress: 1, .completed: 1, .partial: 1, .canceled: 1,
            ]
        )
        #expect(try await panel.store.read(OrderCounts(of: bob.id)) == [.pending: 7, .completed: 1])
        #expect(try await panel.store.read(OrderCounts(of: AccountID(rawValue: 99))) == [:])
    }

    private static func listingsBesideOrders(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "10000")
        let service = try await panel.service()
        let request = try await panel.request(service, of: alice)
        async let filling: Void = {
            for _ in 0..<40 { _ = try await panel.store.fillListings(small) }
        }()
        let placed = try await simultaneously(100) { number in
            let id = try #require(try await panel.perform(panel.placing(request, for: alice)).placedOrder)
            if number % 3 == 0 { try await panel.perform(panel.updating(id, of: alice, .completed)) }
            let states = try await panel.store.rows(of: OrdersOfAccount(alice.id, status: .pending, Part(limit: 999)))
            #expect(states.contains { $0.order.id == id } == (number % 3 != 0))
            return id
        }
        try await filling
        for _ in 0..<2 {
            let pending = try await pages(of: OrdersOfAccount(alice.id, status: .pending, Part(limit: 7)), on: panel)
            let completed = try await pages(
                of: OrdersOfAccount(alice.id, status: .completed, Part(limit: 7)),
                on: panel
            )
            #expect(Set(pending.map(\.order.id)).count == 66 && Set(completed.map(\.order.id)).count == 34)
            #expect(Set((pending + completed).map(\.order.id)) == Set(placed))
            try await checkBooks(panel.store)
            while try await panel.store.fillListings(small) {}
        }
    }
}

/// All rows of a listing, page by page.
func pages<L: Listing>(of listing: L, on panel: PanelFixture) async throws -> [L.Row] {
    var listing = listing
    var rows: [L.Row] = []
    while true {
        let page = try await panel.store.read(listing)
        #expect(page.rows.count <= listing.part.limit)
        rows += page.rows
        guard let next = page.next else { return rows }
        listing.part = Part(limit: listing.part.limit, after: next)
    }
}

import PanelCore
import PanelStore
import Testing

// What keeps a customer from ordering the same thing twice.
extension StoreConformance {
    static let requestIDs: [StoreScenario] = [
        StoreScenario("a repeated request_id gives the first order again and charges nothing", requestRepeated),
        StoreScenario("a request_id with other parameters is refused", requestReused),
        StoreScenario("20 tasks with one request_id make one order", requestRepeatedConcurrently),
        StoreScenario("request_ids are each account's own, and byte for byte", requestIDsAreApart),
        StoreScenario("a repeated request_id is answered whatever changed since", requestRepeatedAfterChange),
    ]

    static let duplicateLinks: [StoreScenario] = [
        StoreScenario("20 tasks ordering one guarded link make one order", duplicatesConcurrently),
        StoreScenario("every outcome of an order sets its link free", outcomesFreeLinks),
        StoreScenario("a cancel sets the link free", cancelFreesLink),
        StoreScenario("only the same service and link are kept out", guardsAreNarrow),
        StoreScenario("links that lead to the same keep each other out", targetsAreGuarded),
        StoreScenario("links that differ in spelling only guard themselves", spellingsGuardThemselves),
    ]

    private static func requestRepeated(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "5")
        let service = try await panel.service()
        let request = try await panel.request(service, of: alice)
        let command = panel.placing(request, for: alice, requestID: "r")
        let id = try #require(try await panel.perform(command).placedOrder)
        for _ in 0..<3 { #expect(try await panel.perform(command) == .repeated(id)) }
        let queue = panel.queue()
        let new = panel.placing(request, for: alice, requestID: "s")
        let answers = [queue.add(new), queue.add(command), queue.add(new)]
        try await queue.carryOut()
        #expect(try await answers[0].value.get() == .placed(OrderID(rawValue: 2)))
        #expect(try await answers[1].value.get() == .repeated(id))
        #expect(try await answers[2].value.get() == .repeated(OrderID(rawValue: 2)))
        #expect(try await panel.balance(alice) == .zero)
    }

    private static func requestReused(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "5")
        let service = try await panel.service()
        let request = try await panel.request(service, of: alice)
        let first = panel.placing(request, for: alice, requestID: "r", fingerprint: [1])
        let other = panel.placing(request, for: alice, requestID: "r", fingerprint: [2])
        let queue = panel.queue()
        let answers = [queue.add(first), queue.add(other)]
        try await queue.carryOut()
        #expect(try await answers[0].value.get() == .placed(OrderID(rawValue: 1)))
        #expect(try await answers[1].value.refusal == .requestIDReused)
        #expect(try await panel.refusal(of: other) == .requestIDReused)
        #expect(try await panel.balance(alice) == .of("2.5"))
    }

    private static func requestRepeatedConcurrently(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let service = try await panel.service()
        let request = try await panel.request(service, of: alice)
        let outcomes = try await simultaneously(20) { _ in
            try await panel.perform(panel.placing(request, for: alice, requestID: "r"))
        }
        #expect(outcomes.compactMap(\.placedOrder) == [OrderID(rawValue: 1)])
        #expect(outcomes.compactMap(\.repeatedOrder) == Array(repeating: OrderID(rawValue: 1), count: 19))
        #expect(try await panel.balance(alice) == .of("97.5"))
    }

    private static func requestIDsAreApart(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "10")
        let bob = try await panel.account("bob", balance: "10")
        let service = try await panel.service()
        let request = try await panel.request(service, of: alice)
        let queue = panel.queue()
        let answers = [
            queue.add(panel.placing(request, for: alice, requestID: "caf\u{E9}")),
            queue.add(panel.placing(request, for: alice, requestID: "cafe\u{301}")),
            queue.add(panel.placing(request, for: bob, requestID: "caf\u{E9}")),
            queue.add(panel.placing(request, for: alice, requestID: "CAF\u{E9}")),
        ]
        try await queue.carryOut()
        var placed: [Int64] = []
        for answer in answers { placed.append(try await answer.value.get().placedOrder?.rawValue ?? 0) }
        #expect(placed == [1, 2, 3, 4])
        #expect(try await panel.balance(alice) == .of("2.5"))
        #expect(try await panel.balance(bob) == .of("7.5"))
    }

    private static func requestRepeatedAfterChange(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "2.5")
        let service = try await panel.service()
        let request = try await panel.request(service, of: alice)
        let command = panel.placing(request, for: alice, requestID: "r")
        let id = try #require(try await panel.perform(command).placedOrder)
        try await panel.perform(SetServiceEnabled(id: service, isEnabled: false))
        #expect(try await panel.perform(panel.placing(request, for: alice)) == .stale)
        #expect(try await panel.perform(command) == .repeated(id))
    }

    // MARK: Guarded links

    private static func duplicatesConcurrently(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let bob = try await panel.account("bob", balance: "100")
        let service = try await panel.service { $0.deniesDuplicates = true }
        let request = try await panel.request(service, of: alice)
        let results = try await simultaneously(20) { number in
            try await panel.writer.perform(panel.placing(request, for: number % 2 == 0 ? alice : bob))
        }
        #expect(results.compactMap { try? $0.get().placedOrder } == [OrderID(rawValue: 1)])
        #expect(results.compactMap(\.refusal) == Array(repeating: .duplicateLink, count: 19))
    }

    private static func outcomesFreeLinks(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let service = try await panel.service { $0.deniesDuplicates = true }
        for outcome in [OrderStatus.completed, .partial, .canceled] {
            let id = try await panel.place(service, for: alice)
            let request = try await panel.request(service, of: alice)
            for status in [OrderStatus.pending, .processing, .inProgress] {
                try await panel.perform(panel.updating(id, of: alice, status))
                #expect(try await panel.refusal(of: panel.placing(request, for: alice)) == .duplicateLink)
            }
            // In one batch: the order after the outcome is taken, the one before it is not.
            let queue = panel.queue()
            let before = queue.add(panel.placing(request, for: alice))
            let ended = queue.add(panel.updating(id, of: alice, outcome, remains: 100))
            let after = queue.add(panel.placing(request, for: alice))
            let second = queue.add(panel.placing(request, for: alice))
            try await queue.carryOut()
            #expect(try await before.value.refusal == .duplicateLink)
            #expect(try await ended.value.get().status == outcome)
            let next = try #require(try await after.value.get().placedOrder)
            #expect(try await second.value.refusal == .duplicateLink)
            // A correction of an outcome leaves the link to the order that has it now.
            if outcome != .canceled { try await panel.perform(panel.updating(id, of: alice, .canceled)) }
            #expect(try await panel.refusal(of: panel.placing(request, for: alice)) == .duplicateLink)
            try await panel.perform(panel.updating(next, of: alice, .completed))
        }
    }

    private static func cancelFreesLink(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "5")
        let service = try await panel.service { $0.deniesDuplicates = true }
        let first = try await panel.place(service, for: alice)
        #expect(try await panel.cancel([first], by: alice).isEmpty)
        let second = try await panel.place(service, for: alice)
        try await panel.perform(panel.updating(second, of: alice, .processing))
        #expect(try await panel.cancel([second], by: alice).isEmpty)
        let request = try await panel.request(service, of: alice)
        #expect(try await panel.refusal(of: panel.placing(request, for: alice)) == .duplicateLink)
    }

    private static func guardsAreNarrow(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let service = try await panel.service { $0.deniesDuplicates = true }
        let other = try await panel.service(2) { $0.deniesDuplicates = true }
        let open = try await panel.service(3)
        _ = try await panel.place(service, for: alice)
        _ = try await panel.place(other, for: alice)
        for _ in 0..<2 { _ = try await panel.place(open, for: alice) }
        for link in [PanelFixture.link + "?a=1", PanelFixture.link.uppercased(), "x"] {
            _ = try await panel.place(service, for: alice, link: link)
        }
        #expect(try await panel.store.orders(OrderFilter(limit: 99)).count == 7)
    }

    private static func targetsAreGuarded(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let service = try await panel.service { $0.deniesDuplicates = true }
        let links = ["https://www.example.com/p/1/?igsh=a", "HTTP://Example.com/p/1?utm_source=b", "example.com/p/1"]
        for link in links {
            let id = try await panel.place(service, for: alice, link: link)
            // It is kept as it was sent.
            #expect(try await panel.order(id).order.link == link)
            for other in links {
                let request = try await panel.request(service, of: alice, link: other)
                #expect(try await panel.refusal(of: panel.placing(request, for: alice)) == .duplicateLink)
            }
            try await panel.perform(panel.updating(id, of: alice, .completed))
        }
    }

    private static func spellingsGuardThemselves(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let service = try await panel.service { $0.deniesDuplicates = true }
        let links = ["https://example.com/caf\u{E9}", "https://example.com/cafe\u{301}"]
        var open: [OrderID] = []
        for link in links { open.append(try await panel.place(service, for: alice, link: link)) }
        var queue = panel.queue()
        let ends = open.map { queue.add(panel.updating($0, of: alice, .completed)) }
        try await queue.carryOut()
        for end in ends { #expect(try await end.value.get().status == .completed) }

        open = []
        for link in links { open.append(try await panel.place(service, for: alice, link: link)) }
        let second = try await panel.request(service, of: alice, link: links[1])
        queue = panel.queue()
        let end = queue.add(panel.updating(open[0], of: alice, .completed))
        let duplicate = queue.add(panel.placing(second, for: alice))
        try await queue.carryOut()
        #expect(try await end.value.get().status == .completed)
        #expect(try await duplicate.value.refusal == .duplicateLink)
    }
}

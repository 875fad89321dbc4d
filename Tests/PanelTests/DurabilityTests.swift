import Foundation
import PanelTesting
import Synchronization
import Testing

/// What was answered is there after the process was killed at any moment.
@Suite(.serialized)
struct DurabilityTests {
    private static let kills = 20
    private static let clients = 6
    /// The most orders of a client before the server is gone: one listing has to show all, however late that is.
    private static let most = 75

    /// What the clients know.
    private final class Journal: Sendable {
        struct State {
            var answered: [String: Int64] = [:]
            var unanswered: Set<String> = []
            /// Whether a request id got two different answers.
            var contradictions: [String] = []
            var strange: [String] = []
        }

        let state = Mutex(State())

        func begin(_ requestID: String) {
            state.withLock { _ = $0.unanswered.insert(requestID) }
        }

        func note(_ requestID: String, _ answer: HTTPAnswer) {
            let order = try? answer.json()["order"]?.id
            state.withLock { state in
                guard let order else {
                    // Only a server that goes down may say that it is not there.
                    if answer.status != 503 { state.strange.append(answer.text) }
                    return
                }
                if let known = state.answered[requestID], known != order { state.contradictions.append(requestID) }
                state.answered[requestID] = order
                state.unanswered.remove(requestID)
            }
        }
    }

    private func place(_ requestID: String, _ client: APIClient, _ journal: Journal) async throws {
        let answer = try await client.call(
            "add",
            ["service": "1", "link": "https://example.com/\(requestID)", "quantity": "1234", "request_id": requestID]
        )
        journal.note(requestID, answer)
    }

    /// Places orders with ids of their own until the server is gone, or so many.
    private func load(
        round: Int,
        client number: Int,
        _ client: APIClient,
        _ journal: Journal,
        most: Int = DurabilityTests.most
    ) async {
        for count in 0..<most {
            let requestID = "\(round)-\(number)-\(count)"
            journal.begin(requestID)
            do { try await place(requestID, client, journal) } catch { return }
        }
    }

    @Test func killedTwentyTimesUnderLoadNoOrderIsLostOrMadeTwice() async throws {
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", balance: "1000000")
            try await panel.importServices(Row.make(1, "Default", "0.27819"))
            let journal = Journal()
            for round in 0..<DurabilityTests.kills {
                let client = panel.client(key)
                let before = journal.state.withLock { $0.answered.count }
                try await withThrowingTaskGroup { group in
                    for number in 0..<DurabilityTests.clients {
                        group.addTask { await load(round: round, client: number, client, journal) }
                    }
                    try await eventually("an order is taken", every: .milliseconds(1)) {
                        journal.state.withLock { $0.answered.count } > before ? true : nil
                    }
                    try await Task.sleep(for: .milliseconds(Int.random(in: 0...150)))
                    await panel.kill()
                }
                try await panel.start()
                // What got no answer is asked again, and some of what got one.
                let (open, known) = journal.state.withLock { ($0.unanswered, $0.answered.keys.prefix(20)) }
                for requestID in Array(open) + known {
                    try await place(requestID, panel.client(key), journal)
                }
            }
            let state = journal.state.withLock { $0 }
            #expect(state.contradictions == [])
            #expect(state.strange == [])
            #expect(state.unanswered == [])
            #expect(state.answered.count > DurabilityTests.kills * DurabilityTests.clients)
            try await expectAll(state.answered, in: panel, key: key)
            try await panel.expectHealthy()
        }
    }

    /// Each order that was answered is there, once, with its charge, and no other is.
    private func expectAll(_ answered: [String: Int64], in panel: TestPanel, key: String) async throws {
        let orders = try await panel.orders()
        try #require(orders.count < 10_000, "more orders than one listing shows")
        var links: [String: [Int64]] = [:]
        for order in orders {
            let id = try #require(order["id"]?.id)
            links[try #require(order["link"]?.text), default: []].append(id)
            // 1234 × 0.27819 ÷ 1000 is 0.34328646.
            #expect(order["charge"]?.text == "0.343286")
        }
        let expected = Dictionary(uniqueKeysWithValues: answered.map { ("https://example.com/\($0)", [$1]) })
        #expect(links == expected)
        let spent = Decimal(orders.count) * Decimal(string: "0.343286")!
        let balance = try #require(try await panel.balance("alice"))
        #expect(Decimal(string: balance) == 1_000_000 - spent)
        // The customer is told the same.
        let some = answered.values.prefix(100).map { String($0) }
        let statuses = try await panel.client(key).call("status", ["orders": some.joined(separator: ",")]).json()
        for id in some { #expect(statuses[id]?["charge"]?.text == "0.343286") }
    }

    @Test func aTermSignalLetsWhatHasBegunFinish() async throws {
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", balance: "1000000")
            try await panel.importServices(Row.make(1, "Default", "0.27819"))
            let journal = Journal()
            let client = panel.client(key)
            try await withThrowingTaskGroup { group in
                for number in 0..<DurabilityTests.clients {
                    group.addTask { await load(round: 0, client: number, client, journal, most: 1500) }
                }
                try await eventually("orders are taken", every: .milliseconds(5)) {
                    journal.state.withLock { $0.answered.count } > 50 ? true : nil
                }
                #expect(await panel.stop() == .code(0))
            }
            try await panel.start()
            let state = journal.state.withLock { $0 }
            #expect(state.strange == [])
            let orders = try await panel.orders().compactMap { $0["id"]?.id }
            #expect(Set(state.answered.values).isSubset(of: orders))
            #expect(Set(orders).count == orders.count)
            try await panel.expectHealthy()
        }
    }
}

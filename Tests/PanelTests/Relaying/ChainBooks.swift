import Foundation
import NIOHTTP1
import PanelCore
import PanelSandbox
import Testing

/// The books of both panels of a chain and of its sandbox, order by order.
struct ChainBooks {
    private let shop: [String: [RelayedOrder]]
    private let wholesaler: [String: [RelayedOrder]]
    private let ledger: SandboxLedger
    /// What is left to the shop's customer, and to the shop at the wholesaler.
    private let balances: (customer: String, shop: String)

    init(_ chain: PanelChain) async throws {
        shop = Dictionary(grouping: try await ChainBooks.orders(of: chain.shop), by: \.link)
        wholesaler = Dictionary(grouping: try await ChainBooks.orders(of: chain.wholesaler), by: \.link)
        ledger = chain.sandbox.ledger
        balances = (
            try #require(try await chain.shop.balance("alice")),
            try #require(try await chain.wholesaler.balance("shop"))
        )
    }

    private static func orders(of panel: TestPanel) async throws -> [RelayedOrder] {
        var orders: [RelayedOrder] = []
        let rows = try await panel.staff(.GET, "/orders?limit=10000").array
        try #require(rows.count < 10_000, "more orders than one listing shows")
        for row in rows {
            orders.append(try await panel.order(try #require(row["id"]?.id)))
        }
        return orders
    }

    /// Waits until nothing moves any more: each order has its outcome, or a person has to decide about it.
    static func settle(_ chain: PanelChain, _ count: Int) async throws {
        try await wait(for: chain.shop, "has a place at the wholesaler", count) { order, _ in
            order.upstreamID != nil || order.isFinished
        }
        try await wait(for: chain.wholesaler, "settled there", count) { $0.isSettled(besides: $1) }
        // Whoever was told the same again and again asks seldom, but after a start at once.
        try await chain.restart()
        try await wait(for: chain.wholesaler, "settled there", count) { $0.isSettled(besides: $1) }
        let open = Set(
            try await orders(of: chain.wholesaler).filter { !$0.isFinished || $0.isInDoubt }.map(\.link)
        )
        try await wait(for: chain.shop, "settled", count) { order, _ in
            order.isFinished || open.contains(order.link)
        }
    }

    private static func wait(
        for panel: TestPanel,
        _ what: String,
        _ count: Int,
        _ isWanted: (_ order: RelayedOrder, _ doubtful: Int) -> Bool
    ) async throws {
        var late: [RelayedOrder] = []
        do {
            try await eventually(what, every: .milliseconds(500)) {
                let orders = try await orders(of: panel)
                let doubtful = orders.count { $0.isInDoubt }
                late = orders.filter { !isWanted($0, doubtful) }
                return orders.count >= count && late.isEmpty ? true : nil
            }
        } catch is DidNotHappen {
            throw DidNotHappen(description: "not \(what): \(late.map(\.summary).joined(separator: "\n"))")
        }
    }

    // MARK: What has to hold

    /// Each order that a customer was told of is there, and no other.
    func expectAnswered(_ answered: [Shoppers.Request: Int64], seed: UInt64) {
        let told = Dictionary(uniqueKeysWithValues: answered.map { ($0.link, [$1]) })
        #expect(shop.mapValues { $0.map(\.id) } == told, "seed \(seed)")
    }

    /// Each order is linked with one of the next, or held, and what one took the other paid.
    func expectAgreement(takesKeys: Bool, seed: UInt64) {
        let made = Dictionary(grouping: ledger.orders, by: \.link)
        #expect(made.values.allSatisfy { $0.count == 1 }, "sent to the sandbox twice, seed \(seed)")
        #expect(wholesaler.values.allSatisfy { $0.count == 1 }, "sent to the wholesaler twice, seed \(seed)")
        #expect(ledger.isExact, "seed \(seed)")
        var doubtful = 0
        for (link, orders) in shop {
            guard let order = orders.first else { continue }
            let resold = wholesaler[link]?.first
            // The wholesaler makes one order of each key, so that nothing stays in doubt between the two.
            #expect(order.submission == "accepted", "seed \(seed): \(order.summary)")
            #expect(resold != nil && order.upstreamID == resold?.id, "seed \(seed): \(order.summary)")
            guard let resold else { continue }
            if resold.isFinished, order.isFinished {
                #expect(order.cost == resold.net, "seed \(seed): \(order.summary)")
            }
            let bought = made[link]?.first
            if resold.submission == "accepted" {
                #expect(resold.upstreamID == bought?.id, "seed \(seed): \(resold.summary)")
                #expect(resold.isFinished && order.isFinished, "seed \(seed): \(resold.summary)")
                #expect(resold.status == order.status, "seed \(seed): \(order.summary)")
                #expect(resold.cost == bought?.net, "seed \(seed): \(resold.summary)")
            } else {
                doubtful += 1
                #expect(resold.isInDoubt && resold.refunded == "0", "seed \(seed): \(resold.summary)")
            }
        }
        for link in made.keys { #expect(wholesaler[link] != nil, "seed \(seed): \(link) is nobody's") }
        // A sandbox that takes keys leaves nothing in doubt, and one that does not only what was just being sent.
        #expect(doubtful <= (takesKeys ? 0 : shop.count / 2), "seed \(seed)")
        let balance = Decimal(PanelChain.balance)
        #expect(Decimal(string: balances.customer) == balance - shop.values.joined().reduce(0) { $0 + $1.net })
        #expect(Decimal(string: balances.shop) == balance - wholesaler.values.joined().reduce(0) { $0 + $1.net })
    }
}

extension RelayedOrder {
    /// What the customer paid in the end.
    var net: Decimal { (Decimal(string: charge) ?? 0) - (Decimal(string: refunded) ?? 0) }
    /// What the provider is booked to have taken.
    var cost: Decimal { runs.reduce(0) { $0 + (Decimal(string: $1["cost"]?.text ?? "") ?? 0) } }
    /// Whether it has an outcome, or a person has it. Where several are in doubt, nothing more can be proven of any.
    func isSettled(besides doubtful: Int) -> Bool {
        isFinished || submission == "held" || (isInDoubt && doubtful > 1 && happened.contains("evidence"))
    }
}

extension SandboxLedger.Order {
    var net: Decimal {
        Decimal(charge.micros - refunded.micros) / Decimal(Money.microsPerUnit)
    }
}

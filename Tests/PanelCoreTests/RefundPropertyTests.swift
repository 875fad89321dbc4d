import PanelCore
import PanelTesting
import Testing

/// Any changes in any order: the books always agree with the orders.
struct RefundPropertyTests {
    @Test(arguments: 1...40)
    func noSequenceOfChangesGivesBackMoreThanTheCharge(seed: UInt64) throws {
        var random = Seeded(seed)
        let quantity = Int64.random(in: 1...(Bool.random(using: &random) ? 7 : 100_000), using: &random)
        let rate = Money(micros: Int64.random(in: 0...(Bool.random(using: &random) ? 5 : 9_000_000), using: &random))
        let store = MemoryStore(selling: [.sample { ($0.rate, $0.minimum, $0.maximum) = (rate, 1, quantity) }])
        let opening = money("1000000")
        _ = store.run(CreditAccount.sample(opening))
        _ = store.run([try store.place(.sample.setting(.quantity, String(quantity)))])
        for _ in 0..<60 {
            let before = try #require(store.orders[order(101)])
            let change = anyChange(upTo: quantity, with: &random)
            let command = UpdateOrder(id: order(101), account: alice, change: change, now: noon)
            let result = store.run(command)
            let after = try #require(store.orders[order(101)])
            if case .failure = result { #expect(store.changedNothing) }
            #expect(after.refunded >= before.refunded && after.refunded <= after.charge)
            #expect(after.charge == before.charge)
            #expect(Int128(after.netCharge.micros) == store.booked(for: after), "\(change)")
            #expect(after.status != .canceled || after.netCharge == .zero)
            #expect(store.run(command) == result, "told again, the answer is the same")
            #expect(store.changedNothing)
        }
        let spent = try #require(store.orders[order(101)]).netCharge
        #expect(store.balances[alice] == money("1000100").subtracting(spent))
    }

    private func anyChange(upTo quantity: Int64, with random: inout Seeded) -> OrderChange {
        let remains = Int64.random(in: -1...(quantity + 1), using: &random)
        // Outcomes are rarer than progress, or every sequence would soon be at its end.
        let isOutcome = Int.random(in: 0..<4, using: &random) == 0
        let statuses: [OrderStatus?] = isOutcome ? [.completed, .partial, .partial, .canceled] : [nil, .inProgress]
        return OrderChange(
            status: statuses.randomElement(using: &random) ?? nil,
            startCount: Bool.random(using: &random) ? Int64.random(in: -1...50, using: &random) : nil,
            remains: Int.random(in: 0..<3, using: &random) > 0 ? remains : nil
        )
    }
}

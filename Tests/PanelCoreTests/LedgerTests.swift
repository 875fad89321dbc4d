import PanelCore
import Testing

struct LedgerTests {
    @Test func causesAreTextAndNumbersThatTellThemApart() {
        let causes: [Cause] = [
            .orderCharge(order(42)), .orderRefund(order(42), number: 1), .orderRefund(order(42), number: 2),
            .orderCharge(order(7)), .orderRefund(order(7), number: 1), .credit(CreditID(rawValue: 42)),
            .credit(CreditID(rawValue: 7)),
        ]
        #expect(causes.prefix(2).map(\.description) == ["order:42:charge", "order:42:refund:1"])
        #expect(causes.last?.description == "credit:7")
        #expect(Set(causes.map(\.description)).count == causes.count)
        #expect(Set(causes.map { [$0.key.kind, $0.key.subject, $0.key.number] }).count == causes.count)
    }

    @Test func customersHavePositiveCodesAndTheHouseNegativeOnes() {
        let house = [LedgerAccount.sales, .deposits, .adjustments].map(\.code)
        #expect(Set(house).count == 3)
        #expect(house.allSatisfy { $0 < 0 })
        #expect(LedgerAccount.customer(alice).code == alice.rawValue)
    }

    @Test func aBatchOfEverythingAddsUpToZero() throws {
        let store = MemoryStore(selling: [.sample { $0.offersCancel = true }], balance: "0")
        let credit = CreditAccount.sample(money("50"))
        _ = store.run(credit, try store.place(), try store.place(), try store.place(by: bob))
        let cancel = CancelOrders(account: alice, orders: [order(101)], catalogue: store.catalogue, now: noon)
        let partial = UpdateOrder(
            id: order(102),
            account: alice,
            change: OrderChange(status: .partial, remains: 40),
            now: noon
        )
        _ = store.run(cancel, partial, CreditAccount.sample(money("-9"), reference: "R2"))
        #expect(
            entries(of: store.transfers) == [
                .deposits: -50_000_000, .adjustments: 9_000_000, .sales: 150_000, .customer(alice): 40_850_000,
            ]
        )
        #expect(entries(of: store.transfers).values.reduce(0, +) == 0)
    }
}

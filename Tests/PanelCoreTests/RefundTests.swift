import PanelCore
import Testing

struct RefundTests {
    @Test(
        arguments: [
            // quantity, charge, remains, refund
            (1000, "10", 1000, "10"), (1000, "10", 1, "0.01"), (1000, "10", 999, "9.99"), (3, "1", 1, "0.333333"),
            (3, "1", 2, "0.666667"), (2, "0.000001", 1, "0.000001"), (3, "0.000001", 1, "0"),
            (3, "0.000001", 2, "0.000001"),
            (7, "0", 3, "0"), (1, "5", 1, "5"), (1000, "0.27819", 157, "0.043676"),
            (Int64.max, "9223372036854.775807", .max, "9223372036854.775807"),
            (.max, "9223372036854.775807", 1, "0.000001"),
        ] as [(Int64, String, Int64, String)]
    )
    func aPartialOrderGivesBackWhatWasNotDelivered(quantity: Int64, charge: String, remains: Int64, refund: String) {
        let store = MemoryStore(balance: "0", orders: [.sample(quantity: quantity, charge: charge)])
        #expect(throws: Never.self) { try store.run(update(.partial, remains: remains)).get() }
        #expect(store.balances[alice] == money(refund))
        #expect(store.orders[order(1)]?.refunded == money(refund))
        #expect(store.orders[order(1)]?.netCharge == money(charge).subtracting(money(refund)))
    }

    @Test(arguments: ["10", "0.000001", "0", "9223372036854.775807"])
    func aCanceledOrderGivesBackEverything(charge: String) {
        let store = MemoryStore(balance: "0", orders: [.sample(charge: charge)])
        #expect(throws: Never.self) { try store.run(update(.canceled)).get() }
        #expect(store.balances[alice] == money(charge))
        #expect(store.orders[order(1)]?.netCharge == .zero)
        #expect(store.transfers.count == (money(charge) == .zero ? 0 : 1))
    }

    @Test func correctionsPayTheDifferenceAndEachHasACauseOfItsOwn() throws {
        let store = MemoryStore(balance: "0", orders: [.sample()])
        let steps: [(UpdateOrder, String)] = [
            (update(.completed), "0"), (update(.partial, remains: 300), "3"), (update(remains: 300), "3"),
            (update(.partial, remains: 301), "3.01"), (update(remains: 1000), "10"), (update(.canceled), "10"),
        ]
        for (step, balance) in steps {
            _ = try store.run(step).get()
            #expect(store.balances[alice] == money(balance))
        }
        #expect(store.transfers.map(\.amount) == [money("3"), money("0.01"), money("6.99")])
        #expect(store.transfers.map(\.cause.description) == (1...3).map { "order:1:refund:\($0)" })
        #expect(store.transfers.allSatisfy { $0.source == .sales && $0.destination == .customer(alice) })
        #expect(store.orders[order(1)]?.refundCount == 3)
    }

    @Test func correctionsInOneBatchPayTheSame() {
        let store = MemoryStore(balance: "0", orders: [.sample()])
        let steps = [update(.completed), update(.partial, remains: 300), update(.canceled), update(.canceled)]
        #expect(store.run(steps).allSatisfy { (try? $0.get()) != nil })
        #expect(store.transfers.map(\.amount) == [money("3"), money("7")])
        #expect(store.balances[alice] == money("10"))
    }

    @Test(arguments: [299, 1] as [Int64])
    func fewerRemainsThanWereSettledAreRefused(remains: Int64) {
        let store = MemoryStore(orders: [.settled(.partial)])
        let due = money("0.01").scaled(by: remains, over: 1)
        for change in [update(remains: remains), update(.partial, remains: remains)] {
            #expect(store.run(change) == .failure(.outcome(.wouldTakeBack(refunded: money("3"), due: due ?? .zero))))
            #expect(store.changedNothing)
        }
    }

    @Test(arguments: [nil, 0] as [Int64?])
    func aPartialOrderNeedsRemains(remains: Int64?) {
        for before in [Order.sample(), .sample(status: .completed), .sample(status: .completed, remains: 0)] {
            let store = MemoryStore(orders: [before])
            #expect(
                store.run(update(.partial, remains: remains))
                    == .failure(.outcome(.partialWithoutRemains(quantity: 1000)))
            )
            #expect(store.changedNothing)
        }
    }

    @Test func remainsThatWereToldBeforeCountWhenItBecomesPartial() throws {
        let store = MemoryStore(balance: "0", orders: [.sample(status: .inProgress, remains: 200)])
        #expect(try store.run(update(.partial)).get().refunded == money("2"))
    }

    @Test func remainsOfACanceledOrderMoveNothing() throws {
        let store = MemoryStore(orders: [.settled(.canceled)])
        #expect(try store.run(update(remains: 400)).get().remains == 400)
        #expect(store.transfers.isEmpty)
    }

    @Test func aRefundThatTheBalanceCanNotHoldIsRefused() {
        let store = MemoryStore(balance: "9223372036854.775807", orders: [.sample(charge: "0.000001")])
        #expect(store.run(update(.canceled)) == .failure(.outcome(.balanceTooLarge)))
        #expect(store.changedNothing)
    }

    @Test func aRefundEarlierInTheBatchCanBeSpent() throws {
        let store = MemoryStore(balance: "0", orders: [.sample(charge: "0.25")])
        let results = store.run(update(.canceled), try store.place())
        #expect(results.1 == .success(.placed(order(101))))
        #expect(store.balances[alice] == .zero)
    }
}

import PanelCore
import Testing

struct CancelOrdersTests {
    enum Answer: Equatable {
        case taken
        case refused(APIRefusal)
    }

    @Test func aPendingOrderIsCanceledAndRefundedAtOnce() {
        let store = store([.sample()], balance: "1")
        #expect(cancel([1], in: store) == [order(1): .taken])
        let canceled = store.orders[order(1)]
        #expect(canceled?.status == .canceled)
        #expect(canceled?.netCharge == .zero)
        #expect(canceled?.cancelRequestedAt == noon.adding(hours: 1))
        #expect(canceled?.finishedAt == noon.adding(hours: 1))
        #expect(store.balances[alice] == money("11"))
        #expect(store.transfers.map(\.cause) == [.orderRefund(order(1), number: 1)])
    }

    @Test(arguments: [OrderStatus.processing, .inProgress])
    func forAnOrderThatWasHandedOnTheRequestIsNoted(status: OrderStatus) throws {
        let store = store([.sample(status: status)], balance: "1")
        #expect(cancel([1], in: store) == [order(1): .taken])
        #expect(store.orders[order(1)]?.status == status)
        #expect(store.orders[order(1)]?.cancelRequestedAt == noon.adding(hours: 1))
        #expect(store.balances[alice] == money("1"))
        #expect(store.transfers.isEmpty)
        // The refund comes with the outcome.
        #expect(try store.run(update(.canceled)).get().netCharge == .zero)
        #expect(store.balances[alice] == money("11"))
    }

    @Test(arguments: [OrderStatus.completed, .partial, .canceled])
    func afterItsOutcomeItIsTooLate(status: OrderStatus) {
        let store = store([.settled(status)])
        #expect(cancel([1], in: store) == [order(1): .refused(.cancelUnavailable)])
        #expect(store.changedNothing)
    }

    @Test(arguments: OrderStatus.allCases)
    func aServiceThatDoesNotOfferItRefuses(status: OrderStatus) {
        let store = MemoryStore(orders: [.settled(status), .sample(2, service: 9)])
        let unavailable = Answer.refused(.cancelUnavailable)
        #expect(cancel([1, 2], in: store) == [order(1): unavailable, order(2): unavailable])
        #expect(store.changedNothing)
    }

    @Test func aDisabledServiceStillCancels() {
        let store = MemoryStore(
            selling: [.sample { ($0.offersCancel, $0.isEnabled) = (true, false) }],
            orders: [.sample()]
        )
        #expect(cancel([1], in: store) == [order(1): .taken])
    }

    @Test(arguments: [OrderStatus.pending, .processing, .inProgress])
    func askingAgainIsTakenAgainAndDoesNothing(status: OrderStatus) {
        let store = store([.sample(status: status)])
        let expected = [order(1): Answer.taken]
        #expect(cancel([1], in: store) == expected)
        let balance = store.balances[alice]
        for _ in 0..<2 {
            #expect(cancel([1], in: store, at: noon.adding(hours: 2)) == expected)
            #expect(store.changedNothing)
        }
        // Whatever came of it, and even if the service no longer offers it.
        _ = store.run(update(.canceled), ImportServices([.sample()]))
        #expect(cancel([1], in: store) == expected)
        #expect(store.changedNothing)
        #expect(status != .pending || store.balances[alice] == balance)
    }

    @Test(arguments: [true, false])
    func askingTwiceInOneBatchRefundsOnce(inOneCommand: Bool) {
        let store = store([.sample()], balance: "0")
        let command = CancelOrders(
            account: alice,
            orders: Array(repeating: order(1), count: inOneCommand ? 2 : 1),
            catalogue: store.catalogue,
            now: noon
        )
        let results = store.run(Array(repeating: command, count: inOneCommand ? 1 : 2))
        for result in results { #expect(answers(result.get()) == [order(1): .taken]) }
        #expect(store.balances[alice] == money("10"))
        #expect(store.transfers.count == 1)
    }

    @Test func somebodyElsesOrderIsUnknown() {
        let store = store([.sample(1, of: bob), .sample(2, of: bob, status: .completed)])
        let unknown = Answer.refused(.unknownOrder)
        #expect(cancel([1, 2, 3], in: store) == [order(1): unknown, order(2): unknown, order(3): unknown])
        #expect(store.changedNothing)
    }

    @Test func eachOrderOfAListIsAnsweredByItself() {
        let store = store(
            [
                .sample(1), .sample(2, of: bob), .sample(3, status: .completed), .sample(4, status: .inProgress),
                .sample(5),
            ],
            balance: "0"
        )
        #expect(
            cancel([5, 4, 3, 2, 1, 9], in: store) == [
                order(1): .taken, order(2): .refused(.unknownOrder),
                order(3): .refused(.cancelUnavailable), order(4): .taken,
                order(5): .taken, order(9): .refused(.unknownOrder),
            ]
        )
        #expect(store.balances == [alice: money("20"), bob: .zero])
        #expect(Set(store.changes.orders.updated.keys) == [order(1), order(4), order(5)])
    }

    @Test func aRefundThatTheBalanceCanNotHoldLeavesTheOrderAsItWas() {
        let store = store([.sample(1), .sample(2, charge: "0.000001")], balance: "9223372036854.775806")
        #expect(cancel([1, 2], in: store) == [order(1): .refused(.cancelUnavailable), order(2): .taken])
        #expect(store.orders[order(1)] == .sample(1))
        #expect(store.balances[alice]?.micros == .max)
    }

    @Test func anOldCatalogueIsStale() {
        let store = store([.sample()])
        let old = store.catalogue
        _ = store.run(AddLinkRule(text: "bad"))
        let command = CancelOrders(account: alice, orders: [order(1)], catalogue: old, now: noon)
        #expect(answers(store.run(command).get()) == nil)
        #expect(store.changedNothing)
    }

    private func store(_ orders: [Order], balance: String = "100") -> MemoryStore {
        MemoryStore(selling: [.sample { $0.offersCancel = true }], balance: balance, orders: orders)
    }

    /// What Alice is answered.
    private func cancel(
        _ ids: [Int64],
        in store: MemoryStore,
        at now: Timestamp = noon.adding(hours: 1)
    ) -> [OrderID: Answer]? {
        let command = CancelOrders(account: alice, orders: ids.map(order), catalogue: store.catalogue, now: now)
        return answers(store.run(command).get())
    }

    private func answers(_ outcome: CancelOrders.Outcome) -> [OrderID: Answer]? {
        outcome?.mapValues { result in
            switch result {
            case .success: .taken
            case .failure(let refusal): .refused(refusal)
            }
        }
    }
}

import PanelCore
import Testing

struct RequestRefillsTests {
    private static let unavailable: Result<RefillID, APIRefusal> = .failure(.refillUnavailable)
    /// The first moment at which a refill of what was finished at noon can be asked for, and the last.
    private static let opens = noon.adding(hours: 24)
    private static let closes = noon.adding(days: 30)

    @Test(arguments: [OrderStatus.completed, .partial])
    func aFinishedOrderCanBeRefilled(status: OrderStatus) {
        let store = store([.settled(status)])
        #expect(ask([1], in: store) == [order(1): .success(refill(51))])
        let made = Refill(id: refill(51), order: order(1), account: alice, createdAt: RequestRefillsTests.opens)
        #expect(store.refills == [refill(51): made])
        #expect(made.status == .pending)
        #expect(store.transfers.isEmpty)
    }

    @Test(arguments: [OrderStatus.pending, .processing, .inProgress, .canceled])
    func otherOrdersCanNot(status: OrderStatus) {
        let store = store([.settled(status)])
        #expect(ask([1], in: store) == [order(1): RequestRefillsTests.unavailable])
        #expect(store.changedNothing)
    }

    @Test(arguments: [
        (opens.adding(milliseconds: -1), false), (opens, true), (closes, true), (closes.adding(milliseconds: 1), false),
        (noon, false), (noon.adding(days: -1), false),
    ])
    func theWindowIsExactToTheMillisecond(now: Timestamp, isOpen: Bool) {
        let store = store([.settled(.completed)])
        let expected = isOpen ? .success(refill(51)) : RequestRefillsTests.unavailable
        #expect(ask([1], in: store, at: now) == [order(1): expected])
        #expect(store.changedNothing == !isOpen)
    }

    @Test(
        arguments: [(0, 0, 0, true), (0, 0, 1, false), (2, 1, 7_200_000, true), (2, 1, 7_199_999, false)]
            as [(Int64, Int64, Int64, Bool)]
    )
    func theServiceSetsTheWindow(hours: Int64, days: Int64, milliseconds: Int64, isOpen: Bool) {
        let store = MemoryStore(
            selling: [.sample { ($0.offersRefill, $0.refillAfterHours, $0.refillDays) = (true, hours, days) }],
            orders: [.settled(.completed)]
        )
        let answer = ask([1], in: store, at: noon.adding(milliseconds: milliseconds))
        #expect(answer == [order(1): isOpen ? .success(refill(51)) : RequestRefillsTests.unavailable])
    }

    @Test func theLongestWindowDoesNotOverflow() {
        let longest = Service.longestRefillDays
        let store = MemoryStore(
            selling: [
                .sample { ($0.offersRefill, $0.refillAfterHours, $0.refillDays) = (true, longest * 24, longest) }
            ],
            orders: [.settled(.completed)]
        )
        #expect(ask([1], in: store, at: noon.adding(days: longest)) == [order(1): .success(refill(51))])
    }

    @Test func theWindowCountsFromTheFirstOutcome() {
        let store = store([.settled(.completed)])
        _ = store.run(update(.partial, remains: 5, at: noon.adding(days: 29)))
        #expect(ask([1], in: store, at: noon.adding(days: 30)) == [order(1): .success(refill(51))])
    }

    @Test func aServiceThatDoesNotOfferItRefuses() {
        let store = MemoryStore(orders: [.settled(.completed), .sample(2, service: 9, status: .completed)])
        let expected = [order(1): RequestRefillsTests.unavailable, order(2): RequestRefillsTests.unavailable]
        #expect(ask([1, 2], in: store) == expected)
    }

    @Test(arguments: [RefillStatus.completed, .rejected])
    func anOrderHasOneOpenRefill(outcome: RefillStatus) {
        let store = store([.settled(.completed)])
        #expect(ask([1], in: store) == [order(1): .success(refill(51))])
        for status in [RefillStatus.pending, .inProgress] {
            _ = store.run(UpdateRefill(id: refill(51), status: status, now: noon))
            #expect(ask([1], in: store) == [order(1): RequestRefillsTests.unavailable])
        }
        _ = store.run(UpdateRefill(id: refill(51), status: outcome, now: noon))
        #expect(ask([1], in: store) == [order(1): .success(refill(52))])
        #expect(ask([1], in: store) == [order(1): RequestRefillsTests.unavailable])
    }

    @Test func inOneBatchTheSecondIsRefused() {
        let store = store([.settled(.completed)])
        let command = command([1], in: store)
        let results = store.run(command, command, UpdateRefill(id: refill(51), status: .inProgress, now: noon))
        #expect(results.0 == .success([order(1): .success(refill(51))]))
        #expect(results.1 == .success([order(1): RequestRefillsTests.unavailable]))
        #expect(store.refills.count == 1)
    }

    @Test func aRefillThatIsClosedEarlierInTheBatchIsNotInTheWay() {
        let store = store([.settled(.completed)])
        _ = ask([1], in: store)
        let command = command([1], in: store)
        let close = UpdateRefill(id: refill(51), status: .completed, now: noon)
        let results = store.run(command, close, command, command)
        #expect(results.0 == .success([order(1): RequestRefillsTests.unavailable]))
        #expect(results.2 == .success([order(1): .success(refill(52))]))
        #expect(results.3 == .success([order(1): RequestRefillsTests.unavailable]))
    }

    @Test func anOrderThatIsNamedTwiceIsAnsweredOnce() {
        let store = store([.settled(.completed)])
        #expect(ask([1, 1], in: store) == [order(1): .success(refill(51))])
        #expect(store.refills.count == 1)
    }

    @Test func eachOrderOfAListIsAnsweredByItself() {
        let store = store([
            .sample(1, status: .completed), .sample(2, of: bob, status: .completed), .sample(3), .settled(.partial, 4),
        ])
        #expect(
            ask([4, 3, 2, 1, 9], in: store) == [
                order(1): .success(refill(52)), order(2): .failure(.unknownOrder),
                order(3): RequestRefillsTests.unavailable, order(4): .success(refill(51)),
                order(9): .failure(.unknownOrder),
            ]
        )
        #expect(store.changes.allotted[Refill.self] == 2)
    }

    @Test func anOldCatalogueIsStale() {
        let store = store([.settled(.completed)])
        let command = command([1], in: store)
        _ = store.run(AddLinkRule(text: "bad"))
        #expect(store.run(command) == .success(nil))
        #expect(store.changedNothing)
    }

    private func store(_ orders: [Order]) -> MemoryStore {
        MemoryStore(selling: [.sample { $0.offersRefill = true }], orders: orders)
    }

    private func command(_ ids: [Int64], in store: MemoryStore, at now: Timestamp = opens) -> RequestRefills {
        RequestRefills(account: alice, orders: ids.map(order), catalogue: store.catalogue, now: now)
    }

    /// What Alice is answered.
    private func ask(_ ids: [Int64], in store: MemoryStore, at now: Timestamp = opens) -> RequestRefills.Outcome {
        store.run(command(ids, in: store, at: now)).get()
    }
}

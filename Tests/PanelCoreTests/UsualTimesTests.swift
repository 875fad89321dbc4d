import PanelCore
import Testing

struct UsualTimesTests {
    private func orders(_ times: [Int64]) -> [OrderTimes] { times.map { OrderTimes(toStart: $0, toFinish: 10 * $0) } }

    @Test func tooFewSayNothing() {
        #expect(UsualTimes(of: orders(Array(1...9))) == nil)
        #expect(UsualTimes(of: orders(Array(1...10))) != nil)
    }

    @Test func isTheMiddleOne() {
        let shuffled: [Int64] = [11, 3, 7, 1, 9, 5, 2, 10, 4, 8, 6]
        #expect(UsualTimes(of: orders(shuffled)) == UsualTimes(toStart: 6, toFinish: 60))
        // Between two in the middle it is the greater one.
        #expect(UsualTimes(of: orders(Array(1...10))) == UsualTimes(toStart: 6, toFinish: 60))
        // What takes forever, or no time at all, moves it by one place and no more.
        #expect(UsualTimes(of: orders(Array(1...10) + [.max / 10])) == UsualTimes(toStart: 6, toFinish: 60))
        #expect(UsualTimes(of: orders(Array(repeating: 5, count: 12)))?.toStart == 5)
    }

    @Test func bothTimesHaveMediansOfTheirOwn() {
        let orders = (1...11).map { OrderTimes(toStart: $0, toFinish: 100 - $0) }
        #expect(UsualTimes(of: orders) == UsualTimes(toStart: 6, toFinish: 94))
    }

    @Test func clocksThatAreSetDoNoHarm() {
        #expect(OrderTimes(toStart: -5, toFinish: .min) == OrderTimes(toStart: 0, toFinish: 0))
        #expect(OrderTimes(toStart: .max, toFinish: 1).toStart == Int64(Int32.max))
    }

    // MARK: Counting

    private let store = MemoryStore(selling: [.sample(1), .sample(2)])

    private func completed(_ id: Int64, of number: Int64 = 1, _ times: OrderTimes?) -> CompletedOrder {
        CompletedOrder(
            id: OrderID(rawValue: id),
            service: service(number),
            finishedAt: Timestamp(milliseconds: id),
            times: times
        )
    }

    private var counted: CountedOrders { store.records[CountedOrders.self][CountedOrders.only] ?? .none }
    private func times(_ id: Int64) -> [Int64]? { store.records[ServiceTimes.self][service(id)]?.orders.map(\.toStart) }

    @Test func theLastOnesCount() throws {
        let all = (1...250).map { completed($0, OrderTimes(toStart: $0, toFinish: $0)) }
        for part in [all[..<1], all[1..<120], all[120...]] {
            #expect(try store.run(CountCompletedOrders(Array(part), since: counted)).get())
        }
        #expect(times(1) == Array(151...250))
        #expect(counted == CountedOrders(finishedAt: Timestamp(milliseconds: 250), order: OrderID(rawValue: 250)))
    }

    @Test func whatSaysNothingIsPassed() throws {
        let orders = [completed(1, nil), completed(2, of: 2, OrderTimes(toStart: 3, toFinish: 4)), completed(3, nil)]
        #expect(try store.run(CountCompletedOrders(orders, since: .none)).get())
        #expect(times(1) == nil && times(2) == [3])
        #expect(counted.order == OrderID(rawValue: 3))
    }

    @Test func nothingIsCountedTwice() throws {
        let orders = [completed(1, OrderTimes(toStart: 3, toFinish: 4))]
        let first = CountCompletedOrders(orders, since: .none)
        #expect(try store.run(first).get())
        #expect(try !store.run(first).get())
        #expect(times(1) == [3])
    }

    // MARK: When an order has started

    @Test func theFirstSignOfItCounts() throws {
        let store = MemoryStore(orders: [.sample(1), .sample(2), .sample(3), .sample(4)])
        func update(_ id: Int64, _ status: OrderStatus, remains: Int64? = nil, after minutes: Int64) throws {
            let command = UpdateOrder(
                id: OrderID(rawValue: id),
                account: alice,
                change: OrderChange(status: status, remains: remains),
                now: noon.adding(minutes: minutes)
            )
            _ = try store.run(Audited(command, by: Principal(.machine(user: "tester"), from: .command), at: noon)).get()
        }
        func started(_ id: Int64) -> Timestamp? { store.orders[OrderID(rawValue: id)]?.startedAt }
        try update(1, .processing, after: 1)
        #expect(started(1) == nil)
        try update(1, .inProgress, after: 2)
        try update(1, .completed, after: 9)
        #expect(started(1) == noon.adding(minutes: 2))
        // Nobody saw it start.
        try update(2, .completed, after: 5)
        #expect(started(2) == noon.adding(minutes: 5))
        try update(3, .canceled, after: 5)
        #expect(started(3) == nil)
        try update(4, .partial, remains: 10, after: 6)
        #expect(started(4) == noon.adding(minutes: 6))
    }
}

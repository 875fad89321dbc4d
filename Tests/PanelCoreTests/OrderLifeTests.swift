import PanelCore
import Testing

/// An update of order 1, which is Alice's.
func update(
    _ status: OrderStatus? = nil,
    startCount: Int64? = nil,
    remains: Int64? = nil,
    at now: Timestamp = noon
) -> UpdateOrder {
    let change = OrderChange(status: status, startCount: startCount, remains: remains)
    return UpdateOrder(id: order(1), account: alice, change: change, now: now)
}

extension Order {
    /// An order of that status as it is when nothing went wrong: a partial one has 300 of 1,000 left.
    static func settled(_ status: OrderStatus, _ id: Int64 = 1) -> Order {
        switch status {
        case .partial: .sample(id, status: .partial, remains: 300, refunded: "3")
        case .canceled: .sample(id, status: .canceled, refunded: "10")
        default: .sample(id, status: status)
        }
    }
}

struct OrderLifeTests {
    /// Where an order may go from each status, in the order of the columns.
    static let transitions: [(OrderStatus, [OrderStatus])] = [
        (.pending, [.pending, .processing, .inProgress, .completed, .partial, .canceled]),
        (.processing, [.processing, .inProgress, .completed, .partial, .canceled]),
        (.inProgress, [.inProgress, .completed, .partial, .canceled]),
        (.completed, [.completed, .partial, .canceled]),
        (.partial, [.partial, .canceled]),
        (.canceled, [.canceled]),
    ]

    @Test func everyStatusHasARow() {
        #expect(OrderLifeTests.transitions.map(\.0) == OrderStatus.allCases)
    }

    @Test(arguments: transitions)
    func anOrderGoesWhereItsLifeAllows(from: OrderStatus, allowed: [OrderStatus]) {
        for next in OrderStatus.allCases {
            let store = MemoryStore(orders: [.settled(from)])
            let result = store.run(update(next, remains: next == .partial ? 300 : nil, at: noon.adding(hours: 1)))
            if allowed.contains(next) {
                #expect(throws: Never.self) { try result.get() }
                #expect(store.orders[order(1)]?.status == next)
                #expect(store.orders[order(1)]?.refunded == Order.settled(next).refunded)
                #expect(store.changedNothing == (next == from))
            } else {
                #expect(result == .failure(.outcome(.illegalTransition(from: from, to: next))))
                #expect(store.changedNothing)
            }
        }
    }

    @Test(arguments: OrderStatus.allCases)
    func whatIsToldAgainChangesNothing(status: OrderStatus) throws {
        let store = MemoryStore(orders: [.sample()])
        let told = update(status, startCount: 5, remains: 300)
        let first = try store.run(told).get()
        for hours in 1...3 as ClosedRange<Int64> {
            let again = update(status, startCount: 5, remains: 300, at: noon.adding(hours: hours))
            #expect(store.run(again) == .success(first))
            #expect(store.changedNothing)
        }
        let batch = store.run(Array(repeating: told, count: 3))
        #expect(batch == Array(repeating: .success(first), count: 3))
        #expect(store.changedNothing)
    }

    @Test func itIsFinishedWhenItsFirstOutcomeIsTold() throws {
        let store = MemoryStore(orders: [.sample()])
        let later = (1...4).map { noon.adding(hours: $0) }
        #expect(try store.run(update(.inProgress, at: later[0])).get().finishedAt == nil)
        #expect(try store.run(update(.completed, at: later[1])).get().finishedAt == later[1])
        #expect(try store.run(update(.canceled, at: later[2])).get().finishedAt == later[1])
        #expect(store.orders[order(1)]?.updatedAt == later[2])
        #expect(try store.run(update(.canceled, at: later[3])).get().updatedAt == later[2])
    }

    @Test(arguments: [(nil, 0), (157, 157), (0, 0), (1000, 1000)] as [(Int64?, Int64)])
    func aCompletedOrderHasNothingLeftUnlessItIsTold(told: Int64?, remains: Int64) throws {
        let store = MemoryStore(orders: [.sample(status: .inProgress, remains: 500)])
        let completed = try store.run(update(.completed, remains: told)).get()
        #expect(completed.remains == remains)
        #expect(completed.refunded == .zero)
        #expect(store.transfers.isEmpty)
        #expect(try store.run(update(.completed)).get().remains == remains)
    }

    @Test(arguments: [0, 1, 999, 1000] as [Int64])
    func remainsWithinTheQuantityAreTaken(remains: Int64) throws {
        let store = MemoryStore(orders: [.sample(status: .inProgress)])
        #expect(try store.run(update(remains: remains)).get().remains == remains)
        #expect(store.transfers.isEmpty)
    }

    @Test(arguments: [-1, 1001, .min, .max] as [Int64])
    func otherRemainsAreRefused(remains: Int64) {
        for status in [nil, OrderStatus.completed, .partial, .canceled] {
            let store = MemoryStore(orders: [.sample(status: .inProgress)])
            let result = store.run(update(status, startCount: 7, remains: remains))
            #expect(result == .failure(.outcome(.remainsOutOfRange(quantity: 1000))))
            #expect(store.changedNothing)
        }
    }

    @Test(arguments: [(0, true), (Int64.max, true), (-1, false), (.min, false)] as [(Int64, Bool)])
    func aStartCountIsNotNegative(startCount: Int64, isTaken: Bool) {
        let store = MemoryStore(orders: [.sample(status: .processing)])
        let result = store.run(update(.inProgress, startCount: startCount))
        if isTaken {
            #expect(throws: Never.self) { try result.get() }
            #expect(store.orders[order(1)]?.startCount == startCount)
        } else {
            #expect(result == .failure(.outcome(.negativeStartCount)))
            #expect(store.changedNothing)
        }
    }

    @Test func whatIsNotToldStays() throws {
        let store = MemoryStore(orders: [.sample()])
        _ = store.run(update(.inProgress, startCount: 3572, remains: 900))
        let updated = try store.run(update(remains: 157)).get()
        #expect((updated.status, updated.startCount, updated.remains) == (.inProgress, 3572, 157))
    }

    @Test func aChangeOfNothingIsRefused() {
        let store = MemoryStore(orders: [.sample()])
        #expect(store.run(update()) == .failure(.outcome(.nothingToChange)))
    }

    @Test func anOrderThatIsNotThereIsRefused() {
        let store = MemoryStore(orders: [.sample(2), .sample(3, of: bob)])
        for id in [order(1), order(3)] {
            let change = OrderChange(status: .canceled)
            let result = store.run(UpdateOrder(id: id, account: alice, change: change, now: noon))
            #expect(result == .failure(.unknown(id)))
        }
        #expect(store.transfers.isEmpty)
    }

    @Test func statusesAreNamedAsOnTheWire() {
        #expect(
            OrderStatus.allCases.map(\.wireName)
                == ["Pending", "Processing", "In progress", "Completed", "Partial", "Canceled"]
        )
        for status in OrderStatus.allCases { #expect(OrderStatus(identifier: status.identifier) == status) }
        #expect(OrderStatus(identifier: "Completed") == nil)
    }
}

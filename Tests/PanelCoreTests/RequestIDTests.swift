import PanelCore
import Testing

struct RequestIDTests {
    private let first = PlaceOrder.Identity(requestID: "a", fingerprint: [1, 2])
    private let changed = PlaceOrder.Identity(requestID: "a", fingerprint: [1, 3])

    @Test(arguments: [true, false])
    func theSameRequestGivesTheSameOrderAndChargesNothing(inOneBatch: Bool) throws {
        let store = MemoryStore()
        let place = try store.place(identity: first)
        let results = inOneBatch ? store.run([place, place]) : [store.run(place), store.run(place)]
        #expect(results == [.success(.placed(order(101))), .success(.repeated(order(101)))])
        #expect(store.balances[alice] == money("99.75"))
        #expect(store.orders.count == 1)
        #expect(inOneBatch || store.changedNothing)
    }

    @Test(arguments: [true, false])
    func otherParametersWithTheSameIDAreRefused(inOneBatch: Bool) throws {
        let store = MemoryStore()
        let commands = try [store.place(identity: first), store.place(identity: changed), store.place(identity: first)]
        let results = inOneBatch ? store.run(commands) : commands.map { store.run($0) }
        #expect(
            results == [
                .success(.placed(order(101))), .failure(.requestIDReused), .success(.repeated(order(101))),
            ]
        )
        #expect(store.transfers.count == 1)
    }

    @Test func eachAccountHasItsOwn() throws {
        let store = MemoryStore()
        let results = store.run(try [alice, bob].map { try store.place(by: $0, identity: first) })
        #expect(results == [.success(.placed(order(101))), .success(.placed(order(102)))])
    }

    @Test func withoutOneEveryRequestIsNew() throws {
        let store = MemoryStore()
        #expect(store.run([try store.place(), try store.place()]).count == 2)
        #expect(store.orders.count == 2)
        #expect(store.placedRequests.isEmpty)
    }

    @Test func aRefusedRequestDoesNotUseItUp() throws {
        let store = MemoryStore(balance: "0")
        let place = try store.place(identity: first)
        let results = store.run(place, CreditAccount.sample(money("1")), place)
        #expect(results.0 == .failure(.insufficientBalance))
        #expect(results.2 == .success(.placed(order(101))))
        #expect(store.placedRequests.values.map(\.order) == [order(101)])
    }

    @Test func itIsAnsweredEvenIfMoneyCatalogueOrLinkChangedSince() throws {
        let store = MemoryStore(selling: [.sample { $0.deniesDuplicates = true }], balance: "0.25")
        let place = try store.place(identity: first)
        _ = store.run(place, SetServiceEnabled(id: service(1), isEnabled: false))
        #expect(store.run(place) == .success(.repeated(order(101))))
        #expect(store.changedNothing)
    }
}

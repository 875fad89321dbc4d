import PanelCore
import Testing

struct DuplicateLinkTests {
    private let guarded = Service.sample { $0.deniesDuplicates = true }

    @Test(arguments: [true, false])
    func aLinkIsTakenByOneUnfinishedOrder(inOneBatch: Bool) throws {
        let store = MemoryStore(selling: [guarded])
        let commands = try [alice, alice, bob].map { try store.place(by: $0) }
        let results = inOneBatch ? store.run(commands) : commands.map { store.run($0) }
        #expect(results == [.success(.placed(order(101))), .failure(.duplicateLink), .failure(.duplicateLink)])
        #expect(store.orders.count == 1)
    }

    @Test func linksThatLeadToTheSameAreOne() throws {
        let store = MemoryStore(selling: [guarded])
        let links = ["https://www.example.com/a/?utm_source=x", "HTTP://EXAMPLE.com/a", "example.com/a/?igsh=y"]
        for link in links {
            guard case .placed(let id) = try store.run(try store.place(.sample.setting(.link, link))).get() else {
                Issue.record("\(link) is taken by nobody")
                return
            }
            #expect(store.orders[id]?.link == link, "it is kept as it was sent")
            for other in links {
                #expect(store.run(try store.place(.sample.setting(.link, other))) == .failure(.duplicateLink))
            }
            let change = OrderChange(status: .completed)
            _ = store.run(UpdateOrder(id: id, account: alice, change: change, now: noon))
        }
    }

    @Test func otherLinksAndOtherServicesAreFree() throws {
        let store = MemoryStore(selling: [guarded, .sample(2) { $0.deniesDuplicates = true }])
        let results = store.run(
            try [
                store.place(), store.place(.sample.setting(.link, "https://example.com/p/2")),
                store.place(.sample.setting(.service, "2")),
            ]
        )
        #expect(results == (101...103).map { .success(.placed(order($0))) })
    }

    @Test func aServiceThatAllowsItTakesALinkTwice() throws {
        let store = MemoryStore()
        let place = try store.place()
        #expect(store.run([place, place]) == [.success(.placed(order(101))), .success(.placed(order(102)))])
        #expect(store.activeLinks.isEmpty)
    }

    @Test(arguments: [OrderStatus.completed, .partial, .canceled], [true, false])
    func anOutcomeFreesTheLink(outcome: OrderStatus, inOneBatch: Bool) throws {
        let store = MemoryStore(selling: [guarded])
        let place = try store.place()
        _ = store.run(place)
        let change = OrderChange(status: outcome, remains: outcome == .partial ? 5 : nil)
        let finish = UpdateOrder(id: order(101), account: alice, change: change, now: noon)
        if inOneBatch {
            let results = store.run(place, finish, place, place)
            #expect(results.0 == .failure(.duplicateLink))
            #expect(results.2 == .success(.placed(order(102))))
            #expect(results.3 == .failure(.duplicateLink))
        } else {
            _ = store.run(finish)
            #expect(store.run(place) == .success(.placed(order(102))))
        }
    }

    @Test(arguments: [OrderStatus.processing, .inProgress])
    func progressDoesNotFreeIt(status: OrderStatus) throws {
        let store = MemoryStore(selling: [guarded])
        let place = try store.place()
        _ = store.run(place)
        _ = store.run(UpdateOrder(id: order(101), account: alice, change: OrderChange(status: status), now: noon))
        #expect(store.run(place) == .failure(.duplicateLink))
    }

    @Test func aCanceledOrderFreesItAtOnce() throws {
        let store = MemoryStore(selling: [.sample { ($0.deniesDuplicates, $0.offersCancel) = (true, true) }])
        let place = try store.place()
        _ = store.run(place)
        let cancel = CancelOrders(account: alice, orders: [order(101)], catalogue: store.catalogue, now: noon)
        let results = store.run(cancel, place)
        #expect(results.1 == .success(.placed(order(102))))
    }

    @Test func aLaterCorrectionDoesNotFreeItForTheOrderThatHoldsItNow() throws {
        let store = MemoryStore(selling: [guarded])
        let place = try store.place()
        let complete = OrderChange(status: .completed)
        _ = store.run(place)
        _ = store.run(UpdateOrder(id: order(101), account: alice, change: complete, now: noon), place)
        let correct = UpdateOrder(id: order(101), account: alice, change: OrderChange(status: .canceled), now: noon)
        let results = store.run(correct, place)
        #expect(results.1 == .failure(.duplicateLink))
        #expect(store.run(place) == .failure(.duplicateLink))
    }
}

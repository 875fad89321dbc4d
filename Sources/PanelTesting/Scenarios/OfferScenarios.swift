import PanelCore
import PanelStore
import Testing

// What customers are offered: what they star, what is new, and how long it takes.
extension StoreConformance {
    static let offers: [StoreScenario] = [
        StoreScenario("stars are kept in their order, for each account apart", starsAreKept),
        StoreScenario("stars that are set at once are all kept", starsAtOnce),
        StoreScenario("news of services are written with the change, and listed page by page", newsAreListed),
        StoreScenario("old news go, and no others", oldNewsGo),
        StoreScenario("usual times are medians of the last orders that were completed", timesAreMedians),
        StoreScenario("completed orders are counted once, in the order in which they were", ordersAreCountedOnce),
    ]

    // MARK: Stars

    private static func starsAreKept(_ panel: PanelFixture) async throws {
        let alice = try await panel.account()
        let bob = try await panel.account("bob")
        for id in 1...3 { _ = try await panel.service(Int64(id)) }
        func starred(_ account: Account) async throws -> [Int64] {
            let favourites = try await panel.store.read(FavouritesOfAccount(account.id))
            #expect(favourites.account == account.id)
            return favourites.services.map(\.rawValue)
        }
        func star(_ id: Int64, _ isOn: Bool, of account: Account) async throws {
            try await panel.perform(SetFavourite(ServiceID(rawValue: id), of: account.id, isOn: isOn))
        }
        let versions = (panel.store.settingsVersion, panel.store.accountsVersion)
        #expect(try await starred(alice) == [])
        for id: Int64 in [3, 1, 3, 2] { try await star(id, true, of: alice) }
        try await star(2, true, of: bob)
        #expect(try await starred(alice) == [3, 1, 2])
        try await star(1, false, of: alice)
        try await star(2, false, of: bob)
        #expect(try await starred(alice) == [3, 2])
        #expect(try await starred(bob) == [])
        try await star(1, true, of: bob)
        #expect(try await starred(bob) == [1])
        #expect(panel.store.settingsVersion == versions.0 && panel.store.accountsVersion == versions.1)
    }

    private static func starsAtOnce(_ panel: PanelFixture) async throws {
        let alice = try await panel.account()
        let ids = (1...40).map { Int64($0) }
        try await panel.perform(ImportServices(ids.map { .sample($0) }))
        try await withThrowingTaskGroup { tasks in
            for id in ids {
                tasks.addTask {
                    try await panel.perform(SetFavourite(ServiceID(rawValue: id), of: alice.id, isOn: true))
                }
            }
            try await tasks.waitForAll()
        }
        let starred = try await panel.store.read(FavouritesOfAccount(alice.id)).services.map(\.rawValue)
        #expect(starred.sorted() == ids)
    }

    // MARK: News

    private static func newsAreListed(_ panel: PanelFixture) async throws {
        let long = PanelFixture.noon.adding(days: -ServiceNews.days)
        try await panel.perform(ImportServices((1...3).map { .sample($0) }))
        let first = panel.store.settingsVersion
        _ = try await panel.service(2) { $0.rate = Money(micros: .max) }
        try await panel.perform(SetServiceEnabled(id: ServiceID(rawValue: 2), isEnabled: false))
        _ = try await panel.service(1) { $0.name = "Another name" }
        let last = panel.store.settingsVersion
        let all = try await pages(of: NewsOfServices(since: long, Part(limit: 100)), on: panel)
        #expect(all.map(\.key.service.rawValue) == [2, 2, 3, 2, 1])
        #expect(all.map(\.isNew) == [false, false, true, true, true])
        #expect(all.map(\.oldRate) == [Money(micros: .max), .of("2.5"), nil, nil, nil])
        #expect(all.map(\.newRate) == [nil, Money(micros: .max), .of("2.5"), .of("2.5"), .of("2.5")])
        #expect(all.allSatisfy { $0.at == PanelFixture.noon && $0.key.version >= first && $0.key.version < last })
        for limit in 1...5 {
            #expect(try await pages(of: NewsOfServices(since: long, Part(limit: limit)), on: panel) == all)
        }
        let later = PanelFixture.noon.adding(seconds: 1)
        #expect(try await panel.store.read(NewsOfServices(since: later, Part(limit: 2))) == Page(rows: [], next: nil))
        await #expect(throws: BadCursor.self) {
            try await panel.store.read(NewsOfServices(since: long, Part(limit: 2, after: Cursor("v.1.1"))))
        }
    }

    private static func oldNewsGo(_ panel: PanelFixture) async throws {
        for (id, days) in [(1, 0), (2, 1), (3, 2)] {
            let command = ImportServices([.sample(Int64(id))])
            let at = PanelFixture.noon.adding(days: Int64(days))
            try await panel.perform(Audited(command, by: PanelFixture.staff, at: at))
        }
        let before = PanelFixture.noon.adding(days: 2)
        func old(_ most: Int) async throws -> [ServiceNews.Key] {
            try await panel.store.read(OldNews(before: before, most: most))
        }
        #expect(try await old(10).map(\.service.rawValue) == [1, 2])
        let first = try await old(1)
        try await panel.perform(DropServiceNews(first))
        // What is gone already is no failure.
        try await panel.perform(DropServiceNews(first))
        #expect(try await old(10).map(\.service.rawValue) == [2])
        try await panel.perform(DropServiceNews(try await old(10)))
        let left = try await panel.store.read(NewsOfServices(since: PanelFixture.noon, Part(limit: 10))).rows
        #expect(left.map(\.key.service.rawValue) == [3])
    }

    // MARK: Usual times

    private static func timesAreMedians(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "1000")
        let services = [try await panel.service(1), try await panel.service(2), try await panel.service(3)]
        var finish = PanelFixture.noon
        for number in 1...10 {
            for service in services[..<2] where number < 10 || service == services[0] {
                let order = try await panel.place(service, for: alice)
                let start = PanelFixture.noon.adding(minutes: Int64(number))
                finish = PanelFixture.noon.adding(hours: Int64(number))
                try await panel.perform(panel.updating(order, of: alice, .inProgress, at: start))
                try await panel.perform(panel.updating(order, of: alice, .completed, at: finish))
                #expect(try await panel.order(order).order.startedAt == start)
            }
        }
        #expect(try await panel.store.read(UsualTimesOfServices()).isEmpty)
        try await count(until: finish, on: panel)
        let times = try await panel.store.read(UsualTimesOfServices())
        #expect(times == [services[0]: UsualTimes(toStart: 6 * 60, toFinish: 6 * 3600)])
    }

    private static func ordersAreCountedOnce(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "1000")
        let service = try await panel.service { $0.offersDripFeed = true }
        var ids: [OrderID] = []
        for _ in 1...6 { ids.append(try await panel.place(service, for: alice)) }
        let drip = try await panel.request(service, of: alice, [.runs: "2", .interval: "60"])
        ids.append(try #require(try await panel.perform(panel.placing(drip, for: alice)).placedOrder))
        // The last one first, and two at the same moment.
        for (index, minutes) in [(5, 1), (3, 2), (4, 2), (6, 3), (0, 4)] {
            let at = PanelFixture.noon.adding(minutes: Int64(minutes))
            try await panel.perform(panel.updating(ids[index], of: alice, .completed, at: at))
        }
        try await panel.perform(panel.updating(ids[1], of: alice, .partial, remains: 5))
        try await panel.perform(panel.updating(ids[2], of: alice, .canceled))
        func found(_ most: Int, until minutes: Int64 = 60) async throws -> [OrderID] {
            let until = PanelFixture.noon.adding(minutes: minutes)
            return try await panel.store.read(CompletedOrders(until: until, most: most)).orders.map(\.id)
        }
        let expected = [ids[5], ids[3], ids[4], ids[6], ids[0]]
        #expect(try await found(10) == expected)
        #expect(try await found(2) == Array(expected[..<2]))
        #expect(try await found(10, until: 2) == Array(expected[..<3]))
        let question = CompletedOrders(until: PanelFixture.noon.adding(hours: 1), most: 2)
        let first = try await panel.store.read(question)
        #expect(first.counted == .none)
        #expect(first.orders.map(\.times?.toFinish) == [60, 120])
        let command = CountCompletedOrders(first.orders, since: first.counted)
        #expect(try await panel.perform(command))
        #expect(try await !panel.perform(command), "they are counted")
        #expect(try await found(10) == Array(expected[2...]))
        let rest = try await panel.store.read(CompletedOrders(until: question.until, most: 10))
        #expect(rest.counted.order == ids[3])
        // How long a drip-feed takes, the customer has said.
        #expect(rest.orders.map(\.times?.toFinish) == [120, nil, 240])
        try await count(until: question.until, on: panel)
        #expect(try await found(10) == [])
    }

    private static func count(until: Timestamp, on panel: PanelFixture) async throws {
        let found = try await panel.store.read(CompletedOrders(until: until, most: 100))
        #expect(try await panel.perform(CountCompletedOrders(found.orders, since: found.counted)))
    }
}

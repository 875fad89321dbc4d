import PanelCore
import Testing

struct ServiceNewsTests {
    private let store = MemoryStore(selling: [.sample(1), .sample(2) { $0.isEnabled = false }])

    private func run<C: StaffCommand>(_ command: C, at minutes: Int64 = 0) -> Audited<C> {
        Audited(command, by: Principal(.machine(user: "tester"), from: .command), at: noon.adding(minutes: minutes))
    }

    private var news: [ServiceNews] { store.records[ServiceNews.self].values.sorted { $0.key < $1.key } }

    private func told(_ news: ServiceNews) -> String {
        let rates = "\(news.oldRate?.description ?? "-") \(news.newRate?.description ?? "-")"
        return "\(news.key.service): \(rates)\(news.isNew ? " new" : "")"
    }

    private func offer(_ id: Int64, _ rate: String, isEnabled: Bool = true) -> ImportServices {
        ImportServices([.sample(id) { ($0.rate, $0.isEnabled) = (money(rate), isEnabled) }])
    }

    @Test func tellsWhatCustomersAreAsked() throws {
        let rate = store.services[service(1)]?.rate.description ?? ""
        _ = try store.run(run(offer(3, "4"))).get()
        _ = try store.run(run(offer(1, "5"))).get()
        _ = try store.run(run(SetServiceEnabled(id: service(1), isEnabled: false))).get()
        _ = try store.run(run(SetServiceEnabled(id: service(1), isEnabled: true))).get()
        _ = try store.run(run(SetServiceEnabled(id: service(2), isEnabled: true))).get()
        #expect(
            news.map(told) == ["3: - 4 new", "1: \(rate) 5", "1: 5 -", "1: - 5", "2: - \(rate)"]
        )
        #expect(news.allSatisfy { $0.at == noon })
        #expect(news.map(\.key.version).last == store.version)
    }

    @Test func whatIsNotOfferedIsNoNews() throws {
        _ = try store.run(run(offer(3, "4", isEnabled: false))).get()
        _ = try store.run(run(offer(2, "7", isEnabled: false))).get()
        _ = try store.run(run(ImportServices([.sample(1) { $0.name = "Another name" }]))).get()
        _ = try store.run(run(AddLinkRule(text: "bad"))).get()
        #expect(news.isEmpty)
    }

    /// Nobody has seen what was between two catalogues.
    @Test func changesOfOneBatchAreOne() throws {
        let rate = store.services[service(1)]?.rate.description ?? ""
        _ = store.run(run(offer(1, "5")), run(offer(1, "6")), run(offer(4, "1")), run(offer(4, "2")))
        #expect(news.map(told) == ["1: \(rate) 6", "4: - 2 new"])
        _ = store.run(run(offer(1, "9")), run(offer(1, "6")))
        #expect(news.count == 2)
        _ = store.run(run(offer(5, "1")), run(SetServiceEnabled(id: service(5), isEnabled: false)))
        #expect(news.count == 2)
    }

    @Test func whatIsRefusedIsNoNews() {
        _ = store.run(run(ImportServices([.sample(8), .sample(8)])))
        #expect(news.isEmpty)
    }

    @Test func aRehearsalIsNone() throws {
        let provider = Provider.sample()
        let store = MemoryStore(selling: [], providers: [provider])
        let listing = UpstreamListing(
            service: UpstreamID(unchecked: "77"),
            name: "Likes",
            type: .standard,
            category: "Theirs",
            rate: money("1"),
            minimum: 1,
            maximum: 10,
            description: nil,
            offersRefill: false,
            offersCancel: false,
            offersDripFeed: false
        )
        func sync(isRehearsal: Bool) -> SyncCatalogue {
            SyncCatalogue(
                provider: provider.id,
                listings: [listing],
                creation: .init(markup: 0, category: nil),
                isRehearsal: isRehearsal,
                now: noon
            )
        }
        _ = try store.run(run(sync(isRehearsal: true))).get()
        #expect(store.records[ServiceNews.self].isEmpty)
        _ = try store.run(run(sync(isRehearsal: false))).get()
        #expect(store.records[ServiceNews.self].count == 1)
    }

    @Test func oldNewsGo() throws {
        _ = try store.run(run(offer(3, "4"))).get()
        _ = try store.run(run(offer(3, "5"))).get()
        let keys = news.map(\.key)
        try store.run(DropServiceNews([keys[0]])).get()
        try store.run(DropServiceNews([keys[0]])).get()
        #expect(news.map(\.key) == [keys[1]])
    }

    // MARK: As a customer sees it

    @Test func isToldAtTheCustomersPrices() throws {
        let account = Account.sample(alice, name: "alice", discount: try #require(Discount(percent: "10")))
        let customer = Customer(account: account, ownRates: [service(2): money("1")], version: .unchanged)
        func change(_ id: Int64, _ old: String?, _ new: String?, isNew: Bool = false) -> OfferChange? {
            let key = ServiceNews.Key(version: SettingsVersion(rawValue: 1), service: service(id))
            return customer.change(
                by: ServiceNews(
                    key,
                    at: noon,
                    oldRate: old.map(money),
                    newRate: new.map(money),
                    isNew: isNew
                )
            )
        }
        #expect(change(1, nil, "10", isNew: true) == .new(money("9")))
        #expect(change(1, nil, "10") == .offered(money("9")))
        #expect(change(1, "10", nil) == .gone)
        #expect(change(1, "10", "20") == .price(from: money("9"), to: money("18")))
        // Who has a price agreed goes on paying it.
        #expect(change(2, "10", "20") == nil)
        #expect(change(2, nil, "20") == .offered(money("1")))
        // Nor does anything change where the discount leaves the same.
        #expect(change(1, "0.000001", "0.000001") == nil)
    }
}

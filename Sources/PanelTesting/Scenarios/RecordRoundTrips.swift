import PanelCore
import PanelStore
import Testing

// What is written comes back: services, accounts, refills, requests.
extension StoreConformance {
    static let recordRoundTrips: [StoreScenario] = [
        StoreScenario("every column of a service survives, set and empty, for every type", servicesSurvive),
        StoreScenario("a service that is imported again keeps its position and nothing else", reimportKeepsPosition),
        StoreScenario("every column of an account survives, for every role, profile and language", accountsSurvive),
        StoreScenario("every column of a refill survives through its life", refillsSurvive),
        StoreScenario("a request_id survives with its fingerprint and order", requestsSurvive),
        StoreScenario("own rates are kept, replaced and taken back", ownRatesSurvive),
        StoreScenario("an empty store has a currency and nothing else", emptyStore),
    ]

    private static func servicesSurvive(_ panel: PanelFixture) async throws {
        var sent: [Service] = []
        for (index, type) in ServiceType.allCases.enumerated() {
            let number = Int64(index) + 1
            sent.append(Service.sample(number, type: type))
            sent.append(
                Service(
                    id: ServiceID(rawValue: 1_000_000_000_000 + number),
                    name: "Tăng lượt thích 👍 'quoted' \"twice\" \\ \(type.rawValue)",
                    type: type,
                    category: "Thể loại \(number % 3)",
                    rate: Money(micros: Int64.max - number),
                    minimum: number,
                    maximum: Int64.max,
                    subscriptionRate: type == .subscriptions ? .pieces : .post,
                    maximumPosts: type == .subscriptions ? 1_000_000 : nil,
                    description: "<b>Mô tả</b>\r\nline two\t\u{1F1FB}\u{1F1F3} e\u{301} \u{E9}",
                    offersRefill: number % 2 == 0,
                    offersCancel: number % 3 == 0,
                    offersDripFeed: number % 5 != 0,
                    deniesDuplicates: number % 7 != 0,
                    linkPattern: LinkPattern("^https://(www\\.)?example\\.com/ế"),
                    refillDays: 36_500,
                    refillAfterHours: 876_000,
                    isEnabled: number % 2 == 1
                )
            )
        }
        sent[0].description = ""
        let outcome = try await panel.perform(ImportServices(sent))
        #expect((outcome.created, outcome.updated) == (sent.count, 0))
        let catalogue = try await panel.store.catalogue()
        #expect(catalogue.services.count == sent.count)
        for (index, service) in sent.enumerated() {
            var expected = service
            expected.position = Int64(index) + 1
            let found = try #require(catalogue[service.id])
            #expect(found == expected)
            #expect(found.name.hasSameBytes(as: expected.name))
            #expect((found.description ?? "").hasSameBytes(as: expected.description ?? ""))
        }
    }

    private static func reimportKeepsPosition(_ panel: PanelFixture) async throws {
        try await panel.perform(ImportServices([.sample(5), .sample(3), .sample(9)]))
        var changed = Service.sample(3, type: .package)
        changed.name = "Other name"
        changed.description = "New"
        changed.rate = .of("0.000001")
        changed.isEnabled = false
        let outcome = try await panel.perform(ImportServices([.sample(1), changed]))
        #expect((outcome.created, outcome.updated) == (1, 1))
        let catalogue = try await panel.store.catalogue()
        #expect(catalogue.services.map(\.id.rawValue) == [5, 3, 9, 1])
        changed.position = 2
        #expect(catalogue[changed.id] == changed)
    }

    private static func accountsSurvive(_ panel: PanelFixture) async throws {
        var made: [Account] = []
        for role in Role.allCases {
            for profile in ResponseProfile.allCases {
                for language in Language.allCases {
                    let number = Int64(made.count) + 1
                    let name = "user.\(number)_A-z@example"
                    let expected = Account(
                        id: AccountID(rawValue: number),
                        name: AccountName(unchecked: name),
                        role: role,
                        profile: profile,
                        language: language,
                        discount: Discount(unchecked: number == 1 ? 0 : number == 2 ? 10_000 : number * 75),
                        keyDigest: KeyDigest(bytes: (0..<32).map { UInt8(truncatingIfNeeded: $0 * 37 + number) }),
                        isSuspended: false,
                        createdAt: Timestamp(milliseconds: 1_772_366_400_123 + number)
                    )
                    let command = CreateAccount(
                        name: expected.name,
                        role: role,
                        profile: profile,
                        language: language,
                        discount: expected.discount,
                        keyDigest: expected.keyDigest,
                        now: expected.createdAt
                    )
                    #expect(try await panel.perform(command) == expected)
                    made.append(expected)
                }
            }
        }
        for account in made {
            let record = AccountRecord(account: account, balance: .zero)
            #expect(try await panel.store.account(named: account.name) == record)
            #expect(try await panel.store.customer(key: account.keyDigest)?.account == account)
            #expect(try await panel.store.balance(of: account.id) == .zero)
        }
        #expect(try await panel.store.accounts().map(\.account) == made)
    }

    private static func refillsSurvive(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "10")
        let service = try await panel.service()
        let order = try await panel.place(service, for: alice)
        try await panel.perform(panel.updating(order, of: alice, .completed))
        let id = try await panel.refill(order, by: alice, at: .noon(plusHours: 1)).get()
        var expected = Refill(id: id, order: order, account: alice.id, createdAt: .noon(plusHours: 1))
        #expect(try await panel.store.refills(status: nil, limit: 10) == [expected])
        for (hours, status) in [(2, RefillStatus.inProgress), (3, .rejected)] {
            let now = Timestamp.noon(plusHours: Int64(hours))
            expected = Refill(
                id: id,
                order: order,
                account: alice.id,
                createdAt: expected.createdAt,
                status: status,
                updatedAt: now
            )
            #expect(try await panel.perform(UpdateRefill(id: id, status: status, now: now)) == expected)
            #expect(try await panel.store.refills(status: status, limit: 10) == [expected])
        }
    }

    private static func requestsSurvive(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "10")
        let service = try await panel.service()
        let request = try await panel.request(service, of: alice)
        let requestID = String(repeating: "ế-1 ", count: 21) + "ab"
        #expect(requestID.utf8.count == 128)
        let fingerprint = (0..<32).map { UInt8($0 * 8) }
        let outcome = try await panel.perform(
            panel.placing(request, for: alice, requestID: requestID, fingerprint: fingerprint)
        )
        let key = PlacedRequest.Key(account: alice.id, requestID: requestID)
        let placed = try await panel.store.placedRequest(key)
        #expect(placed?.key == key)
        #expect(placed?.fingerprint == fingerprint)
        #expect(placed?.order == outcome.placedOrder)
        let other = PlacedRequest.Key(account: AccountID(rawValue: 999), requestID: requestID)
        #expect(try await panel.store.placedRequest(other) == nil)
    }

    private static func ownRatesSurvive(_ panel: PanelFixture) async throws {
        let alice = try await panel.account()
        let bob = try await panel.account("bob")
        let service = try await panel.service()
        for rate in [Money.of("1.234567"), .zero, Money(micros: .max)] {
            try await panel.perform(SetOwnRate(name: alice.name, account: alice.id, service: service, rate: rate))
            #expect(try await panel.store.customer(key: alice.keyDigest)?.ownRates == [service: rate])
        }
        #expect(try await panel.store.customer(key: bob.keyDigest)?.ownRates == [:])
        for _ in 0..<2 {
            try await panel.perform(SetOwnRate(name: alice.name, account: alice.id, service: service, rate: nil))
            #expect(try await panel.store.customer(key: alice.keyDigest)?.ownRates == [:])
        }
    }

    private static func emptyStore(_ panel: PanelFixture) async throws {
        #expect(try await panel.store.currency() == "USD")
        #expect(try await panel.store.accounts().isEmpty)
        #expect(try await panel.store.orders(OrderFilter(limit: 10)).isEmpty)
        #expect(try await panel.store.refills(status: nil, limit: 10).isEmpty)
        #expect(try await panel.store.catalogue().services.isEmpty)
        #expect(try await panel.store.catalogue().linkRules.isEmpty)
        #expect(try await panel.store.catalogue().version == panel.store.settingsVersion)
        #expect(try await panel.store.account(named: AccountName(unchecked: "nobody")) == nil)
        #expect(try await panel.store.balance(of: AccountID(rawValue: 1)) == nil)
        #expect(try await panel.store.order(OrderID(rawValue: 1)) == nil)
        #expect(try await panel.store.customer(key: .of("nobody"))?.account == nil)
    }
}

extension String {
    /// Whether it is the same text byte for byte; `==` takes two spellings of one character for the same.
    func hasSameBytes(as other: String) -> Bool {
        utf8.elementsEqual(other.utf8)
    }
}

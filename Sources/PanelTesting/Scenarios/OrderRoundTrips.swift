import PanelCore
import PanelStore
import Testing

// What is ordered comes back.
extension StoreConformance {
    static let orderRoundTrips: [StoreScenario] = [
        StoreScenario("an order of every service type comes back with all its parameters", everyTypeSurvives),
        StoreScenario("optional parts of an order survive, empty and set", optionalPartsSurvive),
        StoreScenario("a 2,048-byte link and 200 KB of comments come back byte for byte", longTextSurvives),
        StoreScenario("spellings of one character are kept apart", spellingsSurvive),
    ]

    /// Something for each parameter that some type needs.
    private static let values: [ParameterName: String] = [
        .comments: "Đẹp quá 👍\nsecond 'line'\r\n\"third\"\t\u{1F1FB}\u{1F1F3}", .usernames: "an\nbình\nchi",
        .username: "người_dùng", .hashtag: "#tết", .hashtags: "#a\r\n#b", .keywords: "phở\nbún",
        .media: "https://m.example/1",
        .answerNumber: "3", .groups: "g1\ng2", .country: "VN", .device: "mobile", .typeOfTraffic: "1",
        .googleKeyword: "bánh mì", .posts: "4", .min: "1", .max: "9", .delay: "0", .expiry: "31/12/2026",
        .reaction: "yêu", .post: "p-1", .viewTime: "86400",
    ]

    private static func everyTypeSurvives(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "1000")
        var previous: OrderID?
        for (index, type) in ServiceType.allCases.enumerated() {
            let service = try await panel.service(Int64(index) + 1, type: type) { $0.minimum = 1 }
            let link = "https://example.com/\(type.rawValue)/ảnh?a=1&b='2'#\(index)"
            let request = try await panel.request(service, of: alice, link: link, quantity: 7, values)
            let now = Timestamp.noon(plusHours: Int64(index))
            let outcome = try await panel.perform(panel.placing(request, for: alice, at: now))
            let id = try #require(outcome.placedOrder)
            let record = try await panel.order(id)
            #expect(record.order == .placed(id, request, by: alice, after: previous, at: now))
            previous = id
            #expect(record.order.link.hasSameBytes(as: link))
            #expect(record.parameters.byName == request.parameters.byName)
            #expect(record.accountName == alice.name)
            #expect(record.serviceName == "Service \(index + 1)")
        }
    }

    private static func optionalPartsSurvive(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "1000")
        let service = try await panel.service {
            $0.offersDripFeed = true
            $0.deniesDuplicates = true
        }
        let request = try await panel.request(service, of: alice, quantity: 10, [.runs: "1000", .interval: "43200"])
        let id = try #require(try await panel.perform(panel.placing(request, for: alice)).placedOrder)
        var stored = try await panel.order(id).order
        #expect(stored == .placed(id, request, by: alice, at: PanelFixture.noon))
        #expect(stored.dripFeed == DripFeed(runs: 1000, interval: 43_200))
        #expect(stored.guardsLink)
        #expect((stored.startCount, stored.remains) == (nil, nil))
        #expect((stored.cancelRequestedAt, stored.finishedAt) == (nil, nil))

        let steps = [
            panel.updating(id, of: alice, .processing, at: .noon(plusHours: 1)),
            panel.updating(id, of: alice, .inProgress, startCount: .max, at: .noon(plusHours: 2)),
            panel.updating(id, of: alice, remains: 10_000, at: .noon(plusHours: 3)),
            panel.updating(id, of: alice, startCount: 0, remains: 0, at: .noon(plusHours: 4)),
            panel.updating(id, of: alice, .partial, remains: 1, at: .noon(plusHours: 5)),
            panel.updating(id, of: alice, .canceled, at: .noon(plusHours: 6)),
        ]
        for step in steps {
            let changed = try await panel.perform(step)
            stored = try await panel.order(id).order
            #expect(stored == changed)
            #expect(stored.updatedAt == step.now)
        }
        #expect((stored.startCount, stored.remains) == (0, 1))
        #expect(stored.finishedAt == .noon(plusHours: 5))
        #expect((stored.refunded, stored.refundCount) == (stored.charge, 2))

        let second = try await panel.place(service, for: alice)
        try await panel.perform(panel.updating(second, of: alice, .processing))
        #expect(try await panel.cancel([second], by: alice, at: .noon(plusHours: 7)).isEmpty)
        #expect(try await panel.order(second).order.cancelRequestedAt == .noon(plusHours: 7))
    }

    private static func longTextSurvives(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100000")
        let service = try await panel.service(type: .customComments) { $0.maximum = 1_000_000 }
        let link = "https://example.com/" + String(repeating: "ế", count: 676)
        #expect(link.utf8.count == OrderRequest.longestLink)
        let comments = String(repeating: "Rất đẹp 👍\r\n", count: 13_000) + "the end"
        #expect(comments.utf8.count > 200 * 1024)
        let request = try await panel.request(service, of: alice, link: link, [.comments: comments])
        #expect(request.quantity == 13_001)
        let id = try #require(try await panel.perform(panel.placing(request, for: alice)).placedOrder)
        let record = try await panel.order(id)
        #expect(record.order.link.hasSameBytes(as: link))
        let stored = try #require(record.parameters.first?.value)
        #expect(stored.hasSameBytes(as: comments))
    }

    private static func spellingsSurvive(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let service = try await panel.service()
        for link in ["https://example.com/caf\u{E9}", "https://example.com/cafe\u{301}"] {
            let id = try await panel.place(service, for: alice, link: link)
            #expect(try await panel.order(id).order.link.hasSameBytes(as: link))
        }
    }
}

extension OrderRequest {
    /// The longest link that is taken, in bytes.
    fileprivate static let longestLink = 2048
}

extension Order {
    /// What an order must be right after `request` was placed.
    fileprivate static func placed(
        _ id: OrderID,
        _ request: OrderRequest,
        by account: Account,
        after previous: OrderID? = nil,
        at now: Timestamp
    ) -> Order {
        Order(
            id: id,
            account: account.id,
            service: request.service,
            type: request.type,
            link: request.link,
            quantity: request.quantity,
            dripFeed: request.dripFeed,
            charge: request.charge,
            guardsLink: request.guardedLink != nil,
            previous: previous,
            createdAt: now
        )
    }
}

extension [ParameterSet.Entry] {
    /// Without the order, which no store keeps; a name is there once.
    fileprivate var byName: [String: [UInt8]] {
        reduce(into: [:]) { $0[$1.name.rawValue] = [UInt8]($1.value.utf8) }
    }
}

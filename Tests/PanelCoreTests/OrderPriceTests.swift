import PanelCore
import Testing

struct OrderPriceTests {
    private func price(
        _ sent: ParameterSet,
        of service: Service,
        discount: Discount = .none,
        ownRate: Money? = nil
    ) throws(APIRefusal) -> OrderPrice {
        try OrderPrice(
            sent,
            customer: Customer(
                account: .sample(alice, name: "alice", discount: discount),
                ownRates: ownRate.map { [service.id: $0] } ?? [:],
                version: .unchanged
            ),
            catalogue: Catalogue(version: SettingsVersion(rawValue: 1), services: [service], linkRules: [])
        )
    }

    /// What is shown is what is taken, for every type.
    @Test(arguments: ServiceType.allCases)
    func itIsWhatAnOrderIsCharged(type: ServiceType) throws {
        let service = Service.sample(type: type) {
            ($0.minimum, $0.offersDripFeed, $0.subscriptionRate, $0.maximumPosts) = (2, true, .pieces, 10)
        }
        let sent = ParameterSet([
            .service: "1", .link: "https://example.com/p/1", .quantity: "100", .comments: "a\nb\nc",
            .usernames: "a\nb\nc\nd", .username: "a", .hashtags: "a", .hashtag: "a", .keywords: "a", .media: "a",
            .answerNumber: "1", .groups: "a", .country: "VN", .device: "1", .typeOfTraffic: "3", .posts: "2",
            .max: "50", .runs: "3", .interval: "60",
        ])
        let request = try request(sent, of: service, ownRate: money("1.23"))
        let price = try price(sent, of: service, ownRate: money("1.23"))
        #expect(price.charge == request.charge && price.quantity == request.quantity)
        #expect(price.dripFeed == request.dripFeed && price.rate == money("1.23"))
    }

    @Test func nothingThatCostsNothingIsNeeded() throws {
        let comments = ParameterSet([.service: "1", .comments: "a\n\n b \n"])
        let service = Service.sample(type: .commentReplies) { $0.minimum = 1 }
        #expect(throws: APIRefusal.incorrectLink) { try request(comments, of: service) }
        let price = try price(comments, of: service)
        #expect(price.quantity == 2 && price.charge == money("0.005"))
    }

    @Test func whatHasNoPriceIsRefused() {
        let quantity = ParameterSet.sample.setting(.quantity, "9")
        #expect(throws: APIRefusal.quantityBelowMinimum(10)) { try price(quantity, of: .sample()) }
        #expect(throws: APIRefusal.quantityBelowMinimum(10)) {
            try price(.sample.setting(.quantity, nil), of: .sample())
        }
        #expect(throws: APIRefusal.incorrectService) { try price(.sample.setting(.service, "2"), of: .sample()) }
        #expect(throws: APIRefusal.incorrectService) { try price(.sample, of: .sample { $0.isEnabled = false }) }
        #expect(throws: APIRefusal.dripFeedUnavailable) { try price(.sample.setting(.runs, "2"), of: .sample()) }
        #expect(throws: APIRefusal.incorrectParameter(.max)) {
            try price(.sample, of: .sample(type: .subscriptions) { $0.subscriptionRate = .pieces })
        }
        #expect(throws: APIRefusal.quantityAboveMaximum(.max)) {
            try price(
                .sample.setting(.quantity, "\(Int64.max)"),
                of: .sample { ($0.maximum, $0.rate) = (.max, Money(micros: .max)) }
            )
        }
    }
}

import PanelCore
import Testing

struct OrderRequestTests {
    @Test(arguments: [nil, "", " ", "0", "-1", "x", "1.0", "１", "2", "99999999999999999999"])
    func aServiceThatIsNotSoldIsRefused(id: String?) {
        #expect(throws: APIRefusal.incorrectService) { try request(.sample.setting(.service, id), of: .sample()) }
    }

    @Test func aDisabledServiceIsRefused() {
        #expect(throws: APIRefusal.incorrectService) {
            try request(.sample, of: .sample { $0.isEnabled = false })
        }
    }

    @Test func itCarriesWhatItWasCheckedWith() throws {
        let placed = try request(.sample, of: .sample { $0.deniesDuplicates = true })
        #expect(placed.service == service(1))
        #expect(placed.version == SettingsVersion(rawValue: 1))
        #expect(placed.guardedLink == ActiveLink(service: service(1), link: placed.link))
        #expect(try request(.sample, of: .sample()).guardedLink == nil)
    }

    @Test func theFirstThingThatIsWrongIsTold() throws {
        // Everything is wrong; each step corrects what was told.
        let hashtag = Service.sample(type: .mentionsHashtag) {
            ($0.maximum, $0.rate, $0.offersDripFeed) = (.max, Money(micros: .max), true)
        }
        var sent = ParameterSet([.service: "9", .link: "bad", .quantity: "1", .days: "1", .reaction: "1"])
        let steps: [(APIRefusal, ParameterName, String)] = [
            (.incorrectService, .service, "1"),
            (.linkNotAllowed, .link, "good"),
            (.incorrectParameter(.hashtag), .hashtag, "cats"),
            (.quantityBelowMinimum(10), .quantity, "1000"),
            (.incorrectParameter(.days), .days, "2"),
            (.incorrectParameter(.reaction), .reaction, "LOVE"),
            (.quantityAboveMaximum(.max), .days, ""),
        ]
        for (refusal, name, corrected) in steps {
            #expect(throws: refusal) { try request(sent, of: hashtag, refusing: ["bad"]) }
            sent = sent.setting(name, corrected)
        }
        #expect(try request(sent, of: hashtag, refusing: ["bad"]).charge.micros == .max)
    }
}

struct PricingTests {
    @Test(
        arguments: [
            ("0.000001", 499, 0), ("0.000001", 500, 1), ("0.000001", 1499, 1), ("0.000001", 1500, 2),
            ("0.27819", 1000, 278_190), ("0.27819", 157, 43_676), ("2.5", 1, 2_500), ("0", 10_000, 0),
            ("0.000999", 1, 1), ("0.000499", 1, 0), ("0.0005", 1, 1),
        ] as [(String, Int64, Int64)]
    )
    func aChargePerThousandIsRoundedHalfUp(rate: String, quantity: Int64, micros: Int64) throws {
        let service = Service.sample { ($0.rate, $0.minimum) = (money(rate), 1) }
        #expect(try request(.sample.setting(.quantity, String(quantity)), of: service).charge.micros == micros)
    }

    @Test(
        arguments: [
            (nil, "0", 2_500_000), (nil, "7.5", 2_312_500), (nil, "100", 0), (nil, "33.33", 1_666_750),
            ("1.7", "0", 1_700_000), ("1.7", "50", 1_700_000), ("3", "100", 3_000_000), ("0", "10", 0),
        ] as [(String?, String, Int64)]
    )
    func theOwnRateComesBeforeTheDiscountAndThatBeforeTheListPrice(
        ownRate: String?,
        discount: String,
        micros: Int64
    ) throws {
        let discount = try #require(Discount(percent: discount))
        let sent = ParameterSet.sample.setting(.quantity, "1000")
        let placed = try request(sent, of: .sample(), discount: discount, ownRate: ownRate.map(money))
        #expect(placed.charge.micros == micros)
    }

    @Test func theOwnRateOfAnotherServiceIsNotUsed() {
        let customer = Customer(
            account: .sample(alice, name: "alice"),
            ownRates: [service(2): money("1")],
            version: .unchanged
        )
        #expect(customer.rate(of: .sample(1)) == money("2.5"))
        #expect(customer.rate(of: .sample(2)) == money("1"))
    }

    @Test(
        arguments: [
            ("0", 0), ("7.5", 750), ("0.01", 1), ("100", 10_000), ("100.00", 10_000), ("99.99", 9_999),
            ("100.01", nil), ("-1", nil), ("0.001", nil), ("", nil), ("x", nil), ("5%", nil), ("1e1", nil),
        ] as [(String, Int64?)]
    )
    func aDiscountIsReadInPercent(text: String, basisPoints: Int64?) {
        #expect(Discount(percent: text)?.basisPoints == basisPoints)
    }

    @Test(
        arguments: [("0.000001", "50", 1), ("0.000001", "50.01", 0), ("0.000003", "50", 2), ("1", "0.01", 999_900)]
            as [(String, String, Int64)]
    )
    func aDiscountedRateIsRoundedHalfUp(rate: String, percent: String, micros: Int64) throws {
        let discount = try #require(Discount(percent: percent))
        #expect(discount.applied(to: money(rate)).micros == micros)
    }

    @Test func theLargestRateCanBeDiscounted() throws {
        let largest = Money(micros: .max)
        #expect(Discount.none.applied(to: largest) == largest)
        #expect(try #require(Discount(percent: "100")).applied(to: largest) == .zero)
        #expect(try #require(Discount(percent: "50")).applied(to: largest).micros == .max / 2 + 1)
    }
}

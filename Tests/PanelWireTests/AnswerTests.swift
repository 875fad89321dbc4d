import PanelCore
import PanelWire
import Testing

struct AnswerTests {
    private static func text(_ answer: [UInt8]) -> String {
        String(decoding: answer, as: UTF8.self)
    }

    private static func state(_ status: OrderStatus, _ subscription: OrderState.Subscription? = nil) -> OrderState {
        OrderState(status: status, netCharge: .zero, startCount: 0, remains: 1000, subscription: subscription)
    }

    private static let seo = Service(
        id: ServiceID(rawValue: 77),
        name: "Tăng \"like\"\t1/2",
        type: .seo,
        category: "A\\B",
        rate: Money(micros: 4_000_000),
        minimum: 1,
        maximum: .max,
        description: "Dòng 1\r\nDòng 2",
        offersCancel: true,
        offersDripFeed: true
    )

    @Test
    func serviceHasAllItsKeys() {
        #expect(
            Self.text(ServiceList([Self.seo]).bytes)
                == #"[{"service":77,"name":"Tăng \"like\"\t1/2","type":"SEO","category":"A\\B","rate":"4","min":"1","#
                + #""max":"9223372036854775807","refill":false,"cancel":true,"dripfeed":true,"#
                + #""desc":"Dòng 1\r\nDòng 2"}]"#
        )
        #expect(Self.text(ServiceList([]).bytes) == "[]")
    }

    @Test
    func rateIsTheCallersOwn() {
        var other = Self.seo
        other.rate = Money(micros: 1)
        other.description = nil
        let list = ServiceList([Self.seo, other])
        let answer = Self.text(Self.whole(list, size: 1 << 20) { Money(micros: $1.micros * 2) })
        #expect(answer.contains(#""rate":"8""#))
        #expect(answer.contains(#""rate":"0.000002""#))
        #expect(answer.split(separator: #""desc""#).count == 2)
        #expect(Self.text(list.bytes).contains(#""rate":"4""#))
    }

    private static func whole(_ list: ServiceList, size: Int, rate: (ServiceID, Money) -> Money) -> [UInt8] {
        var bytes: [UInt8] = []
        var position: Int? = 0
        while position != nil { bytes += list.part(from: &position, size: size, rate: rate) }
        return bytes
    }

    @Test
    func partsOfAServiceListAreTheWhole() {
        let services = (0..<300).map { number in
            var service = Self.seo
            service.rate = Money(micros: Int64(number) * 999_999)
            return service
        }
        for count in [0, 1, 2, 300] {
            let list = ServiceList(Array(services.prefix(count)))
            let double = { (_: ServiceID, listed: Money) in Money(micros: listed.micros * 2) }
            let doubled = ServiceList(
                services.prefix(count).map { service in
                    var service = service
                    service.rate = Money(micros: service.rate.micros * 2)
                    return service
                }
            )
            #expect(list.length(rate: double) == doubled.bytes.count)
            for size in [1, 100, 5000, 1 << 20] {
                #expect(Self.whole(list, size: size, rate: double) == doubled.bytes, "\(count) by \(size)")
                #expect(Self.whole(list, size: size) { $1 } == list.bytes)
            }
        }
    }

    @Test(arguments: [
        (
            ResponseProfile.seed, Language.english,
            #"{"status":"success","msg":"Order created successfully","order":"7"}"#
        ),
        (.seed, .vietnamese, #"{"status":"success","msg":"Đơn hàng đã được tạo thành công","order":"7"}"#),
        (.perfectpanel, .english, #"{"order":7}"#),
        (.perfectpanel, .vietnamese, #"{"order":7}"#),
    ])
    func orderIsPlacedByProfile(profile: ResponseProfile, language: Language, json: String) {
        #expect(Self.text(Answers.orderPlaced(OrderID(rawValue: 7), profile: profile, language: language)) == json)
    }

    @Test(
        arguments: [
            (SubscriptionRate.post, nil, #""subscription_rate":"post""#),
            (.pieces, nil, #""subscription_rate":"pieces""#),
            (.pieces, 30, #""subscription_rate":"pieces","max_posts":"30""#),
        ] as [(SubscriptionRate, Int64?, String)]
    )
    func aSubscriptionSaysWhatItsRateIsThePriceOf(rate: SubscriptionRate, posts: Int64?, json: String) {
        var service = Self.seo
        (service.type, service.subscriptionRate, service.maximumPosts) = (.subscriptions, rate, posts)
        let dripfeed = #""dripfeed":\#(service.offersDripFeed),"#
        #expect(Self.text(ServiceList([service]).bytes).contains(dripfeed + json))
        #expect(!Self.text(ServiceList([Self.seo]).bytes).contains("subscription_rate"))
    }

    @Test(arguments: OrderStatus.allCases)
    func everyStatusHasItsName(status: OrderStatus) {
        let json = #"{"charge":"0","start_count":"0","status":"\#(status.wireName)","remains":"1000","currency":"VND"}"#
        #expect(Self.text(Answers.status(Self.state(status), currency: "VND")) == json)
        #expect(Self.text(Answers.statuses([("1", Self.state(status))], currency: "VND")) == #"{"1":\#(json)}"#)
    }

    @Test
    func statusNamesAreThoseOfTheDocument() {
        let names = ["Pending", "Processing", "In progress", "Completed", "Partial", "Canceled"]
        #expect(OrderStatus.allCases.map(\.wireName) == names)
    }

    @Test(arguments: [
        (
            OrderState.Subscription(posts: 10, expiry: "31/12/2026"),
            #""10","expiry":"31/12/2026","orders":[]"#
        ),
        (.init(posts: 5, expiry: ""), #""5","expiry":"","orders":[]"#),
    ])
    func subscriptionIsToldAfterTheCurrency(subscription: OrderState.Subscription, json: String) {
        #expect(
            Self.text(Answers.status(Self.state(.inProgress, subscription), currency: "USD"))
                == #"{"charge":"0","start_count":"0","status":"In progress","remains":"1000","currency":"USD","posts":\#(json)}"#
        )
    }

    /// What `IDList` can hand on as text, and its JSON as a value.
    private static let sentIDs: [(text: String, json: String)] = [
        ("1", "1"), ("23501", "23501"), ("9223372036854775807", "9223372036854775807"), ("0", #""0""#),
        ("007", #""007""#),
        ("9223372036854775808", #""9223372036854775808""#), ("-1", #""-1""#), ("+1", #""+1""#), ("1.0", #""1.0""#),
        ("1e3", #""1e3""#), ("abc", #""abc""#), ("a\"b", #""a\"b""#), ("１", "\"１\""), ("1\0", #""1\u0000""#),
        ("", #""""#),
    ]

    @Test(arguments: sentIDs)
    func sentIDIsANumberOnlyWhenItReadsAsOne(text: String, json: String) {
        #expect(
            Self.text(Answers.cancels([(text, .success(()))], profile: .seed)) == #"[{"order":\#(json),"cancel":1}]"#
        )
        #expect(
            Self.text(Answers.refills([(text, .success(RefillID(rawValue: 5)))], profile: .seed))
                == #"[{"order":\#(json),"refill":5}]"#
        )
        #expect(
            Self.text(Answers.refillStatuses([(text, .pending)])) == #"[{"refill":\#(json),"status":"Pending"}]"#
        )
    }

    @Test(arguments: sentIDs)
    func statusesAreKeyedByTheTextSent(text: String, json: String) {
        let key = json.hasPrefix("\"") ? json : "\"\(json)\""
        #expect(
            Self.text(Answers.statuses([(text, nil)], currency: "USD")) == #"{\#(key):{"error":"Incorrect order ID"}}"#
        )
    }

    @Test
    func emptyListsAreAnswered() {
        #expect(Self.text(Answers.statuses([], currency: "USD")) == "{}")
        #expect(Self.text(Answers.cancels([], profile: .seed)) == "[]")
        #expect(Self.text(Answers.refills([], profile: .seed)) == "[]")
        #expect(Self.text(Answers.refillStatuses([])) == "[]")
    }

    @Test(arguments: [
        (ResponseProfile.seed, "error.cancel_not_available", "error.refill_not_available"),
        (.perfectpanel, "Cancel is not available for this order", "Refill is not available for this order"),
    ])
    func itemErrorsFollowTheProfile(profile: ResponseProfile, cancel: String, refill: String) {
        #expect(
            Self.text(
                Answers.cancels(
                    [("1", .failure(.cancelUnavailable)), ("x", .failure(.unknownOrder))],
                    profile: profile
                )
            )
                == #"[{"order":1,"cancel":{"error":"\#(cancel)"}},{"order":"x","cancel":{"error":"Incorrect order ID"}}]"#
        )
        #expect(
            Self.text(Answers.refills([("1", .failure(.refillUnavailable))], profile: profile))
                == #"[{"order":1,"refill":{"error":"\#(refill)"}}]"#
        )
    }

    @Test(arguments: RefillStatus.allCases)
    func refillStatusFollowsTheProfile(status: RefillStatus) {
        let id = RefillID(rawValue: 12)
        #expect(
            Self.text(Answers.refillStatus(id, status, profile: .seed))
                == #"[{"refill":"12","status":"\#(status.wireName)"}]"#
        )
        #expect(
            Self.text(Answers.refillStatus(id, status, profile: .perfectpanel)) == #"{"status":"\#(status.wireName)"}"#
        )
    }

    @Test
    func balanceCanBeNegativeOrZero() {
        #expect(
            Self.text(Answers.balance(.zero, currency: "USD", profile: .seed)) == #"{"balance":"0","currency":"USD"}"#
        )
        #expect(
            Self.text(Answers.balance(Money(micros: -1_500_000), currency: "\"", profile: .seed))
                == #"{"balance":"-1.5","currency":"\""}"#
        )
    }

    @Test(arguments: [
        (48_000_000, "48", "48.00"), (0, "0", "0.00"), (-1_000_000, "-1", "-1.00"), (48_500_000, "48.5", "48.5"),
        (1, "0.000001", "0.000001"), (Int64.max, "9223372036854.775807", "9223372036854.775807"),
    ])
    func wholeBalancesHaveTwoPlacesInPerfectpanel(micros: Int64, seed: String, perfectpanel: String) {
        for (profile, text) in [(ResponseProfile.seed, seed), (.perfectpanel, perfectpanel)] {
            let answer = Answers.balance(Money(micros: micros), currency: "USD", profile: profile)
            #expect(Self.text(answer) == #"{"balance":"\#(text)","currency":"USD"}"#)
        }
    }

    @Test func oneCancelIsAnObjectInPerfectpanel() {
        #expect(Self.text(Answers.cancel(OrderID(rawValue: 2))) == #"{"order":2,"cancel":1}"#)
    }

    @Test func listedOrdersHaveTheFieldsOfTheirStatus() {
        let subscription = OrderState.Subscription(posts: 5, expiry: "")
        let kinds: [(Int64, OrderState.Subscription?)] = [(12, nil), (11, subscription)]
        let orders = kinds.map { id, subscription in
            CustomerOrder(
                id: OrderID(rawValue: id),
                service: ServiceID(rawValue: 7),
                link: "https://example.com/\"đ\"",
                quantity: 1000,
                createdAt: Timestamp(milliseconds: 1_767_225_599_999),
                state: Self.state(.inProgress, subscription)
            )
        }
        let state = #""charge":"0","start_count":"0","status":"In progress","remains":"1000","currency":"USD""#
        func row(_ id: Int, _ more: String) -> String {
            #"{"order":\#(id),"service":7,"link":"https://example.com/\"đ\"","quantity":"1000","#
                + #""created":"2025-12-31T23:59:59Z",\#(state)\#(more)}"#
        }
        let json = "[\(row(12, "")),\(row(11, #","posts":"5","expiry":"","orders":[]"#))]"
        #expect(Self.text(Answers.orders(orders, currency: "USD")) == json)
        #expect(Self.text(Answers.orders([], currency: "USD")) == "[]")
    }

    @Test
    func transportErrorsAreJSONToo() {
        #expect(Self.text(Answers.transportError("Too many requests")) == #"{"error":"Too many requests"}"#)
        #expect(Self.text(Answers.transportError("\"")) == #"{"error":"\""}"#)
    }
}

import HTTPTypes
import PanelCore
import PanelStore
import PanelTesting
import Testing

@testable import PanelCustomerWeb

/// Ordering by the form, without a script.
struct NewOrderRoutesTests {
    // MARK: Every type

    /// What is typed for a type besides the link, and what it costs at 2.5.
    private static let typed: [(ServiceType, [String: String], charge: String)] = [
        (.standard, ["quantity": "1000"], "2.5"),
        (.package, [:], "2.5"),
        (.customComments, ["comments": "a\r\nb"], "0.005"),
        (.customCommentsPackage, ["comments": "a\r\nb"], "2.5"),
        (.mentionsHashtag, ["quantity": "1000", "hashtag": "cats"], "2.5"),
        (.subscriptions, ["username": "minhanh", "posts": "2", "min": "10", "max": "20"], "5"),
        (.seo, ["quantity": "1000", "keywords": "a\r\nb"], "2.5"),
        (.mentions, ["quantity": "1000", "usernames": "a\r\nb"], "2.5"),
        (.mentionsWithHashtags, ["quantity": "1000", "usernames": "a", "hashtags": "b"], "2.5"),
        (.mentionsCustomList, ["usernames": "a\r\nb\r\nc"], "0.0075"),
        (.mentionsUserFollowers, ["quantity": "1000", "username": "a"], "2.5"),
        (.commentLikes, ["quantity": "1000", "username": "a"], "2.5"),
        (.mentionsMediaLikers, ["quantity": "1000", "media": "https://example.com/m"], "2.5"),
        (.commentReplies, ["username": "a", "comments": "a\r\nb"], "0.005"),
        (.poll, ["quantity": "1000", "answer_number": "2"], "2.5"),
        (.invitesFromGroups, ["quantity": "1000", "groups": "a"], "2.5"),
        (.webTraffic, ["quantity": "1000", "country": "VN", "device": "1", "type_of_traffic": "3"], "2.5"),
    ]

    @Test func everyTypeIsOrderedByItsForm() async throws {
        #expect(Set(NewOrderRoutesTests.typed.map(\.0)) == Set(ServiceType.allCases))
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "1000")
            for (index, row) in NewOrderRoutesTests.typed.enumerated() {
                let id = Int64(index) + 1
                _ = try await web.panel.service(id, type: row.0) { $0.minimum = 1 }
                var form = try await browser.orderForm("service=\(id)")
                #expect(Set(row.1.keys).subtracting(form.names) == [], "\(row.0)")
                if row.0 != .subscriptions { form["link"] = "https://example.com/\(id)" }
                for (name, value) in row.1 { form[name] = value }
                let before = try await web.panel.balance(account)
                let answer = try await browser.send(form)
                let order = try #require(answer.order, "\(row.0): \(answer.text)")
                let record = try await web.panel.order(order)
                #expect(record.order.type == row.0 && record.order.charge == .of(row.charge))
                #expect(try await web.panel.balance(account) == before.subtracting(.of(row.charge)))
            }
        }
    }

    // MARK: Refusals

    private struct Refused: Sendable, CustomTestStringConvertible {
        let id: String
        let typed: [String: String]
        var configure: @Sendable (inout Service) -> Void = { _ in }
        var testDescription: String { "\(id) \(typed)" }
    }

    @Test func eachRefusalStandsAtItsField() async throws {
        let refused = [
            Refused(id: "link", typed: [:]), Refused(id: "link", typed: ["link": "a\u{1}b"]),
            Refused(id: "link", typed: ["link": "casino"]),
            Refused(id: "link", typed: ["link": "no url"], configure: { $0.linkPattern = LinkPattern("url") }),
            Refused(id: "quantity", typed: ["link": "a"]),
            Refused(id: "quantity", typed: ["link": "a", "quantity": "9"]),
            Refused(id: "quantity", typed: ["link": "a", "quantity": "1.00"]),
            Refused(id: "quantity", typed: ["link": "a", "quantity": "10001"]),
            Refused(id: "comments", typed: ["link": "a"], configure: { $0.type = .customComments }),
            Refused(id: "hashtag", typed: ["link": "a", "quantity": "10"], configure: { $0.type = .mentionsHashtag }),
            Refused(
                id: "answer_number",
                typed: ["link": "a", "quantity": "10", "answer_number": "two"],
                configure: { $0.type = .poll }
            ),
            Refused(id: "username", typed: [:], configure: { $0.type = .subscriptions }),
            Refused(id: "posts", typed: ["username": "a"], configure: { $0.type = .subscriptions }),
            Refused(
                id: "expiry",
                typed: ["username": "a", "posts": "10", "expiry": "yesterday"],
                configure: { $0.type = .subscriptions }
            ),
            Refused(
                id: "interval",
                typed: ["link": "a", "quantity": "10", "runs": "2"],
                configure: { $0.offersDripFeed = true }
            ),
            Refused(id: "view_time", typed: ["link": "a", "quantity": "10", "view_time": "long"]),
            Refused(
                id: "google_keyword",
                typed: ["link": "a", "quantity": "10", "country": "VN", "device": "1", "type_of_traffic": "1"],
                configure: { $0.type = .webTraffic }
            ),
            Refused(id: "price", typed: ["link": "a", "quantity": "10000"]),
        ]
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "1")
            try await web.panel.perform(AddLinkRule(text: "casino"))
            for (index, row) in refused.enumerated() {
                let id = Int64(index) + 1
                _ = try await web.panel.service(id, configure: row.configure)
                var form = try await browser.orderForm("service=\(id)")
                for (name, value) in row.typed { form[name] = value }
                let answer = try await browser.send(form)
                #expect(answer.status == 422, "\(row)")
                #expect(answer.text.contains("Nothing was charged"), "\(row)")
                #expect(answer.text.contains(##"<a href="#\##(row.id)">"##), "\(row): \(answer.text)")
                let page = try answer.page
                if row.id != "price" {
                    #expect(page.element(id: row.id)?["aria-invalid"] == "true", "\(row)")
                    #expect(page.element(id: "\(row.id)-error")?.text.isEmpty == false, "\(row)")
                }
                let again = try OrderForm(answer.text)
                for (name, value) in row.typed { #expect(again[name] == value, "\(row): \(name) stays typed") }
                #expect(again["request_id"] == form["request_id"])
            }
            #expect(try await web.panel.balance(account) == .of("1"))
            #expect(try await web.panel.store.orders(OrderFilter(limit: 9)).isEmpty)
        }
    }

    @Test func whatIsMissingIsTheTotal() async throws {
        try await WebFixture.with { web in
            let (browser, _) = try await web.customer(balance: "1.3")
            _ = try await web.panel.service()
            let page = try await browser.get("/order?service=1&quantity=1000")
            let price = try #require(try page.page.element(id: "price"))
            #expect(price.text.contains("Missing") && price.text.contains("$1.20"))
            #expect(price.all("a").map { $0["href"] } == ["/funds"])
            // On phones the total stands in a bar.
            #expect(try page.page.element(id: "sum")?.all("a").map { $0["href"] } == ["/funds"])
            let enough = try await browser.get("/order?service=1&quantity=100")
            #expect(try enough.page.element(id: "sum")?.all("a").isEmpty == true)
            #expect(try page.page.all("button").allSatisfy { $0["disabled"] == nil })
        }
    }

    @Test func aLinkThatIsBeingServedIsRefused() async throws {
        try await WebFixture.with { web in
            let (browser, _) = try await web.customer(balance: "10")
            _ = try await web.panel.service { $0.deniesDuplicates = true }
            let query = "service=1&quantity=100&link=https%3A%2F%2Fexample.com%2Fp"
            #expect(try await browser.send(browser.orderForm(query)).order != nil)
            let answer = try await browser.send(browser.orderForm(query))
            #expect(answer.status == 422 && answer.text.contains(##"<a href="#link">"##))
        }
    }

    @Test func aServiceThatIsGoneKeepsWhatWasTyped() async throws {
        try await WebFixture.with { web in
            let (browser, _) = try await web.customer(balance: "10")
            let service = try await web.panel.service()
            let form = try await browser.orderForm("service=1&quantity=100&link=abc")
            try await web.panel.perform(SetServiceEnabled(id: service, isEnabled: false))
            let answer = try await browser.send(form)
            #expect(answer.status == 422 && answer.text.contains(##"<a href="#find">"##))
            #expect(try OrderForm(answer.text)["link"] == "abc")
            let gone = try await browser.get("/order?service=1")
            #expect(gone.status == 200 && gone.text.contains("takes no orders"))
        }
    }

    // MARK: Once

    @Test func howeverOftenItIsSentItIsOneOrder() async throws {
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "10")
            _ = try await web.panel.service()
            var form = try await browser.orderForm("service=1&quantity=100&link=abc")
            let sent = form
            async let first = browser.send(sent)
            async let second = browser.send(sent)
            let orders = [try await first.order, try await second.order, try await browser.send(sent).order]
            #expect(orders[0] != nil && Set(orders).count == 1)
            #expect(try await web.panel.balance(account) == .of("9.75"))
            form["quantity"] = "200"
            let other = try await browser.send(form)
            #expect(other.status == 422 && other.text.contains("other content"))
            let again = try OrderForm(other.text)
            #expect(again["request_id"] != form["request_id"] && again["quantity"] == "200")
            #expect(try await browser.send(again).order != orders[0])
            #expect(try await web.panel.balance(account) == .of("9.25"))
        }
    }

    // MARK: Prices

    @Test func nobodyPaysMoreThanTheySaw() async throws {
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "10")
            _ = try await web.panel.service()
            let form = try await browser.orderForm("service=1&quantity=1000&link=abc")
            #expect(form["expected"] == "2.5" && form["rate"] == "2.5")
            _ = try await web.panel.service { $0.rate = .of("3") }
            let answer = try await browser.send(form)
            #expect(answer.status == 409 && answer.text.contains("The price changed"))
            #expect(answer.text.contains("$3.00"))
            #expect(try await web.panel.balance(account) == .of("10"))
            _ = try await web.panel.service { $0.rate = .of("1") }
            // What costs less than was shown is placed.
            #expect(try await browser.send(OrderForm(answer.text)).order != nil)
            #expect(try await web.panel.balance(account) == .of("9"))
        }
    }

    /// Without a script nobody is shown the total of what they typed since: the rate that was shown holds.
    @Test func theRateThatWasShownHoldsToo() async throws {
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "10")
            _ = try await web.panel.service()
            var form = try await browser.orderForm("service=1")
            #expect(form["expected"] == "")
            (form["quantity"], form["link"]) = ("1000", "abc")
            _ = try await web.panel.service { $0.rate = .of("3") }
            #expect(try await browser.send(form).status == 409)
            #expect(try await web.panel.balance(account) == .of("10"))
        }
    }

    /// Pages write a thousand as `1.000` or `1,000`, and people copy it.
    @Test func aQuantityIsTakenAsPagesWriteIt() async throws {
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "10")
            _ = try await web.panel.service()
            for quantity in ["1.000", "1,000", " 1 000 ", "1\u{A0}000"] {
                var form = try await browser.orderForm("service=1")
                (form["quantity"], form["link"]) = (quantity, "abc")
                let before = try await web.panel.balance(account)
                #expect(try await browser.send(form).order != nil, "\(quantity)")
                #expect(try await web.panel.balance(account) == before.subtracting(.of("2.5")), "\(quantity)")
            }
            let priced = try await browser.get("/order/price?service=1&quantity=1.000")
            #expect(priced.text.contains("$2.50"))
        }
    }

    @Test func ownRatesAndDiscountsAreShownAndTaken() async throws {
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "10")
            let service = try await web.panel.service()
            try await web.panel.perform(
                SetOwnRate(name: account.name, account: account.id, service: service, rate: .of("2"))
            )
            let page = try await browser.get("/order?service=1&quantity=1000&link=abc")
            #expect(page.text.contains("$2.00 / 1,000") && page.text.contains("<s "))
            #expect(try await browser.send(OrderForm(page.text)).order != nil)
            #expect(try await web.panel.balance(account) == .of("8"))
        }
    }

    @Test func theScriptIsToldThePriceAndWhatIsWrong() async throws {
        try await WebFixture.with { web in
            let (browser, _) = try await web.customer(balance: "10")
            _ = try await web.panel.service(1, type: .customComments) { $0.minimum = 2 }
            let typed = try await browser.get("/order/price?service=1&comments=a")
            #expect(typed.status == 200 && !typed.text.contains("<html"))
            #expect(typed.text.contains("At least 2 lines are needed.") && typed.text.contains("1 line<"))
            #expect(!typed.text.contains("Enter the link"), "what is not typed yet is not wrong")
            let enough = try await browser.get("/order/price?service=1&comments=a%0Ab")
            #expect(enough.text.contains("$0.005") && enough.text.contains(#"name="expected" value="0.005""#))
            #expect(!enough.text.contains("are needed"))
            let long = String(repeating: "a\n", count: 3000)
            try await browser.get("/order?service=1")
            let posted = try await browser.post("/order/price", ["service": "1", "comments": long])
            #expect(posted.status == 200 && posted.text.contains("$7.50"))
            #expect(try await browser.get("/order/price?service=7").status == 400)
        }
    }

    /// As from an order of another service: the form has no field in which that could be taken back.
    @Test func whatHasNoFieldIsNotPriced() async throws {
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "10")
            _ = try await web.panel.service()
            let form = try await browser.orderForm(
                "service=1&quantity=1000&link=abc&runs=2&interval=60&days=3&hashtag=x"
            )
            #expect(form["expected"] == "2.5")
            #expect(try await browser.send(form).order != nil)
            #expect(try await web.panel.balance(account) == .of("7.5"))
        }
    }

    /// For browsers without a script, which are told nothing while somebody types.
    @Test func theTotalCanBeLookedAtWithoutPlacingAnything() async throws {
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "10")
            _ = try await web.panel.service()
            var form = try await browser.orderForm("service=1")
            (form["quantity"], form["link"], form["look"]) = ("9", "abc", "1")
            let wrong = try await browser.send(form)
            #expect(wrong.status == 200 && wrong.text.contains("The minimum quantity is 10."))
            form["quantity"] = "1,000"
            let looked = try await browser.send(form)
            #expect(looked.status == 200 && looked.text.contains("$2.50"))
            let shown = try OrderForm(looked.text)
            #expect(shown["request_id"] == form["request_id"] && shown["link"] == "abc" && shown["expected"] == "2.5")
            #expect(try await web.panel.balance(account) == .of("10"))
            #expect(try await browser.send(shown).order != nil)
            #expect(try await web.panel.balance(account) == .of("7.5"))
        }
    }

    // MARK: Finding

    @Test func aServiceIsFoundByItsWordsItsIDAndItsPlatform() async throws {
        try await WebFixture.with { web in
            let (browser, _) = try await web.customer(balance: "10")
            _ = try await web.panel.service(7) { ($0.name, $0.category) = ("Lượt theo dõi", "TikTok") }
            _ = try await web.panel.service(8) { ($0.name, $0.category) = ("Likes", "Instagram") }
            for query in ["theo+doi", "7", "tiktok", "THEO+tik"] {
                let found = try await browser.get("/services/options?q=\(query)").text
                #expect(found.contains("/order?service=7") && !found.contains("/order?service=8"), "\(query)")
                let page = try await browser.get("/order?q=\(query)").text
                #expect(page.contains("/order?service=7") && !page.contains("/order?service=8"), "\(query)")
            }
            let browsed = try await browser.get("/order?platform=instagram&category=Instagram").text
            #expect(!browsed.contains("/order?service=7") && browsed.contains("/order?service=8"))
            #expect(try await browser.get("/services/options?q=nothing").text.contains("No service was found"))
        }
    }

    @Test func whatIsStarredComesFirst() async throws {
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "10")
            try await web.panel.perform(ImportServices((1...50).map { Service.sample($0) }))
            try await web.panel.perform(SetFavourite(ServiceID(rawValue: 40), of: account.id, isOn: true))
            for path in ["/order", "/order?q=service", "/services/options?q=", "/order?platform=facebook"] {
                let text = try await browser.get(path).text
                #expect(Self.services(in: text).prefix(3) == ["40", "1", "2"], "\(path)")
                #expect(text.matches(of: /★/).count == 1, "\(path)")
            }
            let rest = try await Self.services(in: browser.get("/order?from=20").text)
            #expect(rest.first == "20" && !rest.contains("40"))
        }
    }

    @Test func theServiceThatIsOrderedCanBeStarred() async throws {
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "10")
            let service = try await web.panel.service()
            let star = try #require(try await browser.get("/order?service=1").page.element(id: "star-1"))
            #expect(star["form"] == "star" && star["aria-pressed"] == "false")
            let form = try await OrderForm(browser.get("/order?service=1").text, id: "star")
            let starred = try await browser.post(form.action, body: form.body + "&service=1")
            #expect(starred.status == 303)
            #expect(try await web.panel.store.read(FavouritesOfAccount(account.id)).services == [service])
            let again = try #require(try await browser.get("/order?service=1").page.element(id: "star-1"))
            #expect(again["form"] == "unstar" && again["aria-pressed"] == "true")
        }
    }

    /// The ids that links of a page lead to, in their order.
    private static func services(in text: String) -> [Substring] {
        text.matches(of: /\/order\?service=(\d+)/).map(\.1)
    }

    @Test func manyServicesMakeNoLargePage() async throws {
        try await WebFixture.with { web in
            let (browser, _) = try await web.customer(balance: "10")
            let services = (1...10_000).map { id in
                var service = Service.sample(Int64(id))
                service.name = "Instagram followers from real people, refill of thirty days \(id)"
                service.category = "Instagram category number \(id / 25)"
                return service
            }
            try await web.panel.perform(ImportServices(services))
            for path in [
                "/order", "/order?q=followers", "/order?platform=instagram", "/order?service=77&platform=instagram",
            ] {
                let page = try await browser.get(path)
                #expect(page.text.utf8.count < 16_000, "\(path)")
                #expect(try page.page.all("a").count { $0["href"]?.hasPrefix("/order?service=") == true } <= 20)
            }
            let options = try await browser.get("/services/options?q=followers")
            #expect(options.text.components(of: "role=\"option\"") == 20)
            let next = try await browser.get("/order?platform=instagram&from=20").text
            #expect(next.contains("/order?service=21\"") && !next.contains("/order?service=20\""))
        }
    }

    @Test func aPanelWithoutServicesSaysSo() async throws {
        try await WebFixture.with { web in
            let (browser, _) = try await web.customer(balance: "0")
            #expect(try await browser.get("/order").text.contains("There are no services yet"))
        }
    }

    // MARK: The suspended

    @Test func theSuspendedAreToldSoAndOrderNothing() async throws {
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "10")
            _ = try await web.panel.service()
            try await web.panel.perform(ChangeAccount(name: account.name, change: .suspend))
            try await browser.logIn()
            let page = try await browser.get("/order?service=1&quantity=100&link=abc")
            #expect(page.text.contains("Your account is suspended") && !page.text.contains("Place order</button>"))
            let answer = try await browser.send(OrderForm(page.text))
            #expect(answer.status == 403 && answer.text.contains("Nothing was charged"))
            #expect(try OrderForm(answer.text)["link"] == "abc")
            #expect(try await web.panel.balance(account) == .of("10"))
        }
    }
}

extension String {
    fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}

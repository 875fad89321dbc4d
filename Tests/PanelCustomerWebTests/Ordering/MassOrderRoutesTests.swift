import PanelCore
import PanelStore
import PanelTesting
import Testing

@testable import PanelCustomerWeb

/// Lists of orders, through their page.
struct MassOrderRoutesTests {
    private static let threeBad = """
        1|https://example.com/1|1000
        1|https://example.com/2|9

        2\thttps://example.com/3\tgreat|very nice
        9|https://example.com/4|1000
        just words
        1|https://example.com/5|1000
        """

    @Test func goodLinesArePlacedAndBadOnesKept() async throws {
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "10")
            try await MassOrderRoutesTests.offer(web)
            let checked = try await browser.check(MassOrderRoutesTests.threeBad)
            #expect(checked.status == 200 && checked.text.contains("3 good lines"))
            #expect(checked.text.contains("3 refused lines") && checked.text.contains("$5.005"))
            #expect(try await web.panel.balance(account) == .of("10"), "a check takes nothing")

            let form = try OrderForm(checked.text, id: "place")
            #expect(form.action == "/mass/place" && form["expected"] == "5.005")
            let placed = try await browser.send(form)
            #expect(placed.status == 200 && placed.text.contains("3 of 6 lines were placed"))
            #expect(placed.text.contains("$5.005 was taken from your balance."))
            #expect(try placed.page.all("p").contains { $0["class"] == "balance" && $0.text.contains("$4.99") })
            #expect(try await web.panel.balance(account) == .of("4.995"))
            let orders = try placed.orders
            #expect(orders.count == 3 && orders == orders.sorted(), "placed in the order of the lines")
            let records = try await web.panel.store.orders(OrderFilter(limit: 9))
            #expect(records.map(\.order.link).sorted() == [1, 3, 5].map { "https://example.com/\($0)" })
            #expect(try placed.box == "1|https://example.com/2|9\n9|https://example.com/4|1000\njust words")
        }
    }

    @Test func theExampleIsALineThatIsPlaced() async throws {
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "10")
            let empty = try await browser.get("/mass")
            #expect(!empty.text.contains("Example:"))
            // None of these takes the example.
            _ = try await web.panel.service(1) { $0.isEnabled = false }
            _ = try await web.panel.service(2) { $0.linkPattern = LinkPattern("^[0-9]+$") }
            _ = try await web.panel.service(3, type: .customComments) { $0.minimum = 1 }
            #expect(try await !browser.get("/mass").text.contains("Example:"))
            _ = try await web.panel.service(4) { ($0.minimum, $0.linkPattern) = (200, LinkPattern("url")) }
            let page = try await browser.get("/mass").page
            let hint = try #require(page.element(id: "lines-hint"))
            let example = try #require(hint.all("code").first).text
            #expect(example == "4|https://example.com/post|200" && hint.text.contains("Example: \(example)"))
            // What is typed stays while somebody looks up numbers.
            let link = try #require(page.element(id: "main")?.all("a").first { $0["href"] == "/services" })
            #expect(link["target"] == "_blank" && link["rel"] == "noopener")

            let checked = try await browser.check(example)
            #expect(try checked.page.element(id: "lines-hint")?.all("code").map(\.text) == [example])
            #expect(try await browser.send(OrderForm(checked.text, id: "place")).orders.count == 1)
            #expect(try await web.panel.balance(account) == .of("9.5"))
        }
    }

    @Test func repeatingPlacesNoneTwice() async throws {
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "10")
            try await MassOrderRoutesTests.offer(web)
            let form = try OrderForm(try await browser.check(MassOrderRoutesTests.threeBad).text, id: "place")
            async let first = browser.send(form)
            async let second = browser.send(form)
            let answers = [try await first, try await second, try await browser.send(form)]
            #expect(try Set(answers.map { try $0.orders }).count == 1)
            #expect(try answers.allSatisfy { try $0.orders.count == 3 })
            #expect(try await web.panel.balance(account) == .of("4.995"))
            #expect(try await web.panel.store.orders(OrderFilter(limit: 9)).count == 3)
        }
    }

    @Test func moneyIsTakenInTheOrderOfTheLines() async throws {
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "6")
            try await MassOrderRoutesTests.offer(web)
            let lines = (1...4).map { "1|https://example.com/\($0)|\($0 == 4 ? 100 : 1000)" }.joined(separator: "\n")
            let checked = try await browser.check(lines)
            #expect(
                checked.text.contains("3 good lines")
                    && checked.text.contains("The balance is not enough, $1.50 is missing.")
            )
            #expect(checked.text.contains(#"href="/funds""#))
            let placed = try await browser.send(OrderForm(checked.text, id: "place"))
            #expect(try placed.orders.count == 3 && placed.box == "1|https://example.com/3|1000")
            #expect(try await web.panel.balance(account) == .of("0.75"))
        }
    }

    @Test func aLinkIsServedOnce() async throws {
        try await WebFixture.with { web in
            let (browser, _) = try await web.customer(balance: "10")
            _ = try await web.panel.service { $0.deniesDuplicates = true }
            let checked = try await browser.check("1|https://example.com/1|100\n1|http://www.example.com/1/|100")
            #expect(
                checked.text.contains("1 good line") && checked.text.contains("that is not finished. Wait until it is.")
            )
        }
    }

    @Test func whatCostsMoreThanWasShownIsShownAgain() async throws {
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "10")
            try await MassOrderRoutesTests.offer(web)
            let form = try OrderForm(try await browser.check("1|https://example.com/1|1000").text, id: "place")
            _ = try await web.panel.service { $0.rate = .of("3") }
            let answer = try await browser.send(form)
            #expect(answer.status == 409 && answer.text.contains("The price changed"))
            #expect(try await web.panel.balance(account) == .of("10"))
            let again = try OrderForm(answer.text, id: "place")
            #expect(again["expected"] == "3" && again["request_id"] == form["request_id"])
            #expect(try await browser.send(again).orders.count == 1)
            #expect(try await web.panel.balance(account) == .of("7"))
        }
    }

    @Test func typesThatNeedMoreLeadToTheirForm() async throws {
        try await WebFixture.with { web in
            let (browser, _) = try await web.customer(balance: "10")
            _ = try await web.panel.service(3, type: .poll)
            let checked = try await browser.check("3|https://example.com/1|100")
            #expect(checked.text.contains(#"href="/order?service=3""#) && !checked.text.contains(#"id="place""#))
        }
    }

    @Test func aListHasItsBounds() async throws {
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "100")
            try await MassOrderRoutesTests.offer(web)
            let most = (1...1000).map { "1|https://example.com/\($0)|10" }.joined(separator: "\n\n")
            let checked = try await browser.check(most)
            #expect(checked.text.contains("1,000 good lines"))
            let many = try await browser.check(most + "\n1|https://example.com/0|10")
            #expect(many.status == 422 && many.text.contains("at most 1,000 lines"))
            #expect(try many.box.hasSuffix("example.com/0|10"))
            let none = try await browser.check(" \n\n")
            #expect(none.status == 422 && none.text.contains("Enter one line"))
            try await browser.check("1|a|10")
            let placed = try await browser.send(OrderForm(checked.text, id: "place"))
            #expect(try placed.orders.count == 1000 && placed.orders == placed.orders.sorted())
            #expect(try await web.panel.balance(account) == .of("75"))
        }
    }

    @Test func whatHasNoIDIsNotPlaced() async throws {
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "10")
            try await MassOrderRoutesTests.offer(web)
            try await browser.get("/mass")
            for id in ["", String(repeating: "x", count: 120), "a\u{1}"] {
                let fields: KeyValuePairs = ["lines": "1|https://example.com/1|1000", "request_id": id]
                #expect(try await browser.post("/mass/place", fields).status == 422)
            }
            #expect(try await web.panel.balance(account) == .of("10"))
        }
    }

    @Test func theSuspendedPlaceNothing() async throws {
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "10")
            try await MassOrderRoutesTests.offer(web)
            try await web.panel.perform(ChangeAccount(name: account.name, change: .suspend))
            try await browser.logIn()
            let checked = try await browser.check("1|https://example.com/1|1000")
            #expect(checked.text.contains("1 good line") && !checked.text.contains(#"id="place""#))
            let fields: KeyValuePairs = ["lines": "1|https://example.com/1|1000", "request_id": "once"]
            let answer = try await browser.post("/mass/place", fields)
            #expect(answer.status == 403 && answer.text.contains("Your account is suspended"))
            #expect(!answer.text.contains(#"id="place""#))
            #expect(try answer.box == "1|https://example.com/1|1000")
            #expect(try await web.panel.balance(account) == .of("10"))
        }
    }

    private static func offer(_ web: WebFixture) async throws {
        _ = try await web.panel.service(1)
        _ = try await web.panel.service(2, type: .customComments) { $0.minimum = 1 }
    }
}

extension TestBrowser {
    @discardableResult
    func check(_ lines: String) async throws -> Answer {
        try await get("/mass")
        return try await post("/mass", ["lines": lines])
    }
}

extension TestBrowser.Answer {
    /// The orders that a page leads to, in its order.
    var orders: [OrderID] {
        get throws {
            try page.all("table").flatMap { $0.all("a") }
                .compactMap { $0["href"].flatMap { $0.hasPrefix("/orders/") ? OrderID(String($0.dropFirst(8))) : nil } }
        }
    }

    /// What stands in the box for lines.
    var box: String {
        get throws { String(try #require(try page.element(id: "lines")).text.trimmingPrefix("\n")) }
    }
}

import PanelCore
import PanelStore
import PanelTesting
import Testing

@testable import PanelCustomerWeb

/// Lists that are sent again, after what they name was changed.
struct RepeatedListTests {
    private static let lines = """
        1|https://example.com/1|1000
        2|https://example.com/2|great|very nice
        3|https://example.com/3|1000
        1|https://example.com/4|9
        """

    private struct Change: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let make: @Sendable (WebFixture) async throws -> Void
    }

    private static let changes = [
        Change(testDescription: "disabled") { web in
            for id in 1...3 { _ = try await web.panel.service(Int64(id)) { $0.isEnabled = false } }
        },
        Change(testDescription: "of other types") { web in
            _ = try await web.panel.service(1, type: .customComments)
            _ = try await web.panel.service(2, type: .poll)
            _ = try await web.panel.service(3, type: .package)
        },
        Change(testDescription: "narrower") { web in
            for id in 1...3 {
                _ = try await web.panel.service(Int64(id)) { service in
                    (service.minimum, service.linkPattern) = (5000, LinkPattern("username"))
                }
            }
        },
        Change(testDescription: "dearer") { web in
            for id in 1...3 { _ = try await web.panel.service(Int64(id)) { $0.rate = .of("9999") } }
        },
    ]

    @Test(arguments: changes.indices)
    func aLineThatWasPlacedShowsItsOrder(change: Int) async throws {
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "10")
            try await RepeatedListTests.offer(web)
            let form = try OrderForm(try await browser.check(RepeatedListTests.lines).text, id: "place")
            let first = try await browser.send(form)
            let balance = try await web.panel.balance(account)
            #expect(try first.orders.count == 3 && balance == .of("4.995"))

            try await RepeatedListTests.changes[change].make(web)
            let again = try await browser.send(form)
            #expect(again.status == 200 && again.text.contains("3 of 4 lines were placed"), "\(again.text)")
            #expect(try again.orders == first.orders)
            #expect(try again.box == "1|https://example.com/4|9", "nothing that was placed is to be mended")
            #expect(try await web.panel.balance(account) == balance)
            #expect(try await web.panel.store.orders(OrderFilter(limit: 9)).count == 3)
        }
    }

    /// A list of which only the beginning was placed: the rest costs what it costs now, and the beginning nothing more.
    @Test func theSumIsThatOfTheRest() async throws {
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "10")
            try await RepeatedListTests.offer(web)
            let start = "1|https://example.com/1|1000"
            var form = try OrderForm(try await browser.check(start).text, id: "place")
            let first = try await browser.send(form).orders
            form["lines"] = "\(start)\n1|https://example.com/5|1000"
            form["expected"] = "2.5"
            _ = try await web.panel.service(1) { $0.rate = .of("3") }

            let shown = try await browser.send(form)
            #expect(shown.status == 409 && shown.text.contains("Nothing more was ordered"))
            #expect(shown.text.contains("1 good line") && !shown.text.contains("refused line"))
            #expect(shown.text.contains("Placed before"))
            #expect(try shown.orders == first)
            let rest = try OrderForm(shown.text, id: "place")
            #expect(rest["expected"] == "3" && rest["request_id"] == form["request_id"])

            let placed = try await browser.send(rest)
            #expect(placed.text.contains("All 2 orders were placed"))
            #expect(try placed.orders.count == 2 && placed.orders.first == first.first)
            #expect(try await web.panel.balance(account) == .of("4.5"))
        }
    }

    /// Whoever is suspended meanwhile sees what was placed, too.
    @Test func theSuspendedSeeWhatWasPlaced() async throws {
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "10")
            try await RepeatedListTests.offer(web)
            var form = try OrderForm(try await browser.check(RepeatedListTests.lines).text, id: "place")
            let first = try await browser.send(form).orders
            try await web.panel.perform(ChangeAccount(name: account.name, change: .suspend))
            try await browser.logIn()
            form["csrf"] = browser.csrf
            let answer = try await browser.send(form)
            #expect(answer.status == 403 && answer.text.contains("Nothing more was ordered"))
            #expect(try answer.orders == first)
            #expect(try await web.panel.balance(account) == .of("4.995"))
        }
    }

    /// Other lines under the id of a list are not taken for those that were placed.
    @Test func whatWasNotWrittenBeforeIsNoRepetition() async throws {
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "10")
            try await RepeatedListTests.offer(web)
            var form = try OrderForm(try await browser.check("1|https://example.com/1|1000").text, id: "place")
            _ = try await browser.send(form)
            form["lines"] = "1|https://example.com/1|1001"
            let answer = try await browser.send(form)
            #expect(answer.text.contains("This line has placed an order with other content before."))
            #expect(try answer.orders.isEmpty)
            #expect(try await web.panel.balance(account) == .of("7.5"))
        }
    }

    private static func offer(_ web: WebFixture) async throws {
        _ = try await web.panel.service(1)
        _ = try await web.panel.service(2, type: .customComments) { $0.minimum = 1 }
        _ = try await web.panel.service(3)
    }
}

import PanelCore
import PanelMarkup
import PanelStore
import PanelTesting
import Testing

@testable import PanelCustomerWeb

/// Orders that are canceled and refilled with forms. Every test ends with the doctor's look at the books.
struct OrderActionTests {
    @Test func oneIsCanceledFromItsPage() async throws {
        try await Shopper.with { alice in
            let id = try await alice.order()
            #expect(try await alice.panel.balance(alice.account) == .of("997.5"))
            let page = try await alice.page("/orders/\(id)")
            #expect(page.all("button").contains { $0["formaction"] == "/orders/cancel" && $0["form"] == "act" })
            let fields: KeyValuePairs = ["order": "\(id)", "back": "order"]
            for _ in 0..<2 {
                let answer = try await alice.browser.post("/orders/cancel", fields)
                #expect(answer.status == 303 && answer.location == "/orders/\(id)?done=canceled")
            }
            let done = try await alice.page("/orders/\(id)?done=canceled")
            #expect(done.all("main")[0].text.contains("its charge is back on your balance"))
            #expect(!done.all("button").contains { $0["formaction"] == "/orders/cancel" && $0["form"] == "act" })
            #expect(try await alice.panel.balance(alice.account) == .of("1000"))
        }
    }

    @Test func theListComesBackAsItWas() async throws {
        try await Shopper.with { alice in
            let id = try await alice.order(.processing)
            let fields: KeyValuePairs = [
                "order": "\(id)", "q": "https://example.com/p/1", "status": "processing", "service": "1",
                "from": "2026-01-01",
            ]
            let answer = try await alice.browser.post("/orders/cancel", fields)
            #expect(
                answer.location
                    == "/orders?q=https%3A%2F%2Fexample.com%2Fp%2F1&status=processing&service=1&from=2026-01-01"
                    + "&done=cancel-requested&order=\(id)"
            )
            let page = try await alice.page(try #require(answer.location))
            #expect(page.listed == ["\(id)"])
            #expect(page.all("main")[0].text.contains("Order \(id) is being canceled"))
            #expect(page.all("td").contains { $0.text.contains("cancel requested") })
        }
    }

    @Test func severalAreAnsweredOneByOne() async throws {
        try await Shopper.with { alice in
            let pending = try await alice.order()
            let running = try await alice.order(.inProgress)
            let completed = try await alice.order(.completed)
            let foreign = try await alice.foreign()
            _ = try await alice.page("/orders")
            let body =
                "csrf=\(alice.browser.csrf)" + [pending, running, completed, foreign].map { "&take=\($0)" }.joined()
            let answer = try await alice.browser.post("/orders/cancel", body: body)
            #expect(answer.status == 200)
            let page = try PageChecks.check(Array(answer.text.utf8), csrf: alice.browser.csrf).page
            #expect(
                page.all("tr").dropFirst().map(\.text) == [
                    "\(pending)Canceled, $2.50 refunded", "\(running)Cancel requested",
                    "\(completed)This order cannot be canceled", "\(foreign)Incorrect order ID",
                ]
            )
            #expect(try await alice.panel.order(foreign).order.status == .pending)
            #expect(try await alice.panel.balance(alice.account) == .of("995"))
        }
    }

    @Test func aRefillIsAskedForOnce() async throws {
        try await Shopper.with { alice in
            let ids = [try await alice.order(.completed), try await alice.order(.partial)]
            let answer = try await alice.browser.post("/orders/refill", ["order": "\(ids[0])", "back": "order"])
            #expect(answer.location == "/orders/\(ids[0])?done=refill-requested")
            let again = try await alice.browser.post("/orders/refill", ["order": "\(ids[0])"])
            #expect(again.status == 422 && again.text.contains("This order cannot be refilled now"))
            let page = try await alice.page("/orders/\(ids[0])")
            #expect(page.element(id: "refills")?.text.contains("A refill is under way") == true)
            #expect(page.all("main")[0].text.contains("You asked for a refill"))
            #expect(page.element(id: "refills")?.button("Ask") == nil)
            #expect(try await alice.panel.store.refills(status: nil, limit: 9).map(\.order) == [ids[0]])
        }
    }

    @Test(arguments: ["cancel", "refill"])
    func whatCanNotBeDoneIsSaid(_ act: String) async throws {
        try await Shopper.with { alice in
            let foreign = try await alice.foreign()
            let canceled = try await alice.order(.canceled)
            let path = "/orders/\(act)"
            let before = try await alice.panel.balance(alice.account)
            for id in ["\(foreign)", "999999", "abc", "-1"] {
                #expect(try await alice.browser.post(path, ["order": id]).status == 404, "\(id)")
                _ = try await alice.page("/orders")
            }
            #expect(try await alice.browser.post(path, ["order": "\(canceled)"]).status == 422)
            let nothing = try await alice.browser.post(path)
            #expect(nothing.status == 422 && nothing.text.contains("You have not chosen an order."))
            let many = (1...101).map(String.init).joined(separator: ",")
            let answer = try await alice.browser.post(path, ["order": many])
            #expect(answer.status == 422 && answer.text.contains("Too many IDs, maximum 100"))
            #expect(try await alice.browser.post(path, ["order": "\(canceled)"], csrf: "x").status == 403)
            #expect(try await alice.panel.balance(alice.account) == before)
            #expect(try await alice.panel.order(foreign).order.cancelRequestedAt == nil)
        }
    }

    @Test func enterInABoxDoesNothing() async throws {
        try await Shopper.with { alice in
            let id = try await alice.order()
            let page = try await alice.page("/orders?status=pending")
            let first = page.all("form").first { $0["action"] == "/orders/cancel" }?.all("button").first
            #expect(first?["name"] == "nothing")
            let fields: KeyValuePairs = ["nothing": "1", "take": "\(id)", "status": "pending"]
            #expect(try await alice.browser.post("/orders/cancel", fields).location == "/orders?status=pending")
            #expect(try await alice.panel.order(id).order.cancelRequestedAt == nil)
        }
    }

    @Test func whoIsSuspendedChangesNothing() async throws {
        try await Shopper.with { alice in
            let id = try await alice.order()
            try await alice.panel.perform(ChangeAccount(name: alice.account.name, change: .suspend))
            // Sessions end with it.
            try await alice.browser.logIn()
            let answer = try await alice.browser.post("/orders/cancel", ["order": "\(id)"])
            #expect(answer.status == 403 && answer.text.contains("Your account is suspended"))
            #expect(try await alice.panel.order(id).order.cancelRequestedAt == nil)
        }
    }
}

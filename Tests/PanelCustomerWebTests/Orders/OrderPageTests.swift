import HTTPTypes
import PanelCore
import PanelMarkup
import PanelStore
import PanelTesting
import Testing

@testable import PanelCustomerWeb

/// The page of one order, through the router.
struct OrderPageTests {
    @Test func itShowsWhatWasOrderedAndWhatCameOfIt() async throws {
        try await Shopper.with { alice in
            let service = try await alice.panel.service(3, type: .customComments) { $0.name = "Comments" }
            let request = try await alice.panel.request(
                service,
                of: alice.account,
                [.comments: (1...12).map { "line \($0)" }.joined(separator: "\n")]
            )
            let placed = try await alice.panel.perform(alice.panel.placing(request, for: alice.account)).placedOrder
            let id = try #require(placed)
            let page = try await alice.page("/orders/\(id)")
            let text = page.all("main")[0].text
            for words in [
                "Order \(id)", "3 · Comments", PanelFixture.link, "12 lines", "line 12", "You ordered, charged $0.03",
            ] { #expect(text.contains(words), "\(words)") }
            let reorder = try #require(page.all("a").first { $0.text == "Reorder" }?["href"])
            #expect(
                reorder.hasPrefix(
                    "/order?service=3&link=https%3A%2F%2Fexample.com%2Fp%2F1&comments=line%201%0Aline%202"
                )
            )
        }
    }

    /// Whoever comes from the form is told that it was placed, at the address that the order always has.
    @Test func aNewOrderIsSaidToBePlaced() async throws {
        try await Shopper.with { alice in
            let id = try await alice.panel.place(alice.service, for: alice.account, quantity: 1000)
            let placed = "The order is placed. $2.50 was taken from your balance."
            #expect(try await alice.browser.get("/orders/\(id)").text.contains(placed))
            alice.web.pass(seconds: 61)
            #expect(try await !alice.browser.get("/orders/\(id)").text.contains(placed))
        }
    }

    @Test func aRefundHasItsArithmetic() async throws {
        try await Shopper.with { alice in
            let id = try await alice.panel.place(alice.service, for: alice.account, quantity: 1400)
            try await alice.panel.perform(alice.panel.updating(id, of: alice.account, .partial, remains: 658))
            let text = try await alice.page("/orders/\(id)").all("main")[0].text
            for words in [
                "$1.645 came back to your balance",
                "658 of 1,400 were not delivered: $3.50 × 658 ÷ 1,400 = $1.645", "742 delivered, 658 missing",
                "Refunded+$1.645", "You paid$1.855",
            ] { #expect(text.contains(words), "\(words): \(text)") }
            // In a second step the formula would be wrong, so there is none.
            try await alice.panel.perform(alice.panel.updating(id, of: alice.account, .partial, remains: 700))
            let later = try await alice.page("/orders/\(id)").all("main")[0].text
            #expect(later.contains("$0.105 came back") && later.contains("$1.645 came back") && !later.contains("÷"))
        }
    }

    @Test func somebodyElsesIsAsUnknownAsNone() async throws {
        try await Shopper.with { alice in
            let foreign = try await alice.foreign()
            var answers: [String] = []
            for path in ["/orders/\(foreign)", "/orders/999999", "/orders/0", "/orders/abc"] {
                let answer = try await alice.browser.get(path)
                #expect(answer.status == 404, "\(path)")
                answers.append(answer.text.replacing(/name="csrf" value="[^"]*"/, with: ""))
                #expect(try await alice.browser.get(path, headers: .fragment).status == 404)
            }
            #expect(Set(answers).count == 1)
        }
    }

    @Test func itIsAskedForAgainWhileItChanges() async throws {
        try await Shopper.with { alice in
            let id = try await alice.order()
            let page = try await alice.page("/orders/\(id)")
            #expect(page.all("section").contains { $0["data-refresh"] == "/orders/\(id)" })
            let first = try await alice.browser.get("/orders/\(id)", headers: .fragment)
            #expect(first.status == 200 && first.text.hasPrefix(#"<div id="order-now""#))
            #expect(!first.text.contains("csrf"))
            var known = HTTPFields.fragment
            known[.ifNoneMatch] = try #require(first.headers[.eTag])
            #expect(try await alice.browser.get("/orders/\(id)", headers: known).status == 304)
            try await alice.panel.perform(alice.panel.updating(id, of: alice.account, .completed))
            let second = try await alice.browser.get("/orders/\(id)", headers: known)
            #expect(second.status == 200 && second.text.contains("Completed"))
            #expect(try await alice.page("/orders/\(id)").all("section").allSatisfy { $0["data-refresh"] == nil })
        }
    }

    /// No page of a customer says who delivers, what that costs, or what is said there.
    @Test func nothingOfProvidersIsOnIt() async throws {
        try await Shopper.with { alice in
            let provider = try await alice.panel.provider("secretprovider")
            let service = try await alice.panel.service(4, by: [provider])
            let id = try await alice.panel.place(service, for: alice.account)
            try await alice.panel.accept(id, as: "upstream-4711")
            try await alice.panel.report(id, "In progress", charge: "0.777")
            for path in ["/orders", "/orders/\(id)", "/orders.csv"] {
                let text = try await alice.browser.get(path).text
                for secret in ["secretprovider", "upstream-4711", "0.777"] {
                    #expect(!text.contains(secret), "\(path)")
                }
            }
            let text = try await alice.page("/orders/\(id)").all("main")[0].text
            #expect(text.contains("Order accepted") && text.contains("Started"))
        }
    }

    @Test func itSaysWhenARefillCanBeAskedFor() async throws {
        try await Shopper.with { alice in
            let later = try await alice.panel.service(5) { ($0.refillAfterHours, $0.refillDays) = (24, 30) }
            let id = try await alice.panel.place(later, for: alice.account)
            func sheet() async throws -> MarkupElement? { try await alice.page("/orders/\(id)").element(id: "refills") }
            #expect(try await sheet()?.text.contains("once the order is completed") == true)
            try await alice.panel.perform(alice.panel.updating(id, of: alice.account, .completed))
            let early = try #require(try await sheet()?.text)
            #expect(early.contains("too early") && early.contains("You can ask from"))
            #expect(early.contains("You can ask until"))
            alice.web.pass(seconds: 25 * 3600)
            #expect(try await sheet()?.button("Ask for a refill")?["formaction"] == "/orders/refill")
            alice.web.pass(seconds: 30 * 24 * 3600)
            // The session has ended too.
            try await alice.browser.logIn()
            #expect(try await sheet()?.text.contains("The time for refills of this order is over") == true)
        }
    }
}

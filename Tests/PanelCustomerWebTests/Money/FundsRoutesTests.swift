import PanelCore
import PanelStore
import PanelTesting
import Testing

@testable import PanelCustomerWeb

/// The page for paying in, through the router.
struct FundsRoutesTests {
    @Test(arguments: Visitor.loggedIn)
    func showsTheBalanceAndTheNewestDeposits(_ visitor: Visitor) async throws {
        try await WebFixture.with { web in
            let browser = try await web.browser(of: visitor)
            let alice = try await web.alice().account
            let bob = try await web.panel.account("bob", balance: "9")
            try await web.panel.perform(web.panel.crediting(bob, "9", reference: "bank-of-bob"))
            for number in 1...12 {
                try await web.panel.perform(web.panel.crediting(alice, "1.000001", reference: "bank-\(number)"))
            }
            try await web.panel.perform(web.panel.crediting(alice, "-0.5", reference: "taken"))
            let answer = try await browser.get("/funds")
            #expect(answer.status == 200)
            let page = try MarkupReader.read(Array(answer.text.utf8))
            #expect(page.element(id: "balance")?.text == "$11.500012")
            let references = page.element(id: "deposits")?.all("td").filter { $0["class"] == "what" }.map(\.text)
            #expect(references == (3...12).reversed().map { "bank-\($0)" })
            #expect(answer.text.contains("The newest 10"))
            // Which a transfer has to name, whatever they call themselves.
            #expect(page.element(id: "user-name")?.text == alice.name.description)
            try await browser.post("/account", ["display_name": "Nguyễn An", "language": "en", "theme": "device"])
            let named = try await browser.get("/funds")
            #expect(named.text.contains("Nguyễn An"))
            let again = try MarkupReader.read(Array(named.text.utf8))
            #expect(again.element(id: "user-name")?.text == alice.name.description)
            #expect(page.element(id: "instructions")?.all("button").map { $0["data-copy"] } == ["user-name"])
            #expect(answer.text.contains("suspended") == (visitor == .suspended))
        }
    }

    @Test func whereNothingWasWrittenTheOperatorIsToBeAsked() async throws {
        try await WebFixture.with { web in
            let browser = try await web.browser(of: .customer)
            let answer = try await browser.get("/funds")
            #expect(answer.text.contains("The operator has not written down yet how to pay in."))
            #expect(answer.text.contains("No deposits yet.") && answer.text.contains("$0.00"))
        }
    }

    @Test func theInstructionsAreInTheReadersLanguageWhereTheyAre() async throws {
        try await WebFixture.with { web in
            let browser = try await web.browser(of: .customer)
            func said(_ language: String) async throws -> MarkupElement {
                let answer = try await browser.get("/funds?lang=\(language)")
                let page = try MarkupReader.read(Array(answer.text.utf8))
                return try #require(page.descendants.first { $0["class"] == "pad stack tight said" })
            }
            let vietnamese = "Vietcombank\n0123 <b>\n\nhttps://example.com"
            try await web.panel.perform(ChangeSetting(.paymentInstructionsVi, to: vietnamese))
            let english = try await said("en")
            #expect(english["lang"] == "vi", "it is not in the language of the page")
            #expect(english.all("p").map(\.text) == ["Vietcombank\n0123 <b>", "https://example.com"])
            #expect(english.all("a").isEmpty)
            try await web.panel.perform(ChangeSetting(.paymentInstructionsEn, to: "Bank of Hanoi"))
            #expect(try await said("en").text == "Bank of Hanoi")
            #expect(try await said("en")["lang"] == nil)
            #expect(try await said("vi").all("p").count == 2)
        }
    }
}

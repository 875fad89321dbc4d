import HTTPTypes
import PanelCore
import PanelOperations
import PanelStore
import PanelTesting
import Testing

@testable import PanelCustomerWeb

/// What is done on the page of the API, and how its pages are for whoever has not said so.
struct KeyRoutesTests {
    private func mark(in page: TestBrowser.Answer) throws -> String {
        String(try #require(page.text.firstMatch(of: /name="replaces" value="([0-9a-f]{16})"/)?.1))
    }

    private func key(in page: TestBrowser.Answer) throws -> String {
        String(try #require(page.text.firstMatch(of: /<code id="new-key">([0-9a-f]{64})</)?.1))
    }

    @Test func aNewKeyThatIsLoadedAgainGoesOn() async throws {
        try await WebFixture.with { web in
            try await web.account()
            let browser = web.browser()
            try await browser.logIn()
            let before = try mark(in: try await browser.get("/api"))
            let shown = try key(in: try await browser.post("/api/rotate", ["replaces": before]))

            let again = try await browser.post("/api/rotate", ["replaces": before])

            #expect(again.status == 409 && again.text.contains("No further key was made"))
            #expect(!again.text.contains(shown))
            #expect(try await web.panel.store.customer(key: KeyDigest(of: shown)) != nil)
            let next = try mark(in: again)
            let second = try key(in: try await browser.post("/api/rotate", ["replaces": next]))
            #expect(second != shown)
            #expect(try await web.panel.store.customer(key: KeyDigest(of: shown)) == nil)
            let third = try key(in: try await browser.post("/api/rotate"))
            #expect(third != second, "who names no key replaces whichever there is")
        }
    }

    @Test(arguments: [
        ("/api/rotate", "/api"), ("/api/profile", "/api"), ("/api/try", "/api"), ("/account/password", "/account"),
        ("/account/second-factor", "/account"), ("/account/second-factor/off", "/account"),
        ("/account/second-factor/codes", "/account"), ("/account/sessions", "/account"), ("/logout", "/"),
    ])
    func theAddressOfAFormLeadsToItsPage(form: String, page: String) async throws {
        try await WebFixture.with { web in
            try await web.account()
            let browser = web.browser()
            try await browser.logIn()
            #expect(try await browser.get(form).location == page)
            #expect(try await browser.get("/account").status == 200, "nothing was done")
        }
    }

    @Test func whatIsSavedIsSaid() async throws {
        try await WebFixture.with { web in
            try await web.account()
            let browser = web.browser()
            try await browser.logIn()
            let answer = try await browser.post("/api/profile", ["profile": "perfectpanel", "language": "en"])
            let page = try await browser.get(try #require(answer.location))
            #expect(page.text.contains("Saved."))
            #expect(try await !browser.get("/api").text.contains("Saved."))
        }
    }

    @Test func theSuspendedReadAndHaveNothingToPress() async throws {
        try await WebFixture.with { web in
            try await web.account(isSuspended: true)
            let browser = web.browser()
            try await browser.logIn()
            let page = try await browser.get("/api").text
            #expect(page.contains("suspended") && page.contains(#"id="add""#))
            for form in ["/api/rotate", "/api/profile", "/api/try"] { #expect(!page.contains("action=\"\(form)\"")) }
        }
    }

    @Test func whoChoseNoLanguageHasTheBrowsers() async throws {
        try await WebFixture.with { web in
            try await web.account()
            let browser = web.browser()
            try await browser.logIn()
            func language(accepting languages: String = "") async throws -> String {
                let headers: HTTPFields = languages.isEmpty ? [:] : [.acceptLanguage: languages]
                let page = try await browser.get("/account", headers: headers)
                return String(try #require(page.text.firstMatch(of: /<html lang="([a-z]+)"/)?.1))
            }
            #expect(try await language() == "en", "what was said when the account was made")
            #expect(try await language(accepting: "vi-VN") == "vi")
            #expect(try await browser.get("/account?lang=vi").status == 200)
            #expect(try await language(accepting: "en-US") == "vi", "chosen in this browser")
            let fields: KeyValuePairs = [
                "display_name": "", "email": "", "language": "en", "time_zone": "", "theme": "device",
            ]
            #expect(try await browser.post("/account", fields).status == 303)
            #expect(try await language(accepting: "vi-VN") == "en", "chosen for the account")
        }
    }
}

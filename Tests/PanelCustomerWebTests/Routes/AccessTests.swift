import HTTPTypes
import Hummingbird
import PanelCore
import PanelSecrets
import PanelStore
import PanelTesting
import PanelWeb
import Testing

@testable import PanelCustomerWeb

/// Who sees what: each route of the pages, for everybody who may come.
struct AccessTests {
    @Test func theTableHasEveryRoute() async throws {
        try await WebFixture.with { web in
            let routes = Set(web.pages.router().routes.map(\.description))
            #expect(routes == Set(AccessRow.all.map(\.route)))
        }
    }

    /// Pages change nothing, so that one panel shows all of them.
    @Test(arguments: Visitor.allCases)
    func pagesAnswerAsTheTableSays(_ visitor: Visitor) async throws {
        try await WebFixture.with { web in
            let browser = try await web.browser(of: visitor)
            for row in AccessRow.pages {
                let path = row.path(token: try await web.token(for: row))
                let answer = try await browser.get(path)
                expect(answer, of: row, for: visitor)
                expect(try await browser.ask(.head, path), isThatOf: answer, row)
            }
        }
    }

    @Test(arguments: AccessRow.forms, Visitor.allCases)
    func formsAnswerAsTheTableSays(_ row: AccessRow, _ visitor: Visitor) async throws {
        try await WebFixture.with { web in
            let browser = try await web.browser(of: visitor)
            let path = row.path(token: try await web.token(for: row))
            expect(try await browser.post(path, row.fields), of: row, for: visitor)
        }
    }

    /// A page has forms, for which its visitor needs a token. Nothing else gives one.
    @Test func pagesGiveATokenToWhoHasNone() async throws {
        try await WebFixture.with { web in
            try await web.account()
            for row in AccessRow.pages {
                let browser = web.browser()
                let answer = try await browser.get(row.path(token: try await web.token(for: row)))
                #expect(browser.cookies.keys.sorted() == (answer.isPage ? ["__Host-session"] : []), "\(row)")
            }
        }
    }

    @Test func whoIsLoggedInMakesNoOtherAccount() async throws {
        try await WebFixture.with { web in
            let browser = try await web.browser(of: .customer)
            let row = try #require(AccessRow.forms.first { $0.route == "POST /register" })
            #expect(try await browser.post("/register", row.fields).location == "/")
            #expect(try await web.panel.store.account(named: AccountName(unchecked: "newcomer")) == nil)
        }
    }

    @Test(arguments: Visitor.loggedIn)
    func whoIsSuspendedOrdersNothing(_ visitor: Visitor) async throws {
        try await WebFixture.with { web in
            let service = try await web.panel.service()
            let browser = try await web.browser(of: visitor)
            let account = try await web.alice().account
            try await web.panel.perform(web.panel.crediting(account, "100", reference: "opening"))
            let order: KeyValuePairs = [
                "action": "add", "service": "\(service)", "link": "https://example.com/a", "quantity": "1000",
            ]
            #expect(try await browser.post("/api/try", order).status == 200)
            let isSuspended = visitor == .suspended
            #expect(try await web.panel.balance(account) == .of(isSuspended ? "100" : "97.5"))
        }
    }

    // MARK: What goes wrong

    @Test(arguments: Visitor.allCases)
    func errorsHaveThePolicyToo(_ visitor: Visitor) async throws {
        try await WebFixture.with { web in
            let browser = try await web.browser(of: visitor)
            let html: HTTPFields = [.accept: "text/html", .origin: WebFixture.origin.description]
            let large = "name=" + String(repeating: "a", count: CustomerPages.Configuration().form)
            let answers = [
                (404, try await browser.get("/nothing")),
                (404, try await browser.ask(.head, "/nothing")),
                (404, try await browser.post("/nothing", headers: html)),
                (404, try await browser.post("/api.txt", headers: html)),
                (413, try await browser.post("/login", body: large)),
                (413, try await browser.post("/nothing", body: large)),
                (400, try await browser.post("/login", body: "name=%zz")),
                (400, try await browser.post("/login", body: "name=a&name=b")),
                (403, try await browser.post("/login", csrf: "")),
            ]
            #expect(answers[1].1.text.isEmpty, "that of HEAD")
            for (status, answer) in answers {
                #expect(answer.status == status && answer.isPage)
                #expect(!answer.headers.contains(.setCookie))
                expectPolicy(of: answer)
            }
        }
    }

    /// Programs that send to a wrong path are told where the API is, and get no cookie.
    @Test func programsAreToldWhereTheAPIIs() async throws {
        try await WebFixture.with { web in
            for method in [HTTPRequest.Method.post, .put, .delete, .patch] {
                for path in ["/nothing", "/api/v1"] {
                    let answer = try await web.browser().ask(method, path)
                    #expect(answer.status == 404 && answer.text.contains("/api/v2"))
                    #expect(answer.headers[.contentType] == "application/json")
                    #expect(!answer.headers.contains(.setCookie))
                    expectPolicy(of: answer)
                }
            }
            #expect(try await web.browser().ask(.put, "/account").status == 404)
        }
    }

    // MARK: Support

    private func expect(_ answer: TestBrowser.Answer, of row: AccessRow, for visitor: Visitor) {
        #expect(answer.outcome == row.expected(for: visitor), "\(row)")
        #expect(answer.headers.contains(.setCookie) == row.setsCookies.contains(visitor), "\(row)")
        guard row.isFile else { return expectPolicy(of: answer) }
        #expect(answer.headers[.cacheControl] == "public, max-age=31536000, immutable")
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
    }

    private func expect(_ head: TestBrowser.Answer, isThatOf get: TestBrowser.Answer, _ row: AccessRow) {
        #expect(head.outcome == get.outcome, "\(row)")
        // The account has another QR code each time.
        #expect(head.headers.withoutLength == get.headers.withoutLength, "\(row)")
        #expect(head.headers.contains(.contentLength) == get.headers.contains(.contentLength), "\(row)")
        #expect(head.text.isEmpty, "\(row)")
    }

    private func expectPolicy(of answer: TestBrowser.Answer) {
        #expect(answer.headers[.cacheControl] == "no-store")
        for field in PageHeaders(isSecure: true).fields(type: "") where field.name != .contentType {
            #expect(answer.headers[field.name] == field.value, "\(field.name)")
        }
    }
}

extension HTTPFields {
    var withoutLength: HTTPFields {
        var fields = self
        fields[.contentLength] = nil
        return fields
    }
}

extension TestBrowser.Answer {
    var outcome: AccessRow.Outcome {
        guard let location else { return .shows(status) }
        return status == 303 ? .leads(location) : .shows(status)
    }

    var isPage: Bool { headers[.contentType] == PageHeaders.pageType }
}

extension WebFixture {
    /// A browser of the visitor's, who has an account and looks at a page with forms. Strangers see the log-in of a panel
    /// that knows `alice`.
    func browser(of visitor: Visitor) async throws -> TestBrowser {
        try await account(role: visitor.role)
        if visitor == .suspended {
            try await panel.perform(ChangeAccount(name: WebFixture.alice, change: .suspend))
        }
        let browser = browser()
        if visitor == .stranger { try await browser.get("/login") } else { try await browser.logIn() }
        return browser
    }

    static let alice = AccountName(unchecked: "alice")

    func alice() async throws -> KnownCredentials {
        try #require(try await panel.store.read(CredentialsOfName(WebFixture.alice)))
    }

    /// Of a link of the row's kind, which works if the panel gives one.
    func token(for row: AccessRow) async throws -> SecretToken {
        let token = SecretToken()
        if row.route.hasSuffix("/reset/{token}") {
            try await panel.perform(SetCredentials(of: WebFixture.alice, .makeResetLink(token.digest), now: now))
        }
        if row.route.hasSuffix("/first/{token}") { try await panel.perform(KeepFirstOwnerLink(token.digest, now: now)) }
        return token
    }
}

import HTTPTypes
import PanelCore
import PanelSecrets
import PanelStore
import PanelTesting
import PanelWeb
import Testing

@testable import PanelCustomerWeb

/// Forms that are not one of the panel's pages'.
struct ForeignFormTests {
    /// What makes a form one of somebody else's.
    enum Foreign: CaseIterable, Sendable {
        case noToken
        case badToken
        case tokenOfAnotherSession
        case crossSite
        case sameSite
        case foreignOrigin
        case noOrigin
        case nullOrigin

        var headers: HTTPFields {
            var headers: HTTPFields = [.origin: WebFixture.origin.description]
            switch self {
            case .noToken, .badToken, .tokenOfAnotherSession: break
            case .crossSite: headers[.secFetchSite] = "cross-site"
            case .sameSite: headers[.secFetchSite] = "same-site"
            case .foreignOrigin: headers[.origin] = "https://evil.example"
            case .noOrigin: headers[.origin] = nil
            case .nullOrigin: headers[.origin] = "null"
            }
            return headers
        }

        /// Whether it comes from a page of the panel, which has ended.
        var isOfAPage: Bool {
            switch self {
            case .noToken, .badToken, .tokenOfAnotherSession: true
            case .crossSite, .sameSite, .foreignOrigin, .noOrigin, .nullOrigin: false
            }
        }

        /// `nil` for the right one.
        var token: String? {
            switch self {
            case .noToken: ""
            case .badToken: "x"
            case .tokenOfAnotherSession: CSRFToken(session: SecretToken()).masked()
            default: nil
            }
        }
    }

    @Test(arguments: AccessRow.forms)
    func changeNothing(_ row: AccessRow) async throws {
        try await WebFixture.with { web in
            for visitor in [Visitor.stranger, .customer] {
                let browser = visitor == .stranger ? try await web.browser(of: .stranger) : web.browser()
                if visitor == .customer { try await browser.logIn() }
                let path = row.path(token: try await web.token(for: row))
                let before = try await State(of: web)
                for foreign in Foreign.allCases {
                    let answer = try await browser.post(
                        path,
                        row.fields,
                        csrf: foreign.token,
                        headers: foreign.headers
                    )
                    // A stranger's own page leads to the log-in.
                    let isAsked = row.isKept && visitor == .stranger && foreign.isOfAPage
                    #expect(answer.status == (isAsked ? 401 : 403), "\(visitor) \(foreign)")
                    #expect(!answer.headers.contains(.setCookie))
                    // The page of the error has no form or one of the same session, so the right token stays right.
                }
                #expect(try await State(of: web) == before, "\(visitor)")
                #expect(try await browser.get("/account").status == (visitor == .stranger ? 303 : 200))
            }
        }
    }

    /// A browser that drops the cookie of a page, as all do over plain http, is told so: nobody would find out else.
    @Test(arguments: AccessRow.forms)
    func needTheCookieOfTheirPage(_ row: AccessRow) async throws {
        try await WebFixture.with { web in
            let known = try await web.browser(of: .customer)
            let path = row.path(token: try await web.token(for: row))
            let before = try await State(of: web)
            for (language, words) in [("vi", "không lưu cookie"), ("en", "kept no cookie")] {
                let headers: HTTPFields = [.origin: "http://192.0.2.7:8080", .acceptLanguage: language]
                let answer = try await web.browser().post(path, row.fields, csrf: known.csrf, headers: headers)
                #expect(answer.status == 403 && answer.text.contains(words) && answer.text.contains("http://"))
            }
            #expect(try await State(of: web) == before)
        }
    }

    /// What browsers say of where a form comes from goes before its `Origin`, which proxies may hide.
    @Test(arguments: ["same-origin", "none"])
    func areNoneThatTheBrowserCallsOwn(site: String) async throws {
        try await WebFixture.with { web in
            let browser = try await web.browser(of: .stranger)
            let fields: KeyValuePairs = ["name": "alice", "password": WebFixture.password]
            #expect(try await browser.post("/login", fields, headers: [.secFetchSite: site]).status == 303)
        }
    }

    /// All of the panel that forms can change.
    private struct State: Equatable {
        let alice: KnownCredentials?
        let sessions: [Session]
        let person: Person?
        let newcomer: KnownCredentials?

        init(of web: WebFixture) async throws {
            let store = web.panel.store
            let alice = try await web.alice()
            self.alice = alice
            sessions = try await store.read(SessionsOfAccount(alice.account.id, Part(limit: 50))).rows
            person = try await sessions.first.asyncFlatMap { try await store.read(SessionOfToken($0.key))?.person }
            newcomer = try await store.read(CredentialsOfName(AccountName(unchecked: "newcomer")))
        }
    }
}

extension Optional {
    fileprivate func asyncFlatMap<Value>(_ transform: (Wrapped) async throws -> Value?) async rethrows -> Value? {
        guard let self else { return nil }
        return try await transform(self)
    }
}

extension HTTPField.Name {
    fileprivate static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")!
}

import HTTPTypes
import PanelCore
import PanelSecrets
import PanelTesting
import PanelWeb
import Testing

@testable import PanelCustomerWeb

struct LogInRoutesTests {
    @Test func theRightPasswordLogsInWithAnotherToken() async throws {
        try await WebFixture.with { web in
            try await web.account()
            let browser = web.browser()
            try await browser.get("/login")
            let before = try #require(browser.cookies["__Host-session"])
            let answer = try await browser.post("/login", ["name": "Alice", "password": WebFixture.password])
            #expect(answer.status == 303 && answer.location == "/")
            #expect(browser.cookies["__Host-session"] != before)
            #expect(try await browser.get("/").location == "/order")
            #expect(try await browser.get("/account").status == 200)
            #expect(try await browser.get("/login").location == "/")
            try await browser.get("/account")
            #expect(try await browser.post("/logout").location == "/login")
            #expect(try await browser.get("/account").location == "/login")
        }
    }

    @Test func cookiesAreForThisPanelAlone() async throws {
        try await WebFixture.with { web in
            let cookie = try #require(try await web.browser().get("/login").headers[.setCookie])
            for part in ["__Host-session=", "Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
                #expect(cookie.contains(part))
            }
            #expect(!cookie.contains("Domain"))
        }
    }

    @Test func whoGuessesIsSlowedDownAndTheOwnerIsNot() async throws {
        try await WebFixture.with { web in
            try await web.account()
            let known = web.browser("192.0.2.1")
            try await known.logIn()
            try await known.post("/logout")
            let guesser = web.browser("192.0.2.1")
            try await guesser.get("/login")
            for _ in 0..<5 { try await guesser.post("/login", ["name": "alice", "password": "wrong"]) }
            let refused = try await guesser.post("/login", ["name": "alice", "password": WebFixture.password])
            #expect(refused.status == 429 && refused.headers[.retryAfter] == "900")
            // From elsewhere, and in the browser that has logged in before, the owner gets in.
            try await web.browser("198.51.100.9").logIn()
            try await known.logIn()
            web.pass(seconds: 900)
            #expect(try await guesser.post("/login", ["name": "alice", "password": WebFixture.password]).status == 303)
        }
    }

    @Test func anAccountThatManyGuessAtStillOpensToItsOwner() async throws {
        try await WebFixture.with { web in
            try await web.account()
            for host in 1...30 {
                let guesser = web.browser("203.0.113.\(host)")
                try await guesser.get("/login")
                try await guesser.post("/login", ["name": "alice", "password": "wrong"])
                guard host > 20 else { continue }
                #expect(try await guesser.post("/login", ["name": "alice", "password": "wrong"]).status == 429)
            }
            try await web.browser("198.51.100.9").logIn()
        }
    }

    @Test func sessionsEndWhenUnusedAndAtLast() async throws {
        try await WebFixture.with { web in
            try await web.account()
            let browser = web.browser()
            try await browser.logIn()
            web.pass(seconds: 13 * 86_400)
            #expect(try await browser.get("/account").status == 200)
            web.pass(seconds: 13 * 86_400)
            #expect(try await browser.get("/account").status == 200, "it was used")
            web.pass(seconds: 14 * 86_400)
            #expect(try await browser.get("/account").location == "/login")
            try await browser.logIn()
            for _ in 0..<8 {
                web.pass(seconds: 11 * 86_400)
                #expect(try await browser.get("/account").status == 200)
            }
            web.pass(seconds: 2 * 86_400)
            #expect(try await browser.get("/account").location == "/login")
        }
    }

    @Test func sessionsEndWithASuspension() async throws {
        try await WebFixture.with { web in
            try await web.account("bob")
            let browser = web.browser()
            try await browser.logIn("bob")
            try await web.panel.perform(ChangeAccount(name: AccountName(unchecked: "bob"), change: .suspend))
            #expect(try await browser.get("/account").location == "/login")
            try await browser.logIn("bob")
        }
    }

    /// Vietnamese keyboards send a letter with its marks as one code point, or as several.
    @Test(arguments: [
        ("Vi\u{1EC7}t Nam 2026", "Vie\u{323}\u{302}t Nam 2026"),
        ("Vie\u{302}\u{323}t Nam 2026", "Vi\u{1EC7}t Nam 2026"),
    ])
    func aPasswordIsTheSameOnEveryKeyboard(set: String, typed: String) async throws {
        try await WebFixture.with { web in
            let browser = web.browser()
            try await browser.get("/register")
            #expect(try await browser.post("/register", ["name": "minh", "password": set]).status == 303)
            try await web.browser().logIn("minh", password: typed)
        }
    }
}

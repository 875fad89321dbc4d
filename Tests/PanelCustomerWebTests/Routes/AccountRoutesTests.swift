import HTTPTypes
import PanelCore
import PanelOperations
import PanelSecrets
import PanelStore
import PanelTesting
import Testing

@testable import PanelCustomerWeb

struct AccountRoutesTests {
    @Test func strangersMakeAnAccountAndAreLoggedIn() async throws {
        try await WebFixture.with { web in
            let browser = web.browser()
            try await browser.get("/register?lang=en")
            let fields: KeyValuePairs = [
                "name": "Minh.Anh", "password": "matkhaurieng99", "email": "minh@example.com", "language": "vi",
            ]
            #expect(try await browser.post("/register", fields).location == "/")
            let page = try await browser.get("/account")
            #expect(page.text.contains("minh.anh") && page.text.contains("minh@example.com"))
            let other = web.browser()
            try await other.get("/register?lang=en")
            let taken = try await other.post("/register", fields)
            #expect(taken.status == 422 && taken.text.contains("Somebody has this name"))
            #expect(!taken.text.contains("matkhaurieng99"))
        }
    }

    @Test(arguments: [
        ("ab", "matkhaurieng99"), ("minh", "short"), ("minh", "1234567890"), ("minhminhminh", "MinhMinhMinh"),
    ])
    func whatCanNotBeIsRefused(name: String, password: String) async throws {
        try await WebFixture.with { web in
            let browser = web.browser()
            try await browser.get("/register")
            let answer = try await browser.post("/register", ["name": name, "password": password, "language": "en"])
            #expect(answer.status == 422 && answer.text.contains(#"aria-invalid="true""#))
            #expect(try await web.panel.store.account(named: AccountName(unchecked: name)) == nil)
        }
    }

    @Test func anAddressMakesSoManyAccountsInAnHour() async throws {
        var limits = FrontDoor.Limits()
        limits.registrations = 2
        try await WebFixture.with(limits: limits) { web in
            func register(_ name: String, from address: String) async throws -> TestBrowser.Answer {
                let browser = web.browser(address)
                try await browser.get("/register")
                return try await browser.post("/register", ["name": name, "password": "matkhaurieng99"])
            }
            #expect(try await register("ann", from: "192.0.2.1").status == 303)
            web.pass(seconds: 600)
            #expect(try await register("ben", from: "192.0.2.1").status == 303)
            let refused = try await register("cat", from: "192.0.2.1")
            #expect(refused.status == 429 && refused.headers[.retryAfter] == "3000")
            #expect(try await register("dan", from: "192.0.2.2").status == 303)
            web.pass(seconds: 3000)
            #expect(try await register("cat", from: "192.0.2.1").status == 303)
        }
    }

    @Test func anInvitationWorksOnce() async throws {
        try await WebFixture.with { web in
            try await web.panel.perform(ChangeSetting(.registration, to: "invitation"))
            let token = SecretToken()
            let endsAt = web.now.adding(days: 7)
            try await web.panel.perform(CreateInvitation(token.digest, note: "", endsAt: endsAt, now: web.now))
            let path = "/register?invitation=\(token.text)"
            #expect(try await !web.browser().get("/register").text.contains(#"name="password""#))
            let fields: KeyValuePairs = [
                "name": "minh", "password": "matkhaurieng99", "language": "en", "invitation": token.text,
            ]
            let browser = web.browser()
            try await browser.get(path)
            #expect(try await browser.post("/register", fields).status == 303)
            let second = web.browser()
            try await second.get(path)
            try await second.get("/login")
            #expect(try await second.post("/register", fields).status == 403)
        }
    }

    @Test func aSecondFactorIsTurnedOnAndAskedFor() async throws {
        try await WebFixture.with { web in
            try await web.account()
            let browser = web.browser()
            try await browser.logIn()
            let (codes, recovery) = try await AccountRoutesTests.turnOn(browser, web)
            #expect(recovery.count == 8)
            let other = web.browser()
            try await other.get("/login")
            let fields: KeyValuePairs = ["name": "alice", "password": WebFixture.password]
            #expect(try await other.post("/login", fields).location == "/login")
            #expect(try await other.get("/account").location == "/login")
            try await other.get("/login")
            let used = codes.code(of: web.now.milliseconds / 30_000)
            #expect(try await other.post("/login", ["code": used]).status == 422, "it worked before")
            web.pass(seconds: 30)
            let next = codes.code(of: web.now.milliseconds / 30_000)
            #expect(try await other.post("/login", ["code": next]).location == "/")
            let third = web.browser("192.0.2.3")
            for isFirst in [true, false] {
                try await third.get("/login")
                try await third.post("/login", fields)
                try await third.get("/login")
                let answer = try await third.post("/login", ["code": recovery[0].uppercased()])
                #expect((answer.location == "/") == isFirst, "a recovery code works once")
                if isFirst {
                    try await third.get("/account")
                    try await third.post("/logout")
                }
            }
        }
    }

    @Test func afterFiveWrongCodesTheLogInStartsAnew() async throws {
        var limits = FrontDoor.Limits()
        limits.throttle.atAccount = 100
        try await WebFixture.with(limits: limits) { web in
            let guesser = try await guesser(web)
            for number in 1...5 {
                #expect(try await guesser.get("/login").text.contains(#"name="code""#), "try \(number)")
                let answer = try await guesser.post("/login", ["code": "000000"])
                #expect(answer.status == 422 && answer.text.contains("\(5 - number) more tries") == (number < 4))
            }
            #expect(try await !guesser.get("/login").text.contains(#"name="code""#))
        }
    }

    @Test func whoseCodesWereWrongIsToldHowLongToWait() async throws {
        try await WebFixture.with { web in
            let guesser = try await guesser(web)
            var last: TestBrowser.Answer?
            for _ in 1...5 {
                try await guesser.get("/login")
                last = try await guesser.post("/login", ["code": "000000"])
            }
            let answer = try #require(last)
            #expect(answer.status == 429 && answer.headers[.retryAfter] == "900" && answer.text.contains("15 minutes"))
            #expect(answer.text.contains(#"name="password""#))
        }
    }

    /// Somebody who knows the password of an account with a second factor, and is asked for the code.
    private func guesser(_ web: WebFixture) async throws -> TestBrowser {
        try await web.account()
        let browser = web.browser()
        try await browser.logIn()
        _ = try await AccountRoutesTests.turnOn(browser, web)
        let guesser = web.browser()
        try await guesser.get("/login")
        try await guesser.post("/login", ["name": "alice", "password": WebFixture.password])
        return guesser
    }

    /// - Returns: The authenticator, and the recovery codes that the page shows.
    static func turnOn(_ browser: TestBrowser, _ web: WebFixture) async throws -> (OneTimeCodes, [String]) {
        let page = try await browser.get("/account").text
        let sealed = try #require(page.firstMatch(of: /name="secret" value="([^"]+)"/)?.1)
        let shown = try #require(page.firstMatch(of: /id="secret" class="strong">([^<]+)</)?.1)
        let codes = try #require(OneTimeCodes(base32: String(shown.filter { $0 != " " })))
        let code = codes.code(of: web.now.milliseconds / 30_000)
        let answer = try await browser.post("/account/second-factor", ["secret": String(sealed), "code": code])
        #expect(answer.status == 200)
        return (codes, answer.text.matches(of: /<li>([a-z0-9]{4}-[a-z0-9]{4})<\/li>/).map { String($0.1) })
    }

    @Test func anotherPasswordEndsTheOtherSessions() async throws {
        try await WebFixture.with { web in
            try await web.account()
            let (here, there) = (web.browser(), web.browser("192.0.2.2"))
            try await here.logIn()
            try await there.logIn()
            let new = "another good one"
            let wrong = try await here.post("/account/password", ["current": "no", "password": new])
            #expect(wrong.status == 422)
            let right = try await here.post("/account/password", ["current": WebFixture.password, "password": new])
            #expect(right.status == 303)
            #expect(try await here.get("/account").status == 200)
            #expect(try await there.get("/account").location == "/login")
            try await there.logIn(password: new)
            try await here.get("/account")
            try await here.post("/account/sessions", ["session": "elsewhere"])
            #expect(try await there.get("/account").location == "/login")
        }
    }

    @Test func aResetLinkWorksOnceAndForHalfAnHour() async throws {
        try await WebFixture.with { web in
            let account = try await web.account()
            let session = web.browser()
            try await session.logIn()
            let (first, second) = (SecretToken(), SecretToken())
            for token in [first, second] {
                try await web.panel.perform(
                    SetCredentials(of: account.name, .makeResetLink(token.digest), now: web.now)
                )
            }
            let browser = web.browser()
            #expect(try await browser.get("/reset/\(first.text)").status == 200)
            let set = try await browser.post("/reset/\(first.text)", ["password": "quite another one"])
            #expect(set.location == "/login?set=1")
            #expect(try await session.get("/account").location == "/login")
            #expect(try await browser.get("/reset/\(first.text)").status == 410)
            #expect(try await browser.get("/reset/\(second.text)").status == 410, "it was for the password before")
            let third = SecretToken()
            try await web.panel.perform(SetCredentials(of: account.name, .makeResetLink(third.digest), now: web.now))
            web.pass(seconds: 30 * 60)
            #expect(try await browser.get("/reset/\(third.text)").status == 410)
        }
    }

    @Test func theFirstOwnerIsMadeOnce() async throws {
        try await WebFixture.with { web in
            let token = SecretToken()
            #expect(try await web.panel.perform(KeepFirstOwnerLink(token.digest, now: web.now)))
            let (first, second) = (web.browser(), web.browser())
            for browser in [first, second] { #expect(try await browser.get("/first/\(token.text)").status == 200) }
            let fields: KeyValuePairs = ["name": "boss", "password": "matkhaurieng99"]
            #expect(try await first.post("/first/\(token.text)", fields).location == "/")
            #expect(
                try await second.post("/first/\(token.text)", ["name": "two", "password": "matkhaurieng99"]).status
                    == 410
            )
            let owner = try await web.panel.store.account(named: AccountName(unchecked: "boss"))
            #expect(owner?.account.role == .owner)
            #expect(try await !web.panel.perform(KeepFirstOwnerLink(SecretToken().digest, now: web.now)))
        }
    }
}

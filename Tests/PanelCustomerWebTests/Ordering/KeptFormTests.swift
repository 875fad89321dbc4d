import HTTPTypes
import PanelCore
import PanelOperations
import PanelSecrets
import PanelStore
import PanelTesting
import Testing

@testable import PanelCustomerWeb

/// A session that ends while a form is open loses nothing of what was typed, and places nothing by itself.
struct KeptFormTests {
    private static let comments = "Đẹp quá!\r\n<b>\"great\"</b>\r\n"

    @Test func anOrderIsThereAgainAfterTheLogIn() async throws {
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "10")
            _ = try await web.panel.service(1, type: .customComments) { $0.minimum = 1 }
            var form = try await browser.orderForm("service=1&link=abc")
            form["comments"] = KeptFormTests.comments
            try await web.endSessions(of: account)

            let asked = try await browser.send(form)
            #expect(asked.status == 401 && asked.text.contains("Your session had ended"))
            var logIn = try OrderForm(try #require(try asked.page.all("form").first))
            #expect(logIn.action == "/login")
            (logIn["name"], logIn["password"]) = ("alice", "not this one")
            let wrong = try await browser.send(logIn)
            #expect(wrong.status == 422)
            logIn = try OrderForm(try #require(try wrong.page.all("form").first))
            (logIn["name"], logIn["password"]) = ("alice", WebFixture.password)

            let again = try await browser.send(logIn)
            #expect(again.status == 200 && again.text.contains("What you typed is still here"))
            let kept = try OrderForm(again.text)
            #expect(kept["link"] == "abc" && kept["comments"] == KeptFormTests.comments)
            #expect(kept["request_id"] == form["request_id"])
            #expect(try await web.panel.balance(account) == .of("10"), "nothing is placed by itself")
            #expect(try await browser.send(kept).order != nil)
        }
    }

    @Test func aListIsThereAgainAfterTheLogIn() async throws {
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "10")
            _ = try await web.panel.service()
            for path in ["/mass", "/mass/place"] {
                try await browser.logIn()
                let csrf = browser.csrf
                try await web.endSessions(of: account)
                let fields: KeyValuePairs = ["lines": "1|abc|100\n1|abcd|1", "request_id": "once"]
                let asked = try await browser.post(path, fields, csrf: csrf)
                #expect(asked.status == 401)
                var logIn = try OrderForm(try #require(try asked.page.all("form").first))
                (logIn["name"], logIn["password"]) = ("alice", WebFixture.password)
                let again = try await browser.send(logIn)
                #expect(again.status == 200 && again.text.contains("1 good line"))
                let form = try OrderForm(again.text, id: "place")
                #expect(form["lines"] == "1|abc|100\n1|abcd|1" && form["request_id"] == "once")
                #expect(try await web.panel.balance(account) == .of("10"))
            }
        }
    }

    @Test func theSecondFactorComesBetween() async throws {
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "10")
            _ = try await web.panel.service()
            let form = try await browser.orderForm("service=1&quantity=100&link=abc")
            let (codes, _) = try await AccountRoutesTests.turnOn(browser, web)
            try await web.endSessions(of: account)
            let asked = try await browser.send(form)
            var logIn = try OrderForm(try #require(try asked.page.all("form").first))
            (logIn["name"], logIn["password"]) = ("alice", WebFixture.password)
            let second = try await browser.send(logIn)
            #expect(second.status == 200)
            var step = try OrderForm(try #require(try second.page.all("form").first))
            step["code"] = "000000"
            let wrong = try await browser.send(step)
            #expect(wrong.status == 422)
            step = try OrderForm(try #require(try wrong.page.all("form").first))
            step["code"] = codes.code(of: web.now.milliseconds / 30_000)
            let again = try await browser.send(step)
            #expect(again.status == 200)
            #expect(try OrderForm(again.text)["link"] == "abc")
            #expect(try await browser.send(OrderForm(again.text)).order != nil)
        }
    }

    /// Logged in anew in another tab: the token of the form fits no more, but somebody is there who may see it.
    @Test func aFormOfAnotherSessionIsShownAgain() async throws {
        try await WebFixture.with { web in
            let (browser, account) = try await web.customer(balance: "10")
            _ = try await web.panel.service()
            var form = try await browser.orderForm("service=1&link=abc")
            form["quantity"] = "1.000"
            try await browser.post("/logout")
            try await browser.logIn()
            let answer = try await browser.send(form)
            #expect(answer.status == 403)
            let kept = try OrderForm(answer.text)
            // A number is read as the form reads it when it is sent.
            #expect(kept["link"] == "abc" && kept["quantity"] == "1000" && kept["expected"] == "2.5")
            #expect(try await web.panel.balance(account) == .of("10"))
            #expect(try await browser.send(kept).order != nil)
        }
    }

    /// The browser has dropped the cookie together with the session.
    @Test func aBrowserWithoutACookieLogsInToo() async throws {
        try await WebFixture.with { web in
            let (known, account) = try await web.customer(balance: "10")
            _ = try await web.panel.service()
            let form = try await known.orderForm("service=1&quantity=100&link=abc")
            let browser = web.browser()
            let asked = try await browser.send(form)
            #expect(asked.status == 401 && browser.cookies.keys.contains("__Host-session"))
            var logIn = try OrderForm(try #require(try asked.page.all("form").first))
            (logIn["name"], logIn["password"]) = ("alice", WebFixture.password)
            let again = try await browser.send(logIn)
            #expect(try OrderForm(again.text)["link"] == "abc")
            #expect(try await web.panel.balance(account) == .of("10"))
        }
    }

    /// As from a message, or an order that was looked at before the session ended.
    @Test func aLinkToAFilledFormLeadsThereOverTheLogIn() async throws {
        try await WebFixture.with { web in
            let (known, account) = try await web.customer(balance: "10")
            _ = try await web.panel.service()
            let link = "/order?service=1&link=https%3A%2F%2Fexample.com%2Fa%26b&quantity=100"
            let browser = web.browser()
            let sent = try #require(try await browser.get(link).location)
            #expect(sent.hasPrefix("/login?service=1&"))
            let asked = try await browser.get(sent)
            #expect(asked.status == 200 && !asked.text.contains("Your session had ended"))
            var logIn = try OrderForm(try #require(try asked.page.all("form").first))
            (logIn["name"], logIn["password"]) = ("alice", WebFixture.password)
            let target = try #require(try await browser.send(logIn).location)
            let form = try await OrderForm(browser.get(target).text)
            #expect(form["link"] == "https://example.com/a&b" && form["quantity"] == "100")
            #expect(try await known.get(sent).location == target, "who is logged in goes on at once")
            #expect(try await web.browser().get("/order").location == "/login")
            #expect(try await web.panel.balance(account) == .of("10"))
        }
    }

    /// Nothing of what another site sends is shown, whatever it is.
    @Test func whatAnotherSiteSendsIsNotKept() async throws {
        try await WebFixture.with { web in
            let (browser, _) = try await web.customer(balance: "10")
            _ = try await web.panel.service()
            for csrf in [browser.csrf, "x"] {
                for visitor in [browser, web.browser()] {
                    let answer = try await visitor.post(
                        "/order",
                        ["service": "1", "link": "planted"],
                        csrf: csrf,
                        headers: [.origin: "https://evil.example"]
                    )
                    #expect(answer.status == 403 && !answer.text.contains("planted"))
                }
            }
        }
    }
}

extension WebFixture {
    /// Ends what somebody is logged in with, as time does.
    func endSessions(of account: Account) async throws {
        pass(seconds: door.limits.sessions.life + 1)
    }
}

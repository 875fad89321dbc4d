import PanelCore
import PanelCustomerWeb
import PanelMarkup
import PanelSecrets
import PanelTesting
import PanelWeb
import Testing

/// What log-in, registering and links that work once ask for.
struct LogInPageTests {
    @Test(arguments: [(Language.english, "Log in"), (.vietnamese, "Đăng nhập")])
    func asksForNameAndPassword(language: Language, button: String) throws {
        let page = try PageSample.logIn.page(in: language)
        let form = try #require(page.all("form").first { $0["action"] == "/login" })
        #expect(form["method"] == "post")
        #expect(form.fields == ["csrf", "name", "password"])
        #expect(form.all("button").map(\.text) == [button])
        #expect(page.links.contains("/register"))
        #expect(page.links.contains("/login?lang=vi") && page.links.contains("/login?lang=en"))
    }

    @Test func asksForTheCodeAlone() throws {
        let page = try PageSample.code.page(in: .english)
        #expect(page.all("form").first?.fields == ["csrf", "code"])
    }

    /// Nobody learns from the page which names there are.
    @Test func saysTheSameOfEveryName() throws {
        let texts = try ["minhanh", "nobody"].map { name in
            let html = LogInPage(
                PageSample.frame(typed: "minhanh", in: .english, theme: .device, isLoggedIn: false),
                step: .password(name: name),
                problem: .wrongPassword,
                offersRegistration: false
            ).html
            return try MarkupReader.read(html.bytes).text
        }
        #expect(texts[0] == texts[1])
    }

    @Test func keepsTheNameAndNoPassword() throws {
        let page = try PageSample.logInWrong.page(in: .vietnamese)
        #expect(page.element(id: "name")?["value"] == "minhanh")
        #expect(page.element(id: "password")?["value"] == "")
        #expect(page.all("div").contains { $0["role"] == "alert" })
        // Which of the two is wrong nobody is told.
        #expect(page.element(id: "name")?["aria-invalid"] == "true")
        #expect(page.element(id: "password")?["aria-invalid"] == "true")
    }

    @Test func leadsFromAnErrorToItsField() throws {
        let page = try PageSample.registerRefused.page(in: .english)
        let alert = try #require(page.descendants.first { $0["role"] == "alert" })
        #expect(alert.all("a").map { $0["href"] } == ["#name", "#password"])
        let field = try #require(page.element(id: "name"))
        #expect(field["aria-invalid"] == "true")
        #expect(field["aria-describedby"] == "name-error name-hint")
        #expect(field["value"] == "minhanh")
        #expect(page.element(id: "password")?["value"] == "")
        #expect(page.element(id: "email")?["aria-invalid"] == nil)
    }

    /// What the hints say is what is taken.
    @Test(arguments: Language.allCases)
    func saysWhatANameAndAPasswordHaveToBe(language: Language) throws {
        for sample in [PageSample.register, .firstOwner, .reset, .account] {
            let page = try sample.page(in: language)
            #expect(try #require(page.element(id: "password-hint")).text.hasPrefix("10–128 "), "\(sample)")
            guard sample == .register || sample == .firstOwner else { continue }
            #expect(try #require(page.element(id: "name-hint")).text.hasPrefix("3–32 "), "\(sample)")
        }
        for (count, isTaken) in [(2, false), (3, true), (32, true), (33, false)] {
            let name = try? AccountName(chosen: String(repeating: "a", count: count))
            #expect((name != nil) == isTaken)
        }
    }

    @Test func handsTheInvitationOn() throws {
        let form = try #require(try PageSample.registerInvited.page(in: .english).all("form").first)
        #expect(form.fields == ["csrf", "invitation", "name", "email", "password", "language"])
        #expect(form.all("input").first { $0["name"] == "invitation" }?["value"] == PageSample.token.text)
    }

    @Test(arguments: [
        PageSample.registerClosed, .registerByInvitation, .registerInvitationEnded, .resetEnded, .firstOwnerEnded,
    ])
    func offersNoFormThatWouldBeRefused(_ sample: PageSample) throws {
        #expect(try sample.page(in: .english).all("form").isEmpty)
    }

    @Test func sendsLinksThatWorkOnceBackToThemselves() throws {
        let reset = try #require(try PageSample.reset.page(in: .english).all("form").first)
        #expect(reset["action"] == "/reset/\(PageSample.token.text)")
        #expect(reset.fields == ["csrf", "password"])
        let first = try #require(try PageSample.firstOwner.page(in: .english).all("form").first)
        #expect(first["action"] == "/first/\(PageSample.token.text)")
        #expect(first.fields == ["csrf", "name", "password"])
    }

    @Test(arguments: [(1, "1 second"), (59, "59 seconds"), (60, "1 minute"), (61, "2 minutes"), (120, "2 minutes")])
    func saysHowLongToWait(seconds: Int, words: String) throws {
        let html = LogInPage(
            PageSample.frame(typed: "minhanh", in: .english, theme: .device, isLoggedIn: false),
            step: .password(name: ""),
            problem: .throttled(seconds: seconds),
            offersRegistration: false
        ).html
        #expect(try MarkupReader.read(html.bytes).text.contains("in \(words)."))
    }
}

extension PageSample {
    func page(in language: Language) throws -> MarkupElement {
        try MarkupReader.read(html(typed: "minhanh", in: language).bytes)
    }
}

extension MarkupElement {
    /// The names of what a form sends, in the order of the page.
    var fields: [String] {
        descendants.filter { ["input", "select", "textarea"].contains($0.name) }.compactMap { $0["name"] }
    }

    var links: [String] { all("a").compactMap { $0["href"] } }
}

import PanelAPI
import PanelCore
import PanelMarkup
import PanelTesting
import PanelWeb
import PanelWire
import Testing

@testable import PanelCustomerWeb

struct APIPageTests {
    /// What people and operators could type to break a page.
    static let hostile =
        #""><script>alert(1)</script>'&"# + "\"\u{301}<\u{338}\u{202E}\r\n" + String(repeating: "x", count: 10_000)

    static func page(
        owner: APIPage.Owner? = owner(),
        answer: TryAnswer? = nil,
        language: Language = .english,
        profile: ResponseProfile = .seed,
        text: String = "Hoa Sen"
    ) -> APIPage {
        var service = Service.sample(1)
        service.name = text
        let reference = APIReferenceTests.reference(
            APIReferenceTests.catalogue([service]),
            address: text == hostile ? "https://panel.example.com/\(text)" : "https://panel.example.com/api/v2",
            profile: profile,
            language: language
        )
        let visitor = owner.map { _ in Frame.Visitor(name: text, balance: .of("100.84")) }
        let frame = Frame(
            panelName: text,
            currency: Currency("USD")!,
            language: language,
            theme: .device,
            zone: .utc,
            now: PanelFixture.noon,
            here: .api,
            csrf: "token-of-this-page",
            visitor: visitor
        )
        return APIPage(frame, reference: RenderedReference(reference), owner: owner, answer: answer)
    }

    static func owner(
        _ key: APIPage.Key = .masked(ending: "4f7c", madeAt: PanelFixture.noon),
        isSuspended: Bool = false
    ) -> APIPage.Owner {
        APIPage.Owner(
            key: key,
            keyMark: "0a1b2c3d",
            profile: .seed,
            messages: .english,
            isSuspended: isSuspended,
            requestID: "fresh-request"
        )
    }

    static func text(_ page: APIPage) -> String {
        String(decoding: page.html.bytes, as: UTF8.self)
    }

    static func answer(_ action: Action, status: Int = 200, sent: [ParameterSet.Entry] = [], json: String) -> TryAnswer
    {
        TryAnswer(
            action: action,
            sent: ParameterSet(sent),
            status: status,
            duration: .milliseconds(86),
            json: Array(json.utf8)
        )
    }

    // MARK: Who sees what

    @Test(arguments: [
        (Language.vietnamese, "Vui lòng đăng nhập để xem API Key"), (.english, "Log in to see your API key"),
    ])
    func strangersAreAskedToLogIn(language: Language, words: String) {
        let text = Self.text(Self.page(owner: nil, language: language))
        #expect(text.contains(#"<a href="/login">\#(words)</a>"#))
        #expect(!text.contains("/api/rotate") && !text.contains("/api/try") && !text.contains("/api/profile"))
        #expect(text.contains("neworder.error.insufficient_balance"))
    }

    @Test func aKeyIsMasked() {
        let text = Self.text(Self.page())
        #expect(text.contains("<code>••••••••••••4f7c</code>"))
        #expect(text.contains(#"action="/api/rotate" data-confirm="rotate""#))
        #expect(text.contains(#"<dialog id="rotate""#))
    }

    @Test func theFirstKeyIsMadeWithoutAsking() {
        let text = Self.text(Self.page(owner: Self.owner(.none)))
        #expect(text.contains("Make your key"))
        #expect(!text.contains("data-confirm") && !text.contains("<dialog"))
    }

    @Test func aNewKeyIsShownThisOnce() {
        let text = Self.text(Self.page(owner: Self.owner(.made("0123abcd"))))
        #expect(text.contains(#"<code id="new-key">0123abcd</code>"#))
        #expect(text.contains(#"data-copy="new-key""#))
        #expect(text.contains("will not be shown again"))
        #expect(text.contains("YOUR_KEY") && text.ranges(of: "0123abcd").count == 1)
    }

    @Test func whoIsSuspendedIsTold() {
        #expect(Self.text(Self.page(owner: Self.owner(isSuspended: true))).contains("account is suspended"))
        #expect(!Self.text(Self.page()).contains("account is suspended"))
    }

    // MARK: Forms

    /// A form that changes something and lacks the token would be refused.
    @Test func everyFormHasTheToken() {
        let forms = Self.text(Self.page()).split(separator: "<form ").dropFirst()
        let posted = forms.filter { $0.prefix { $0 != ">" }.contains(#"method="post""#) }
        #expect(posted.count >= 2 + Action.allCases.count)
        for form in posted {
            #expect(form.contains(#"name="csrf" value="token-of-this-page""#))
        }
    }

    @Test func everyActionCanBeTried() {
        let text = Self.text(Self.page())
        for action in Action.allCases {
            #expect(text.contains(#"<section class="sheet" id="\#(action.rawValue)""#))
            #expect(text.contains(#"<input type="hidden" name="action" value="\#(action.rawValue)">"#))
            #expect(text.contains(#"id="answer-\#(action.rawValue)""#))
        }
        // Whoever only presses the button orders nothing.
        #expect(text.contains(#"id="add-link" name="link" value="""#))
        #expect(text.contains(#"name="request_id" value="fresh-request""#))
    }

    @Test func everyParameterOfAnOrderHasAField() {
        let text = Self.text(Self.page())
        for parameter in APIReferenceTests.reference().actions.first(where: { $0.action == .add })!.parameters {
            #expect(text.contains(#"name="\#(parameter.name.rawValue)""#), "\(parameter.name)")
        }
    }

    @Test func withoutTheScriptTheAnswerIsInThePageAndWhatWasTypedStays() {
        let answer = Self.answer(.status, sent: [.init(.order, "77")], json: #"{"error":"Incorrect order ID"}"#)
        let text = Self.text(Self.page(answer: answer))
        #expect(text.contains("href=\"#answer-status\""))
        #expect(text.contains("Incorrect order ID"))
        #expect(text.contains(#"id="status-order" name="order" value="77""#))
        #expect(text.contains(#"id="refill-order" name="order" value="""#))
    }

    @Test func anOrderWhoseOutcomeIsUnknownIsSentAgainAsTheSame() {
        let sent: [ParameterSet.Entry] = [.init(.requestID, "lost"), .init(.comments, "nice")]
        let unknown = Self.text(Self.page(answer: Self.answer(.add, status: 503, sent: sent, json: "{}")))
        #expect(unknown.contains(#"name="request_id" value="lost""#))
        // What was typed among the further parameters is seen.
        #expect(unknown.contains("<details open><summary>Other parameters"))
        let known = Self.text(Self.page(answer: Self.answer(.add, sent: sent, json: "{}")))
        #expect(known.contains(#"name="request_id" value="fresh-request""#))
    }

    // MARK: Markup

    /// Of an element, whatever it is named, the markup stays as it is when names and values are hostile.
    private static func tags(_ page: APIPage) -> [Substring] {
        text(page).split(separator: "<").map { $0.prefix { $0 != " " && $0 != ">" && $0 != "\n" } }
    }

    @Test(arguments: APIReferenceTests.variants)
    func nothingThatPeopleTypeIsMarkup(profile: ResponseProfile, language: Language) {
        let owners: [APIPage.Owner?] = [
            nil, Self.owner(.made(Self.hostile)), Self.owner(.masked(ending: Self.hostile, madeAt: nil)),
        ]
        for (owner, plain) in zip(owners, [nil, Self.owner(.made("x")), Self.owner(.masked(ending: "x", madeAt: nil))])
        {
            let sent: [ParameterSet.Entry] = ParameterName.allCases.map { .init($0, Self.hostile) }
            let plainSent: [ParameterSet.Entry] = ParameterName.allCases.map { .init($0, "x") }
            let hostile = Self.page(
                owner: owner,
                answer: Self.answer(.add, sent: sent, json: Self.hostile),
                language: language,
                profile: profile,
                text: Self.hostile
            )
            let harmless = Self.page(
                owner: plain,
                answer: Self.answer(.add, sent: plainSent, json: "x"),
                language: language,
                profile: profile
            )
            #expect(Self.tags(hostile) == Self.tags(harmless))
        }
    }

    @Test(arguments: Language.allCases)
    func idsAreUnique(language: Language) {
        let text = Self.text(Self.page(answer: Self.answer(.add, json: "{}"), language: language))
        let ids = text.split(separator: #" id=""#).dropFirst().map { $0.prefix { $0 != "\"" } }
        #expect(ids.count > 100)
        let twice = Dictionary(grouping: ids, by: \.self).filter { $0.value.count > 1 }.keys
        #expect(twice.isEmpty)
    }
}

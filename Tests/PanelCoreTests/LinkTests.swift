import PanelCore
import Testing

struct LinkTests {
    @Test(arguments: [
        "a", "https://example.com/p/1?x=1&y=ệ#z", "@ann", "anything at all", String(repeating: "a", count: 2048),
        String(repeating: "ệ", count: 682),
    ])
    func anyTextUpTo2048BytesIsALink(link: String) throws {
        #expect(try request(.sample.setting(.link, link), of: .sample()).link == link)
    }

    @Test func whiteSpaceAroundALinkIsDropped() throws {
        #expect(try request(.sample.setting(.link, " \t a b\r\n"), of: .sample()).link == "a b")
    }

    @Test(arguments: [
        nil, "", " ", "\r\n", String(repeating: "a", count: 2049), String(repeating: "ệ", count: 683), "a\nb",
        "a\r\nb", "a\tb", "a\0b", "\0", "a\0", "\0a", "a\u{1B}[0m", "a\u{7F}b",
        "a\u{9B}b", "https://example.com/\u{202E}gpj.exe", "a\u{200F}", "a\u{2028}b", "a\u{2067}b", "a\u{61C}b",
    ])
    func whatIsNoLinkIsRefused(link: String?) {
        #expect(throws: APIRefusal.incorrectLink) { try request(.sample.setting(.link, link), of: .sample()) }
    }

    @Test(arguments: [
        ("url", ["https://example.com", "http://example.com/p?x#y", "HTTPS://EXAMPLE.COM/", "https://ví-dụ.vn/ệ"]),
        ("username", ["ann", "@ann", "ann.b_c-9", String(repeating: "a", count: 64)]),
        (#"^https://(www\.)?tiktok\.com/@[\w.]+/video/\d+"#, ["https://www.tiktok.com/@ann.b/video/123?x=1"]),
        ("tiktok", ["https://tiktok.com", "see tiktok"]),
        (#"^\d{3}$"#, ["123"]),
    ])
    func aPatternAcceptsWhatItNames(pattern: String, links: [String]) throws {
        let service = try service(accepting: pattern)
        for link in links { #expect(try request(.sample.setting(.link, link), of: service).link == link) }
    }

    @Test(arguments: [
        (
            "url",
            [
                "example.com", "ftp://example.com", "https://", "https:///path", "https://localhost",
                "https:example.com", "https://?a.b", "https://a b.com", " javascript://example.com",
                "xhttps://example.com", "@ann",
            ]
        ),
        (
            "username",
            ["@", "@@ann", "ann@", "a b", "https://example.com/ann", "ệ", "a/b", String(repeating: "a", count: 65)]
        ),
        (#"^https://(www\.)?tiktok\.com/@[\w.]+/video/\d+"#, ["https://tiktokxcom/@ann/video/1", "tiktok.com/@ann"]),
        ("tiktok", ["TikTok", "tik tok"]),
        (#"^\d{3}$"#, ["1234", "12", "abc"]),
    ])
    func aPatternRefusesTheRest(pattern: String, links: [String]) throws {
        let service = try service(accepting: pattern)
        for link in links {
            #expect(throws: APIRefusal.incorrectLink, "\(link)") {
                try request(.sample.setting(.link, link), of: service)
            }
        }
    }

    @Test(arguments: ["", " \n", "(", "[a", "*", "a{2,1}", String(repeating: "a", count: 501)])
    func whatIsNoPatternIsNotTaken(text: String) {
        #expect(LinkPattern(text) == nil)
    }

    @Test func aPatternMayHave500Bytes() {
        #expect(LinkPattern(String(repeating: "a", count: 500)) != nil)
    }

    @Test(arguments: [
        ("https://example.com/BAD.site/x", true), ("bad.site", true), ("https://badsite/x", false), ("bad.sit", false),
        ("a", false), ("xbad.site", true),
    ])
    func aRuleRefusesLinksWithItsTextInAnyCase(link: String, isRefused: Bool) {
        let sent = ParameterSet.sample.setting(.link, link)
        let refused = Result { try request(sent, of: .sample(), refusing: ["nothing", "Bad.Site"]) }
        #expect(LinkRule(id: LinkRuleID(rawValue: 1), text: "Bad.Site").refuses(link) == isRefused)
        if isRefused {
            #expect(throws: APIRefusal.linkNotAllowed) { try refused.get() }
        } else {
            #expect(throws: Never.self) { try refused.get() }
        }
    }

    @Test func aRuleHoldsForTheUserNameOfASubscription() {
        let sent = ParameterSet([.service: "1", .username: "@BadGuy", .posts: "10"])
        #expect(throws: APIRefusal.linkNotAllowed) {
            try request(sent, of: .sample(type: .subscriptions), refusing: ["badguy"])
        }
    }

    private func service(accepting pattern: String) throws -> Service {
        let pattern = try #require(LinkPattern(pattern))
        return .sample { $0.linkPattern = pattern }
    }
}

import PanelCore
import PanelMarkup
import PanelTesting
import Testing

/// What people typed is text on every page, whatever it is.
struct HostileValueTests {
    private static let hostile = [
        #""><script>alert(1)</script>"#,
        "' onfocus='alert(1)",
        "</title></textarea></select><svg/onload=alert(1)>",
        "\"\u{301}>\u{338}<\u{338}b",
        "&lt;b&gt; &amp; &#34;",
        "\u{202E}drowssap\u{2066}\u{200B}",
        "javascript:alert(1)",
        String(repeating: "ế<", count: 5_000),
    ]

    @Test(arguments: PageSample.allCases, Language.allCases)
    func staysText(_ sample: PageSample, _ language: Language) throws {
        let ordinary = try MarkupReader.read(sample.html(typed: "minhanh-typed", in: language).bytes)
        for typed in HostileValueTests.hostile {
            let (page, problems) = try PageChecks.check(
                sample.html(typed: typed, in: language).bytes,
                csrf: PageSample.csrf
            )
            #expect(problems == [])
            #expect(page.shape == ordinary.shape, "\(typed.prefix(30)) has become markup")
            // The name of the panel is typed, too, so it is on each page.
            #expect(page.all("title").first?.text.hasSuffix(" · \(typed)") == true)
        }
    }

    @Test(arguments: PageSample.allCases, Language.allCases)
    func isAPage(_ sample: PageSample, _ language: Language) throws {
        let (page, problems) = try PageChecks.check(
            sample.html(typed: "minhanh", in: language).bytes,
            csrf: PageSample.csrf
        )
        #expect(problems == [])
        #expect(page.all("html").first?["lang"] == language.rawValue)
        #expect(page.element(id: "main")?.name == "main")
    }
}

extension MarkupElement {
    /// The elements and their attributes, without what is in them.
    fileprivate var shape: [String] {
        descendants.map { "\($0.name) \($0.attributes.keys.sorted().joined(separator: " "))" }
    }
}

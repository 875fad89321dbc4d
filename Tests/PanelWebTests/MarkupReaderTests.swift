import PanelTesting
import Testing

/// The tests' own reader sees what must not be on a page.
struct MarkupReaderTests {
    @Test(arguments: [
        "<p>", "<p></div>", "</p>", "<blink></blink>", "<p onclick=\"x\"></p>", "<p style=\"x\"></p>",
        "<p class=x></p>",
        "<p class=\"a\" class=\"b\"></p>", "a & b", "a > b", "<p title=\"x\"></p>", "<p class=\"a'b\"></p>",
        "<!-- x -->",
        "<p class=\"a<b\"></p>", "<a href=\"x", "<p", "<img src=\"/x\">",
    ])
    func refusesWhatThePanelDoesNotWrite(markup: String) {
        #expect(throws: MarkupReader.Problem.self) { try MarkupReader.read(Array(markup.utf8)) }
    }

    @Test func readsText() throws {
        let page = try MarkupReader.read(Array(#"<p class="a&#34;b">x &lt;<b>y</b><br></p>"#.utf8))
        #expect(page.text == "x <y")
        #expect(page.all("p").first?["class"] == #"a"b"#)
        #expect(page.descendants.map(\.name) == ["p", "b", "br"])
    }

    @Test(arguments: [
        #"<p id="a"></p><p id="a"></p>"#, #"<label for="a"></label>"#, #"<input type="text" name="a">"#,
        #"<form method="post" action="/x"></form>"#, ##"<a href="#a"></a>"##, #"<a href="//x"></a>"#,
        #"<a href="https://x"></a>"#,
    ])
    func findsWhatIsWrongWithAPage(markup: String) throws {
        #expect(try PageChecks.check(Array(markup.utf8), csrf: "t").problems.count == 1)
    }

    @Test func findsNothingElse() throws {
        let markup = ##"""
            <label for="a">x</label><input type="text" id="a" name="a"><a href="#a">x</a><a href="/x">x</a>
            <form method="post" action="/x"><input type="hidden" name="csrf" value="t"></form>
            """##
        #expect(try PageChecks.check(Array(markup.utf8), csrf: "t").problems == [])
    }
}

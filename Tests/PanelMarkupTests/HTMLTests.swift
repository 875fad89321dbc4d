import Testing

@testable import PanelMarkup

/// What people typed stays text, wherever in a page it is shown.
struct HTMLTests {
    @Test(arguments: [
        ("a & b", "a &amp; b"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        (#""'"#, "&#34;&#39;"),
        // To whoever compares characters these are no quotes and no tags.
        ("\"\u{301}", "&#34;\u{301}"),
        ("<\u{338}", "&lt;\u{338}"),
        ("a\0b\rc", "a\u{FFFD}b&#13;c"),
        ("Đơn hàng 1.234 ₫ 🙂", "Đơn hàng 1.234 ₫ 🙂"),
        ("", ""),
    ])
    func textIsEscaped(text: String, markup: String) {
        #expect(HTML(text: text).text == markup)
        #expect(("<p>\(text)</p>" as HTML).text == "<p>\(markup)</p>")
        #expect((#"<p title="\#(text)"></p>"# as HTML).text == #"<p title="\#(markup)"></p>"#)
        #expect((#"<p\#(attribute: "title", text)></p>"# as HTML).text == #"<p title="\#(markup)"></p>"#)
    }

    @Test(arguments: [0, 7, -1, Int.max, Int.min])
    func numbersAreWrittenInFull(number: Int) {
        #expect(("<b>\(number)</b>" as HTML).text == "<b>\(String(number))</b>")
        #expect(("<b>\(UInt8(255))\(Int8.min)</b>" as HTML).text == "<b>255-128</b>")
    }

    @Test func piecesGoIntoPieces() {
        let inner: HTML = "<b>\("<")</b>"
        #expect(("<p>\(inner)</p>" as HTML).text == "<p><b>&lt;</b></p>")
        #expect(
            ("<ul>\(each: ["a", "&"], { "<li>\($0)</li>" })</ul>" as HTML).text == "<ul><li>a</li><li>&amp;</li></ul>"
        )
        #expect(("<p>\(if: true, inner)\(if: false, inner)</p>" as HTML).text == "<p><b>&lt;</b></p>")
        #expect(("<p>\(nil as HTML?)\(nil as String?)\(Optional("x"))</p>" as HTML).text == "<p>x</p>")
    }

    @Test func attributesThatAreNotThereLeaveNothing() {
        let box: HTML = #"<input\#(flag: "checked", if: true)\#(flag: "disabled", if: false) type="checkbox">"#
        #expect(box.text == #"<input checked type="checkbox">"#)
        #expect((#"<p\#(attribute: "id", nil)></p>"# as HTML).text == "<p></p>")
    }

    @Test func numbersMayEndAnAddress() {
        #expect((#"<a href="/orders/\#(42)">x</a>"# as HTML).text == #"<a href="/orders/42">x</a>"#)
    }
}

extension HTML {
    var text: String { String(decoding: bytes, as: UTF8.self) }
}

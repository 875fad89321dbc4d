import PanelWeb
import Testing

/// What browsers send of forms, in a body and in an address.
struct FormFieldsTests {
    @Test func fieldsAreDecoded() throws {
        let form = try #require(FormFields(Array("a=1+2&b=%C4%91%26&c&d=".utf8)))
        #expect(form["a"] == "1 2")
        #expect(form["b"] == "đ&")
        #expect(form.has("c") && form.has("d") && !form.has("e"))
        #expect(form["c"].isEmpty && form["e"].isEmpty)
    }

    @Test(arguments: ["a=%F", "a=%GG", "a=%ff"])
    func bytesThatAreNoTextAreNoForm(body: String) {
        #expect(FormFields(Array(body.utf8)) == nil)
    }

    @Test func aQueryIsReadAsFarAsItCanBe() {
        let query = FormFields(query: "q=first&bad=%GG&q=second&day=2026-11-01")
        #expect(query["q"] == "second")
        #expect(!query.has("bad"))
        #expect(query["day"] == "2026-11-01")
        #expect(!FormFields(query: nil).has("q"))
    }
}

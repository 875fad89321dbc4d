import PanelCore
import PanelMarkup
import PanelSecrets
import PanelWeb
import Testing

struct AddressTests {
    @Test func standsInALink() {
        let link: HTML = #"<a href="\#(address: .logIn)"></a>"#
        #expect(String(decoding: link.bytes, as: UTF8.self) == #"<a href="/login"></a>"#)
    }

    @Test func takesALanguageBesideWhatItHas() throws {
        #expect(Address.translated(.logIn, .english).path == "/login?lang=en")
        let token = SecretToken()
        #expect(
            Address.translated(.invitation(token), .vietnamese).path == "/register?invitation=\(token.text)&lang=vi"
        )
    }

    /// An address that ends in a fragment would lose the language behind it.
    @Test func partsOfAPageStartWithTheirMark() {
        #expect(Address.part("key").path == "#key")
    }
}

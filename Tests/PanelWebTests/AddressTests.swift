import PanelMarkup
import PanelWeb
import Testing

struct AddressTests {
    @Test func standsInALink() {
        let link: HTML = #"<a href="\#(address: .logIn)"></a>"#
        #expect(String(decoding: link.bytes, as: UTF8.self) == #"<a href="/login"></a>"#)
    }
}

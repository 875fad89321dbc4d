import HTTPTypes
import Hummingbird
import PanelMarkup
import PanelWeb
import Testing

struct PageHeadersTests {
    private func header(_ name: String, isSecure: Bool = true) -> String? {
        Response.page("<p>x</p>", headers: PageHeaders(isSecure: isSecure)).headers[HTTPField.Name(name)!]
    }

    @Test func letPagesLoadNothingButThePanelsOwn() {
        #expect(
            header("Content-Security-Policy") == """
                default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
                connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; \
                require-trusted-types-for 'script'; trusted-types fragment
                """
        )
        #expect(header("X-Content-Type-Options") == "nosniff")
        #expect(header("Cross-Origin-Opener-Policy") == "same-origin")
        #expect(header("Content-Type") == "text/html; charset=utf-8")
    }

    @Test func keepPagesToTheirVisitor() {
        #expect(header("Cache-Control") == "no-store")
        #expect(header("Referrer-Policy") == "same-origin")
    }

    @Test func askForEncryptionOnlyWhereThereIsSome() {
        #expect(header("Strict-Transport-Security") == "max-age=31536000")
        #expect(header("Strict-Transport-Security", isSecure: false) == nil)
    }

    @Test func leadOnAfterAForm() {
        let response = Response.seeOther(.accountAfter(.saved), headers: PageHeaders(isSecure: true))
        #expect(response.status == .seeOther)
        #expect(response.headers[.location] == "/account?done=saved")
        #expect(response.headers[.cacheControl] == "no-store")
    }
}

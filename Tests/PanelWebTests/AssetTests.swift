import HTTPTypes
import Hummingbird
import NIOCore
import PanelWeb
import Testing

struct AssetTests {
    private func name(of asset: Asset) -> String { String(asset.path.dropFirst("/assets/".count)) }

    @Test(arguments: [
        (Asset.stylesheet, "css", "text/css; charset=utf-8"), (.script, "js", "text/javascript; charset=utf-8"),
        (.icon, "svg", "image/svg+xml"),
    ])
    func isServedForAYear(asset: Asset, suffix: String, type: String) {
        let response = Asset.response(to: name(of: asset), ifNoneMatch: nil)
        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == type)
        #expect(response.headers[.cacheControl] == "public, max-age=31536000, immutable")
        #expect(response.headers[HTTPField.Name("X-Content-Type-Options")!] == "nosniff")
        #expect((response.body.contentLength ?? 0) > 100)
        #expect(asset.path.hasSuffix(".\(suffix)"))
    }

    @Test func isNotSentAgainToWhoHasIt() {
        let first = Asset.response(to: name(of: .script), ifNoneMatch: nil)
        let again = Asset.response(to: name(of: .script), ifNoneMatch: first.headers[.eTag])
        #expect(again.status == .notModified)
        #expect(again.body.contentLength == 0)
        #expect(again.headers[.eTag] == first.headers[.eTag])
        let other = Asset.response(to: name(of: .script), ifNoneMatch: #""0123456789abcdef""#)
        #expect(other.status == .ok)
    }

    @Test(arguments: ["panel.css", "panel.0123456789abcdef.css", "", "../panel.css", "panel.js"])
    func hasNoOtherName(name: String) {
        let response = Asset.response(to: name, ifNoneMatch: nil)
        #expect(response.status == .notFound)
        #expect(response.headers[.cacheControl] == "no-store")
    }
}

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
        let response = Asset.response(to: name(of: asset), ifNoneMatch: nil, accepting: nil)
        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == type)
        #expect(response.headers[.cacheControl] == "public, max-age=31536000, immutable")
        #expect(response.headers[HTTPField.Name("X-Content-Type-Options")!] == "nosniff")
        #expect((response.body.contentLength ?? 0) > 100)
        #expect(asset.path.hasSuffix(".\(suffix)"))
    }

    @Test func isNotSentAgainToWhoHasIt() {
        let first = Asset.response(to: name(of: .script), ifNoneMatch: nil, accepting: nil)
        let again = Asset.response(to: name(of: .script), ifNoneMatch: first.headers[.eTag], accepting: nil)
        #expect(again.status == .notModified)
        #expect(again.body.contentLength == 0)
        #expect(again.headers[.eTag] == first.headers[.eTag])
        let other = Asset.response(to: name(of: .script), ifNoneMatch: #""0123456789abcdef""#, accepting: nil)
        #expect(other.status == .ok)
    }

    @Test(arguments: Asset.allCases)
    func isSentCompressedToWhoReadsThat(asset: Asset) async throws {
        let plain = Asset.response(to: name(of: asset), ifNoneMatch: nil, accepting: nil)
        for encodings in ["gzip", "br, GZIP;q=0.5, *;q=0"] {
            let response = Asset.response(to: name(of: asset), ifNoneMatch: nil, accepting: encodings)
            #expect(response.headers[.contentEncoding] == "gzip")
            let length = try #require(response.body.contentLength)
            #expect(length < (plain.body.contentLength ?? 0))
        }
        for encodings in ["", "br", "gzip;q=0", "deflate, gzip; q=0.000", "xgzip"] {
            let response = Asset.response(to: name(of: asset), ifNoneMatch: nil, accepting: encodings)
            #expect(response.headers[.contentEncoding] == nil)
            #expect(response.body.contentLength == plain.body.contentLength)
        }
        #expect(plain.headers[.vary] == "Accept-Encoding")
    }

    @Test(arguments: ["panel.css", "panel.0123456789abcdef.css", "", "../panel.css", "panel.js"])
    func hasNoOtherName(name: String) {
        let response = Asset.response(to: name, ifNoneMatch: nil, accepting: nil)
        #expect(response.status == .notFound)
        #expect(response.headers[.cacheControl] == "no-store")
    }
}

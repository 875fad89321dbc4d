import Crypto
import HTTPTypes
package import Hummingbird
import PanelCore
package import PanelMarkup

extension Response {
    /// A part of a page for the script, or that it is still the one that the script has.
    ///
    /// - Parameter known: The request's `If-None-Match`.
    package static func fragment(_ html: HTML, ifNoneMatch known: String?, headers: PageHeaders) -> Response {
        let tag = "\"\(SHA256.hash(data: html.bytes).prefix(12).hexadecimal)\""
        guard known?.contains(tag) != true else {
            var fields = headers.fields
            fields[.contentType] = nil
            fields[.eTag] = tag
            return Response(status: .notModified, headers: fields)
        }
        var response = Response.page(html, headers: headers)
        response.headers[.eTag] = tag
        return response
    }
}

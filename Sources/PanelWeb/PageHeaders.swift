package import HTTPTypes
package import Hummingbird
import NIOCore
package import PanelMarkup

/// The headers of every page.
///
/// - The policy lets a page load what the panel serves itself and nothing else, and lets a script make markup only in the
///   one place that `panel.js` names.
/// - A page is never stored: each has a token of its visitor's, in the language of its visitor.
/// - The referrer goes to the panel's own pages only, since a reset link is in the address of its page. It is not left out
///   altogether: browsers would then send `Origin: null` with forms, by which the panel knows its own.
package struct PageHeaders: Sendable {
    let fields: HTTPFields

    /// `Content-Type` of a page.
    package static let pageType = "text/html; charset=utf-8"

    /// - Parameter isSecure: Whether the panel's public address is https. Then browsers are told to use nothing else for a
    ///   year.
    package init(isSecure: Bool) {
        var fields: HTTPFields = [
            .contentType: PageHeaders.pageType,
            .cacheControl: "no-store",
            .contentSecurityPolicy: PageHeaders.policy,
            .xContentTypeOptions: "nosniff",
            .referrerPolicy: "same-origin",
            .crossOriginOpenerPolicy: "same-origin",
            .crossOriginResourcePolicy: "same-origin",
            .permissionsPolicy: "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        ]
        if isSecure { fields[.strictTransportSecurity] = "max-age=31536000" }
        self.fields = fields
    }

    /// Of an answer that is no page.
    package func fields(type: String) -> HTTPFields {
        var fields = fields
        fields[.contentType] = type
        return fields
    }

    private static let policy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'",
        "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
        "require-trusted-types-for 'script'", "trusted-types fragment",
    ].joined(separator: "; ")
}

extension Response {
    /// A page, or a fragment of one.
    package static func page(
        _ html: HTML,
        status: HTTPResponse.Status = .ok,
        headers: PageHeaders
    ) -> Response {
        Response(status: status, headers: headers.fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: html.bytes)))
    }

    /// What follows a form that did something: the browser gets that page, and a reload does not send the form again.
    package static func seeOther(_ address: Address, headers: PageHeaders) -> Response {
        var fields = headers.fields
        fields[.contentType] = nil
        fields[.location] = address.path
        return Response(status: .seeOther, headers: fields)
    }
}

extension HTTPField.Name {
    private static func known(_ name: String) -> HTTPField.Name { HTTPField.Name(name)! }

    fileprivate static let referrerPolicy = known("Referrer-Policy")
    fileprivate static let crossOriginOpenerPolicy = known("Cross-Origin-Opener-Policy")
    fileprivate static let crossOriginResourcePolicy = known("Cross-Origin-Resource-Policy")
    fileprivate static let permissionsPolicy = known("Permissions-Policy")
}

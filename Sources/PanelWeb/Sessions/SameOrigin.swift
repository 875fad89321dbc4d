import HTTPTypes
package import Hummingbird

/// Whether a form comes from one of the panel's own pages: by what browsers say of where it comes from, `Sec-Fetch-Site`,
/// or by its `Origin` where they do not. A request that says neither is none of a browser's form and refused.
///
/// It is the first of two locks; the other is the token that each form carries.
package enum SameOrigin {
    package static func allows(_ request: Request, at origin: PublicOrigin?) -> Bool {
        if let site = request.headers[.secFetchSite] { return site == "same-origin" || site == "none" }
        guard let sent = request.headers[.origin], let origin else { return false }
        return PublicOrigin(sent) == origin
    }
}

extension HTTPField.Name {
    fileprivate static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")!
}

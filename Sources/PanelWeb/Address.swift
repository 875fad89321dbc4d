package import PanelMarkup

/// Every address of the pages, so that what a link leads to is written in one place.
package enum Address: Hashable, Sendable {
    case home
    case logIn
    case logOut
    case register
    case account
    case api

    /// As it stands in a link, and as the routes know it.
    package var path: String {
        switch self {
        case .home: "/"
        case .logIn: "/login"
        case .logOut: "/logout"
        case .register: "/register"
        case .account: "/account"
        case .api: "/api"
        }
    }
}

extension HTML.StringInterpolation {
    /// An address of the panel in an attribute that is one, such as `href`.
    package mutating func appendInterpolation(address: Address) {
        append(uncheckedAddress: address.path)
    }
}

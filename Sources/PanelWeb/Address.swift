package import PanelCore
package import PanelMarkup
package import PanelSecrets

/// Every address of the pages, so that what a link leads to is written in one place. All of them are paths of this panel.
package enum Address: Hashable, Sendable {
    case home

    case logIn
    case logOut
    case register
    /// Where somebody registers who was invited.
    case invitation(SecretToken)
    /// Where a new password is set with a link that works once.
    case reset(SecretToken)
    /// Where the first owner is made with a link that works once.
    case firstOwner(SecretToken)

    case account
    case password
    case secondFactor
    case secondFactorOff
    case recoveryCodes
    case sessions

    case api
    case apiText
    case rotateKey
    case apiProfile
    case tryAction

    case asset(Asset)
    /// The element with this id on the same page.
    case part(String)
    /// A page in a language, for somebody who is not logged in.
    indirect case translated(Address, Language)

    /// As it stands in a link. For what has neither token nor language it is the path that routes know.
    package var path: String {
        switch self {
        case .home: "/"
        case .logIn: "/login"
        case .logOut: "/logout"
        case .register: "/register"
        case .invitation(let token): "/register?invitation=\(token.text)"
        case .reset(let token): "/reset/\(token.text)"
        case .firstOwner(let token): "/first/\(token.text)"
        case .account: "/account"
        case .password: "/account/password"
        case .secondFactor: "/account/second-factor"
        case .secondFactorOff: "/account/second-factor/off"
        case .recoveryCodes: "/account/second-factor/codes"
        case .sessions: "/account/sessions"
        case .api: "/api"
        case .apiText: "/api.txt"
        case .rotateKey: "/api/rotate"
        case .apiProfile: "/api/profile"
        case .tryAction: "/api/try"
        case .asset(let asset): asset.path
        case .part(let id): "#\(id)"
        case .translated(let address, let language): address.path(in: language)
        }
    }

    private func path(in language: Language) -> String {
        "\(path)\(path.contains("?") ? "&" : "?")lang=\(language.rawValue)"
    }
}

extension HTML.StringInterpolation {
    /// An address of the panel in an attribute that is one, such as `href`.
    package mutating func appendInterpolation(address: Address) {
        append(uncheckedAddress: address.path)
    }
}

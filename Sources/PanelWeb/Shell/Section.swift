import PanelCore

/// A part of the customers' pages that the navigation leads to. A new one is a case here, and a line in each `switch`.
package enum Section: CaseIterable, Sendable {
    case api
    case account

    var address: Address {
        switch self {
        case .api: .api
        case .account: .account
        }
    }

    /// What it has in the bar at the bottom of a phone.
    var icon: Icon {
        switch self {
        case .api: .code
        case .account: .person
        }
    }

    /// Whether it stands in the bar on top. The account has its own menu there.
    var isInBar: Bool { self != .account }

    /// Whether it can be looked at without an account.
    var isPublic: Bool { self == .api }

    func name(in language: Language) -> String {
        switch (self, language) {
        case (.api, _): "API"
        case (.account, .vietnamese): "Tài khoản"
        case (.account, .english): "Account"
        }
    }
}

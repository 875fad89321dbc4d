import PanelCore

/// A part of the customers' pages that the navigation leads to. A new one is a case here, and a line in each `switch`.
package enum Section: CaseIterable, Sendable {
    case newOrder
    case orders
    case services
    case funds
    case api
    case account

    var address: Address {
        switch self {
        case .newOrder: .newOrder
        case .orders: .orders
        case .services: .services
        case .funds: .funds
        case .api: .api
        case .account: .account
        }
    }

    /// What it has in the bar at the bottom of a phone.
    var icon: Icon {
        switch self {
        case .newOrder: .plus
        case .orders: .list
        case .services: .tag
        case .funds: .wallet
        case .api: .code
        case .account: .person
        }
    }

    /// Whether it stands in the bar on top. The account has its own menu there.
    var isInBar: Bool { self != .account }

    /// Whether it stands in the bar at the bottom of a phone itself, and not under "More". Four have room there.
    var isUnderThumb: Bool {
        switch self {
        case .newOrder, .orders, .funds: true
        case .services, .api, .account: false
        }
    }

    /// Whether it can be looked at without an account.
    var isPublic: Bool { self == .api }

    func name(in language: Language) -> String {
        switch (self, language) {
        case (.newOrder, .vietnamese): "Đặt đơn"
        case (.newOrder, .english): "New order"
        case (.orders, .vietnamese): "Đơn hàng"
        case (.orders, .english): "Orders"
        case (.services, .vietnamese): "Dịch vụ"
        case (.services, .english): "Services"
        case (.funds, .vietnamese): "Nạp tiền"
        case (.funds, .english): "Funds"
        case (.api, _): "API"
        case (.account, .vietnamese): "Tài khoản"
        case (.account, .english): "Account"
        }
    }
}

import PanelCore
import PanelStore

/// What is said about a new user.
package struct UserCreation: Codable, Sendable {
    package var name: String
    /// `customer`, `support`, `manager` or `owner`; `customer` when missing.
    package var role: String?
    /// `seed` or `perfectpanel`; the panel's default when missing.
    package var profile: String?
    /// `vi` or `en`; the panel's default when missing.
    package var language: String?
    /// Percent off every list price; none when missing.
    package var discount: String?
    /// What the user logs in to the pages with; they can not when it is missing.
    package var password: String?

    package init(
        name: String,
        role: String? = nil,
        profile: String? = nil,
        language: String? = nil,
        discount: String? = nil,
        password: String? = nil
    ) {
        self.name = name
        self.role = role
        self.profile = profile
        self.language = language
        self.discount = discount
        self.password = password
    }
}

/// A user with the key that is shown this once.
package struct UserKey: Codable, Sendable {
    package let id: Int64
    package let name: String
    package let apiKey: String

    enum CodingKeys: String, CodingKey {
        case id
        case name
        case apiKey = "api_key"
    }
}

/// A user as staff see it.
package struct UserSummary: Codable, Sendable {
    package let id: Int64
    package let name: String
    package let role: String
    package let profile: String
    package let language: String
    package let discount: String
    package let suspended: Bool
    package let balance: String
    package let createdAt: String
    /// How many orders have each status; missing in listings.
    package let orders: [String: Int64]?
    /// The id of the newest order, in the listing that goes by it.
    package let lastOrder: Int64?

    enum CodingKeys: String, CodingKey {
        case id
        case name
        case role
        case profile
        case language
        case discount
        case suspended
        case balance
        case createdAt = "created_at"
        case orders
        case lastOrder = "last_order"
    }

    init(_ record: AccountRecord, orders: [OrderStatus: Int64]? = nil, lastOrder: OrderID? = nil) {
        self.orders = orders.map { counts in
            Dictionary(uniqueKeysWithValues: counts.map { ($0.key.identifier, $0.value) })
        }
        self.lastOrder = lastOrder?.rawValue
        let account = record.account
        id = account.id.rawValue
        name = account.name.description
        role = account.role.rawValue
        profile = account.profile.rawValue
        language = account.language.rawValue
        discount = account.discount.description
        suspended = account.isSuspended
        balance = record.balance.description
        createdAt = account.createdAt.iso8601
    }
}

/// A deposit, or a correction when the amount is negative.
package struct CreditMessage: Codable, Sendable {
    package var amount: String
    package var reference: String
    package var note: String?

    package init(amount: String, reference: String, note: String?) {
        self.amount = amount
        self.reference = reference
        self.note = note
    }
}

/// A balance after a change of it.
package struct BalanceMessage: Codable, Sendable {
    package let balance: String
}

/// A price agreed with one user; without a rate the list price holds again.
package struct RateMessage: Codable, Sendable {
    package var rate: String?

    package init(rate: String?) {
        self.rate = rate
    }
}

/// Why something was not done.
package struct ErrorMessage: Codable, Sendable {
    /// An `AdminErrorCode`.
    package let code: String
    /// The same in words for whoever asked.
    package let error: String
}

/// Something that staff may do or not. What each role may is in one table, ``Role/permissions``.
package enum Permission: String, CaseIterable, Sendable {
    case viewOrders = "view_orders"
    case viewCustomers = "view_customers"
    case viewCatalogue = "view_catalogue"
    case viewProviders = "view_providers"
    case viewAudit = "view_audit"
    case viewSettings = "view_settings"
    /// Ends an order that its customer does not want any more.
    case cancelOrders = "cancel_orders"
    /// Writes down how orders went that staff deliver.
    case updateOrders = "update_orders"
    /// Decides about orders that wait for a person.
    case resolveOrders = "resolve_orders"
    case handleRefills = "handle_refills"
    /// Makes customers, suspends them and gives them new keys.
    case manageCustomers = "manage_customers"
    /// Books deposits and corrections.
    case bookCredits = "book_credits"
    /// Agrees prices with customers.
    case setPrices = "set_prices"
    case manageCatalogue = "manage_catalogue"
    case manageLinkRules = "manage_link_rules"
    case manageProviders = "manage_providers"
    case manageSettings = "manage_settings"
    /// Makes and changes accounts that have a role among the staff.
    case manageStaff = "manage_staff"
    /// Has the books proven, and sees what they add up to.
    case checkBooks = "check_books"
    case backUp = "back_up"
}

extension Role {
    /// What it takes to make an account of this role, and to change one.
    package var management: Permission { self == .customer ? .manageCustomers : .manageStaff }

    /// What an account of this role may do besides ordering for itself.
    package var permissions: Set<Permission> {
        switch self {
        case .customer: []
        case .support: [.viewOrders, .viewCustomers, .viewCatalogue, .cancelOrders, .handleRefills]
        case .manager: Set(Permission.allCases).subtracting([.manageSettings, .manageStaff, .backUp])
        case .owner: Set(Permission.allCases)
        }
    }
}

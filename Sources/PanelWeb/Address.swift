package import PanelCore
package import PanelMarkup
package import PanelSecrets
package import PanelStore

/// Every address of the pages, so that what a link leads to is written in one place. All of them are paths of this panel.
package enum Address: Hashable, Sendable {
    case home

    case logIn
    /// From its start, though the password was right and a code is waited for.
    case logInAnew
    /// With a password that was just set.
    case logInAfterReset
    /// From where the form for an order is opened, filled in by a link.
    case logInToOrder([ParameterSet.Entry])
    case logOut
    case register
    /// Where somebody registers who was invited.
    case invitation(SecretToken)
    /// Where a new password is set with a link that works once.
    case reset(SecretToken)
    /// Where the first owner is made with a link that works once.
    case firstOwner(SecretToken)

    /// The form for an order.
    case newOrder
    /// The form for an order of one service.
    case newOrderOf(ServiceID)
    /// The form filled in as an order was (``Order/fields(with:)``).
    case reorder([ParameterSet.Entry])
    /// What the form's order costs, as a fragment.
    case orderPrice
    /// Services that a search finds, as a fragment.
    case serviceOptions
    case massOrder
    case massOrderPlace

    case orders
    /// The orders that somebody looks for, from the newest on or where a page of them ended.
    case ordersWhere(OrderCriteria, after: Cursor?)
    /// The same after something was done with one of them, which the page says.
    case ordersAfter(OrderCriteria, after: Cursor?, OrderDeed, OrderID)
    /// What changes of these orders in a list, as a fragment.
    case orderRows([OrderID])
    case order(OrderID)
    /// An order after something was done with it, which the page says.
    case orderAfter(OrderID, OrderDeed)
    case ordersCSV
    /// The file of the orders that somebody looks for.
    case ordersCSVWhere(OrderCriteria)
    case ordersCancel
    case ordersRefill

    case services
    /// What is new among the services, and what costs something else than before.
    case updates
    case favourite
    /// The services that a filter lets through, at one of them if one is named.
    case servicesFound(ServiceFilter, at: ServiceID? = nil)
    /// What follows in the list of updates, behind its cursor.
    case updatesAfter(String)

    case statement
    /// The statement of a month.
    case statementOf(CalendarMonth)
    /// A further page of the statement of a month.
    case statementAfter(CalendarMonth, Cursor)
    case statementCSV
    /// The file of a month.
    case statementCSVOf(CalendarMonth)
    case funds

    case account
    /// The account after something was done with it, which the page says.
    case accountAfter(AccountDeed)
    case password
    case secondFactor
    case secondFactorOff
    case recoveryCodes
    case sessions

    case api
    /// The page of the API after something was done there, which the page says.
    case apiAfter(APIDeed)
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
        case .logInAnew: "/login?anew=1"
        case .logInAfterReset: "/login?set=1"
        case .logInToOrder(let fields): "/login" + Address.query(fields.map { ($0.name.rawValue, $0.value) })
        case .logOut: "/logout"
        case .register: "/register"
        case .invitation(let token): "/register?invitation=\(token.text)"
        case .reset(let token): "/reset/\(token.text)"
        case .firstOwner(let token): "/first/\(token.text)"
        case .newOrder: "/order"
        case .newOrderOf(let service): "/order?service=\(service)"
        case .reorder(let fields): "/order" + Address.query(fields.map { ($0.name.rawValue, $0.value) })
        case .orderPrice: "/order/price"
        case .serviceOptions: "/services/options"
        case .massOrder: "/mass"
        case .massOrderPlace: "/mass/place"
        case .orders: "/orders"
        case .ordersWhere(let criteria, let after):
            Address.orders.path + Address.query(criteria.fields + Address.fields(after))
        case .ordersAfter(let criteria, let after, let deed, let order):
            Address.orders.path
                + Address.query(
                    criteria.fields + Address.fields(after) + [("done", deed.rawValue), ("order", order.description)]
                )
        case .orderRows(let orders):
            "/orders/rows?ids=\(orders.map(\.description).joined(separator: ","))"
        case .order(let order): "/orders/\(order)"
        case .orderAfter(let order, let deed): "/orders/\(order)?done=\(deed.rawValue)"
        case .ordersCSV: "/orders.csv"
        case .ordersCSVWhere(let criteria): Address.ordersCSV.path + Address.query(criteria.fields)
        case .ordersCancel: "/orders/cancel"
        case .ordersRefill: "/orders/refill"
        case .services: "/services"
        case .updates: "/updates"
        case .favourite: "/services/favourite"
        case .servicesFound(let filter, let service):
            "/services\(QueryText.of(filter.fields))\(service.map { "#s\($0)" } ?? "")"
        case .updatesAfter(let cursor): "/updates\(QueryText.of([("after", cursor)]))"
        case .statement: "/statement"
        case .statementOf(let month): "/statement?month=\(month)"
        // Cursors are made of letters, digits and dots.
        case .statementAfter(let month, let cursor): "/statement?month=\(month)&after=\(cursor)"
        case .statementCSV: "/statement.csv"
        case .statementCSVOf(let month): "/statement.csv?month=\(month)"
        case .funds: "/funds"
        case .account: "/account"
        case .accountAfter(let deed): "/account?done=\(deed.rawValue)"
        case .password: "/account/password"
        case .secondFactor: "/account/second-factor"
        case .secondFactorOff: "/account/second-factor/off"
        case .recoveryCodes: "/account/second-factor/codes"
        case .sessions: "/account/sessions"
        case .api: "/api"
        case .apiAfter(let deed): "/api?done=\(deed.rawValue)"
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

/// What a form of the account's page did, as the page's `done` names it.
package enum AccountDeed: String, Sendable {
    case saved
    case password
    case secondFactorOff = "second-factor-off"
    case sessions
}

/// What became of an order that a form was about, as the page's `done` names it.
package enum OrderDeed: String, Sendable {
    /// It is canceled, and its charge was given back.
    case canceled
    /// Whoever delivers was asked to cancel it.
    case cancelRequested = "cancel-requested"
    case refillRequested = "refill-requested"
}

/// What a form of the page of the API did, as the page's `done` names it.
package enum APIDeed: String, Sendable {
    case saved
    /// No new key was made, since the form was sent before.
    case replacedBefore = "replaced-before"
}

extension HTML.StringInterpolation {
    /// An address of the panel in an attribute that is one, such as `href`.
    package mutating func appendInterpolation(address: Address) {
        append(uncheckedAddress: address.path)
    }
}

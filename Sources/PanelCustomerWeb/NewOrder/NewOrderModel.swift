package import PanelCore
package import PanelOperations

/// What the form for an order shows.
package struct NewOrderModel: Sendable {
    /// Services to choose from.
    package var finder: ServiceFinder
    /// The order that is typed, once a service is chosen.
    package var order: Order?
    package var note: Note?
    /// Whether the customer may order nothing.
    package var isSuspended: Bool

    /// Something to know before anything else.
    package enum Note: Sendable {
        /// The service that was asked for can not be ordered, or there is none.
        case serviceGone
        /// The session had ended when the form was sent, or it was of another one.
        case kept
    }

    /// An order that somebody types.
    package struct Order: Sendable {
        package let service: Service
        /// What a rate unit costs the customer.
        package let rate: Money
        /// What was typed, by the names of the API.
        package var typed: ParameterSet
        package var quote: OrderQuote
        /// How long orders of the service usually take, where that is known.
        package let times: UsualTimes?
        /// Whether it is one of the customer's favourites.
        package var isStarred: Bool
        /// What makes it one order, however often it is sent.
        package var requestID: String
        /// Why it was not placed when it was sent.
        package var refusal: Refusal?

        package init(
            service: Service,
            rate: Money,
            typed: ParameterSet,
            quote: OrderQuote,
            times: UsualTimes? = nil,
            isStarred: Bool = false,
            requestID: String,
            refusal: Refusal? = nil
        ) {
            self.service = service
            self.rate = rate
            self.typed = typed
            self.quote = quote
            self.times = times
            self.isStarred = isStarred
            self.requestID = requestID
            self.refusal = refusal
        }
    }

    package enum Refusal: Sendable, Equatable {
        case refused(APIRefusal)
        /// It costs more than the customer had seen.
        case costsMore
    }

    package init(finder: ServiceFinder, order: Order? = nil, note: Note? = nil, isSuspended: Bool = false) {
        self.finder = finder
        self.order = order
        self.note = note
        self.isSuspended = isSuspended
    }
}

/// Services as somebody looks for them.
package struct ServiceFinder: Sendable {
    package struct Row: Sendable {
        package let id: ServiceID
        package let name: String
        /// With its unit.
        package let rate: String
        package let isStarred: Bool

        package init(id: ServiceID, name: String, rate: String, isStarred: Bool = false) {
            self.id = id
            self.name = name
            self.rate = rate
            self.isStarred = isStarred
        }
    }

    /// What was typed into the search.
    package var text: String
    package var platform: Platform?
    package var category: String?
    package var platforms: [(platform: Platform, count: Int)]
    /// Those of the platform, as many as are shown.
    package var categories: [String]
    /// What is found; `nil` where no list is shown.
    package var rows: [Row]?
    /// Where the list goes on; `nil` at its end.
    package var next: Int?

    /// Most services of one list.
    package static let longestList = 20
    /// Most categories to choose from. Those of a platform beyond are found by searching.
    package static let mostCategories = 60
    /// The same while no platform is chosen: on the page of everybody who orders, they are to weigh little.
    package static let fewCategories = 20

    package init(
        text: String = "",
        platform: Platform? = nil,
        category: String? = nil,
        platforms: [(platform: Platform, count: Int)] = [],
        categories: [String] = [],
        rows: [Row]? = nil,
        next: Int? = nil
    ) {
        self.text = text
        self.platform = platform
        self.category = category
        self.platforms = platforms
        self.categories = categories
        self.rows = rows
        self.next = next
    }

    /// Whether nothing at all is offered.
    var isEmpty: Bool { platforms.isEmpty }
}

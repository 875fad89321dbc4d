package import PanelCore
package import PanelWeb

/// What the page of services shows: a part of what a filter lets through.
package struct ServicesModel: Sendable {
    /// A service, at the customer's own price.
    package struct Row: Sendable {
        let service: Service
        let rate: Money
        let isStarred: Bool
        /// How long its orders usually take, where that is known.
        let times: UsualTimes?

        package init(_ service: Service, rate: Money, isStarred: Bool, times: UsualTimes?) {
            self.service = service
            self.rate = rate
            self.isStarred = isStarred
            self.times = times
        }
    }

    let filter: ServiceFilter
    /// How many are offered.
    let total: Int
    /// How many the filter lets through, and how many of them follow behind this page.
    let found: Int
    let left: Int
    let rows: [Row]
    /// The platforms that something is offered for, each with its number of services.
    let platforms: [(platform: Platform, count: Int)]
    /// The categories to choose from; none where there are too many to choose from.
    let categories: [String]
    /// How many of those that are offered are starred.
    let starred: Int
    let isSuspended: Bool
    /// Why a star that was just wanted is not there.
    let refusal: FavouriteRefusal?

    /// Services on a page: with their markup no more than a cheap phone takes in at once.
    package static let pageLength = 40
    /// More categories than these are found faster by typing.
    package static let mostCategories = 50

    /// - Parameters:
    ///   - favourites: What the customer has starred, offered or not.
    ///   - times: How long orders usually take, by service.
    package init(
        of offered: OfferedServices,
        _ filter: ServiceFilter,
        for customer: Customer,
        favourites: [ServiceID],
        times: [ServiceID: UsualTimes],
        refusal: FavouriteRefusal? = nil
    ) {
        let starred = Set(favourites)
        let found = offered.find(filter.wanted(favourites: starred))
        // A service that is offered no more ends no page: then it is read from the start.
        let start = filter.after.flatMap { last in found.firstIndex { $0.service.id == last } }.map { $0 + 1 } ?? 0
        let page = found[start...].prefix(ServicesModel.pageLength)
        let categories = offered.categories(of: filter.platform)
        self.filter = filter
        total = offered.entries.count
        self.found = found.count
        left = found.count - page.endIndex
        rows = page.map { entry in
            Row(
                entry.service,
                rate: customer.rate(of: entry.service),
                isStarred: starred.contains(entry.service.id),
                times: times[entry.service.id]
            )
        }
        platforms = offered.platforms
        self.categories = categories.count <= ServicesModel.mostCategories ? categories : []
        self.starred = offered.entries.count { starred.contains($0.service.id) }
        isSuspended = customer.account.isSuspended
        self.refusal = refusal
    }

    /// The rows by their categories, which follow each other as in the catalogue.
    var groups: [[Row]] {
        rows.reduce(into: []) { groups, row in
            if let last = groups.last?.last, ExactText(last.service.category) == ExactText(row.service.category) {
                groups[groups.count - 1].append(row)
            } else {
                groups.append([row])
            }
        }
    }
}

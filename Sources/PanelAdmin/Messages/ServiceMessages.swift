import PanelCore

/// A service of the catalogue, in the shape of the API's `services` answer and of the files that are imported.
package struct ServiceMessage: Codable, Sendable {
    package let service: Int64
    package let name: String
    package let type: String
    package let category: String
    package let rate: String
    package let min: String
    package let max: String
    package let refill: Bool
    package let cancel: Bool
    package let dripfeed: Bool
    /// Of Subscriptions: `post` or `pieces`.
    package let subscriptionRate: String?
    /// How many posts an order pays for that has no number of them.
    package let maxPosts: String?
    package let desc: String?
    package let denyDuplicates: Bool
    package let linkPattern: String?
    package let refillDays: Int64
    package let refillAfterHours: Int64
    package let enabled: Bool
    /// Whether customers can order it: enabled, and with somebody who delivers it.
    package let offered: Bool
    /// Who delivers it, in order of preference; empty for staff.
    package let routes: [RouteMessage]

    init(_ service: Service, providers: [ProviderID: String]) {
        self.service = service.id.rawValue
        name = service.name
        type = service.type.rawValue
        category = service.category
        rate = service.rate.description
        min = String(service.minimum)
        max = String(service.maximum)
        refill = service.offersRefill
        cancel = service.offersCancel
        dripfeed = service.offersDripFeed
        subscriptionRate = service.type == .subscriptions ? service.subscriptionRate.rawValue : nil
        maxPosts = service.maximumPosts.map { String($0) }
        desc = service.description
        denyDuplicates = service.deniesDuplicates
        linkPattern = service.linkPattern?.text
        refillDays = service.refillDays
        refillAfterHours = service.refillAfterHours
        enabled = service.isEnabled
        offered = service.isOffered
        routes = service.routes.map { RouteMessage($0, providers: providers) }
    }

    enum CodingKeys: String, CodingKey {
        case service
        case name
        case type
        case category
        case rate
        case min
        case max
        case refill
        case cancel
        case dripfeed
        case subscriptionRate = "subscription_rate"
        case maxPosts = "max_posts"
        case desc
        case denyDuplicates = "deny_duplicates"
        case linkPattern = "link_pattern"
        case refillDays = "refill_days"
        case refillAfterHours = "refill_after_hours"
        case enabled
        case offered
        case routes
    }
}

/// One way to have a service delivered.
package struct RouteMessage: Codable, Sendable {
    /// The name of a provider, or `staff`.
    package let provider: String
    /// The provider's own id of the service.
    package let service: String?
    /// `runs`: each run of a drip-feed is an order of its own there; `whole`: the provider does the drip-feed.
    package let dripFeed: String
    /// What a new cost does: `keep_rate`, `keep_markup` or `disable`.
    package let policy: String
    /// In percent, with the policy `keep_markup`.
    package let markup: String?
    /// What the provider takes, once it is known.
    package let cost: String?
    /// `available`, `gone` or `costs_more_than_rate`.
    package let availability: String

    enum CodingKeys: String, CodingKey {
        case provider
        case service
        case dripFeed = "drip_feed"
        case policy
        case markup
        case cost
        case availability
    }

    init(_ route: Route, providers: [ProviderID: String]) {
        switch route.target {
        case .staff:
            provider = ProviderName.staff
            service = nil
        case .provider(let id, let upstream):
            provider = providers[id] ?? "provider \(id)"
            service = upstream.description
        }
        dripFeed = route.relaysDripFeed ? "whole" : "runs"
        switch route.policy {
        case .keepRate: (policy, markup) = ("keep_rate", nil)
        case .keepMarkup(let points): (policy, markup) = ("keep_markup", PricePolicy.percent(points))
        case .disable: (policy, markup) = ("disable", nil)
        }
        cost = route.cost?.description
        availability =
            switch route.availability {
            case .available: "available"
            case .gone: "gone"
            case .costsMoreThanRate: "costs_more_than_rate"
            }
    }
}

/// How many services an import made and changed.
package struct ImportMessage: Codable, Sendable {
    package let created: Int
    package let updated: Int
}

/// A rule of the operator's about links.
package struct LinkRuleMessage: Codable, Sendable {
    /// Missing in a request for a new one.
    package var id: Int64?
    package var text: String

    package init(id: Int64? = nil, text: String) {
        self.id = id
        self.text = text
    }
}

/// Something that the panel sells.
package struct Service: Record {
    package static let lockRank = LockRank.settings

    package let id: ServiceID
    /// Where it stands in the catalogue; the position of a category is that of its first service.
    package var position: Int64
    package var name: String
    package var type: ServiceType
    package var category: String
    /// The list price of a rate unit: ``ServiceType/rateUnit``, or what ``subscriptionRate`` says.
    package var rate: Money
    package var minimum: Int64
    package var maximum: Int64
    /// Of a subscription: what the rate is the price of.
    package var subscriptionRate: SubscriptionRate
    /// How many posts an order pays for that has no number of them; `nil` takes no such order. Only where the service
    /// ``countsPieces``.
    package var maximumPosts: Int64?
    package var description: String?
    package var offersRefill: Bool
    package var offersCancel: Bool
    package var offersDripFeed: Bool
    /// Whether a link with an order that is not finished can be ordered again.
    package var deniesDuplicates: Bool
    /// What a link must look like; `nil` takes anything.
    package var linkPattern: LinkPattern?
    /// For how many days after an order is finished a refill can be asked for.
    package var refillDays: Int64
    /// For how many hours after an order is finished a refill can not yet be asked for.
    package var refillAfterHours: Int64
    /// Whether staff offer it.
    package var isEnabled: Bool
    /// Who delivers it, in order of preference. Without any, staff do.
    package var routes: [Route]

    package var key: ServiceID { id }

    package static let defaultRefillDays: Int64 = 30
    package static let defaultRefillAfterHours: Int64 = 24
    /// Longest name and category in bytes.
    package static let longestName = 500
    /// Longest description in bytes.
    package static let longestDescription = 20_000
    /// Most routes of a service.
    package static let mostRoutes = 20
    /// A hundred years, so that no sum of times overflows.
    package static let longestRefillDays: Int64 = 36_500

    package init(
        id: ServiceID,
        position: Int64 = 0,
        name: String,
        type: ServiceType,
        category: String,
        rate: Money,
        minimum: Int64,
        maximum: Int64,
        subscriptionRate: SubscriptionRate = .post,
        maximumPosts: Int64? = nil,
        description: String? = nil,
        offersRefill: Bool = false,
        offersCancel: Bool = false,
        offersDripFeed: Bool = false,
        deniesDuplicates: Bool = false,
        linkPattern: LinkPattern? = nil,
        refillDays: Int64 = Service.defaultRefillDays,
        refillAfterHours: Int64 = Service.defaultRefillAfterHours,
        isEnabled: Bool = true,
        routes: [Route] = []
    ) {
        self.id = id
        self.position = position
        self.name = name
        self.type = type
        self.category = category
        self.rate = rate
        self.minimum = minimum
        self.maximum = maximum
        self.subscriptionRate = subscriptionRate
        self.maximumPosts = maximumPosts
        self.description = description
        self.offersRefill = offersRefill
        self.offersCancel = offersCancel
        self.offersDripFeed = offersDripFeed
        self.deniesDuplicates = deniesDuplicates
        self.linkPattern = linkPattern
        self.refillDays = refillDays
        self.refillAfterHours = refillAfterHours
        self.isEnabled = isEnabled
        self.routes = routes
    }
}

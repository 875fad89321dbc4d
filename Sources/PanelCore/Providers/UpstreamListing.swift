/// A service of a provider's catalogue.
package struct UpstreamListing: Sendable, Equatable {
    package let service: UpstreamID
    package let name: String
    package let type: ServiceType
    package let category: String
    /// What the provider takes for a rate unit: ``ServiceType/rateUnit``, or what ``subscriptionRate`` says.
    package let rate: Money
    package let minimum: Int64
    package let maximum: Int64
    /// Of a subscription: what its rate is the price of.
    package let subscriptionRate: SubscriptionRate
    /// How many posts an order there pays for that has no number of them.
    package let maximumPosts: Int64?
    package let description: String?
    package let offersRefill: Bool
    package let offersCancel: Bool
    package let offersDripFeed: Bool

    package init(
        service: UpstreamID,
        name: String,
        type: ServiceType,
        category: String,
        rate: Money,
        minimum: Int64,
        maximum: Int64,
        subscriptionRate: SubscriptionRate = .post,
        maximumPosts: Int64? = nil,
        description: String?,
        offersRefill: Bool,
        offersCancel: Bool,
        offersDripFeed: Bool
    ) {
        self.service = service
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
    }
}

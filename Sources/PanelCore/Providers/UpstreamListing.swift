/// A service of a provider's catalogue.
package struct UpstreamListing: Sendable, Equatable {
    package let service: UpstreamID
    package let name: String
    package let type: ServiceType
    package let category: String
    /// What the provider takes for ``ServiceType/rateUnit`` pieces.
    package let rate: Money
    package let minimum: Int64
    package let maximum: Int64
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
        self.description = description
        self.offersRefill = offersRefill
        self.offersCancel = offersCancel
        self.offersDripFeed = offersDripFeed
    }
}

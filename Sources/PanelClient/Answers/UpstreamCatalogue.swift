/// What a panel sells.
public struct UpstreamCatalogue: Hashable, Sendable {
    /// In the order of the answer.
    public var services: [UpstreamService]
    /// How many rows of the answer could not be read and are missing from ``services``: they have no id, or no rate,
    /// minimum or maximum that is a number.
    public var unreadable: Int

    public init(services: [UpstreamService], unreadable: Int) {
        self.services = services
        self.unreadable = unreadable
    }
}

/// A service that a panel sells.
public struct UpstreamService: Hashable, Sendable {
    public var id: String
    /// Empty where the panel gave none, as ``category`` is.
    public var name: String
    /// `Default` where the panel gave none.
    public var type: String
    public var category: String
    /// The price of 1,000, or of one for types such as Package; more than six decimals are rounded up.
    public var rate: PanelAmount
    /// 1 where the panel gave none.
    public var min: Int64
    /// `Int64.max` where the panel gave none.
    public var max: Int64
    /// `false` where the panel did not say, as ``cancel`` and ``dripfeed`` are.
    public var refill: Bool
    public var cancel: Bool
    public var dripfeed: Bool
    /// Of Subscriptions: what the rate is the price of, `post` or `pieces`, where the panel says so.
    public var subscriptionRate: String?
    /// How many posts an order pays for that has no number of them, where the panel says so.
    public var maxPosts: Int64?
    public var description: String?

    public init(
        id: String,
        name: String,
        type: String = "Default",
        category: String = "",
        rate: PanelAmount,
        min: Int64 = 1,
        max: Int64 = .max,
        refill: Bool = false,
        cancel: Bool = false,
        dripfeed: Bool = false,
        subscriptionRate: String? = nil,
        maxPosts: Int64? = nil,
        description: String? = nil
    ) {
        self.id = id
        self.name = name
        self.type = type
        self.category = category
        self.rate = rate
        self.min = min
        self.max = max
        self.refill = refill
        self.cancel = cancel
        self.dripfeed = dripfeed
        self.subscriptionRate = subscriptionRate
        self.maxPosts = maxPosts
        self.description = description
    }
}

/// What a panel sells.
public struct PanelCatalogue: Hashable, Sendable {
    /// In the order of the answer.
    public var services: [PanelService]
    /// How many rows of the answer could not be read and are missing from ``services``: they have no id, or no rate,
    /// minimum or maximum that is a number.
    public var unreadable: Int

    /// A catalogue as a panel answers, for tests.
    public init(services: [PanelService], unreadable: Int) {
        self.services = services
        self.unreadable = unreadable
    }
}

/// A service that a panel sells.
public struct PanelService: Hashable, Sendable {
    /// What ``NewOrder/service`` and the parameter `service` name it by.
    public var id: String
    /// What the panel calls it; empty where the panel gave none.
    public var name: String
    /// What an order of it needs, see ``NewOrder/Kind-swift.enum``; `Default` where the panel gave none.
    public var type: String
    /// Under what the panel lists it; empty where the panel gave none.
    public var category: String
    /// The price of 1,000, or of one for types such as Package; more than six decimals are rounded up.
    public var rate: PanelAmount
    /// The least that can be ordered; 1 where the panel gave none.
    public var min: Int64
    /// The most that can be ordered; `Int64.max` where the panel gave none.
    public var max: Int64
    /// Whether orders can be refilled; `false` where the panel did not say.
    public var refill: Bool
    /// Whether orders can be canceled; `false` where the panel did not say.
    public var cancel: Bool
    /// Whether orders can be delivered in several runs; `false` where the panel did not say.
    public var dripfeed: Bool
    /// Of Subscriptions: what the rate is the price of, `post` or `pieces`, where the panel says so.
    public var subscriptionRate: String?
    /// How many posts an order pays for that has no number of them, where the panel says so.
    public var maxPosts: Int64?
    /// What the panel says of it; `nil` where it says nothing.
    public var description: String?

    /// A service as a panel lists it, for tests; what is left out is as where the panel gave none.
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

/// An order as a panel reports it.
public struct PanelOrder: Hashable, Sendable {
    /// The status as it was sent.
    public var rawStatus: String
    /// What ``rawStatus`` means.
    public var status: PanelOrderStatus
    /// What was counted before the order began; `nil` until it is known, or where it is no number.
    public var startCount: Int64?
    /// What is left to deliver, as it was sent: negative where more was delivered than ordered.
    public var remains: Int64?
    /// What the panel took for the order, in ``currency``.
    public var charge: PanelAmount?
    /// The currency's code, such as `USD`.
    public var currency: String?
    /// For subscriptions: how many posts are covered.
    public var posts: Int64?
    /// For subscriptions: until when, as it was sent.
    public var expiry: String?
    /// For subscriptions: the orders that were made for posts.
    public var orders: [String]

    /// An order as a panel reports it, for tests. Its ``status`` is what `rawStatus` means.
    public init(
        rawStatus: String,
        startCount: Int64? = nil,
        remains: Int64? = nil,
        charge: PanelAmount? = nil,
        currency: String? = nil,
        posts: Int64? = nil,
        expiry: String? = nil,
        orders: [String] = []
    ) {
        self.rawStatus = rawStatus
        status = PanelOrderStatus(rawStatus)
        self.startCount = startCount
        self.remains = remains
        self.charge = charge
        self.currency = currency
        self.posts = posts
        self.expiry = expiry
        self.orders = orders
    }
}

/// What a panel says about one order that was asked for.
public enum StatusReply: Hashable, Sendable {
    /// How far it is.
    case order(PanelOrder)
    /// The error of this order alone, such as `Incorrect order ID`.
    case error(String)
}

/// An order in a panel's list of orders; each of its fields as far as the panel says it.
public struct ListedOrder: Hashable, Sendable {
    /// 1 to 64 bytes of ASCII letters, digits, `_` and `-`.
    public var id: String
    /// The id of its service.
    public var service: String?
    /// What it is for.
    public var link: String?
    /// How many pieces were ordered.
    public var quantity: Int64?
    /// When it was made, as it was sent.
    public var created: String?
    /// How far it is.
    public var state: PanelOrder?

    /// An order as a panel lists it, for tests.
    public init(
        id: String,
        service: String? = nil,
        link: String? = nil,
        quantity: Int64? = nil,
        created: String? = nil,
        state: PanelOrder? = nil
    ) {
        self.id = id
        self.service = service
        self.link = link
        self.quantity = quantity
        self.created = created
        self.state = state
    }
}

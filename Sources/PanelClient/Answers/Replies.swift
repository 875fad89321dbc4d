/// An order that a panel took.
public struct AddedOrder: Hashable, Sendable {
    /// 1 to 64 bytes of ASCII letters, digits, `_` and `-`.
    public var id: String

    public init(id: String) {
        self.id = id
    }
}

/// What a panel says to the request to cancel one order.
public enum CancelReply: Hashable, Sendable {
    /// The request was taken. Whether the order ends canceled, its status will say.
    case accepted
    case refused(String)
}

/// What a panel says to the request to refill one order.
public enum RefillReply: Hashable, Sendable {
    /// The request was taken, as the refill of this id.
    case accepted(id: String)
    case refused(String)
}

/// What a panel says about one refill that was asked for.
public enum RefillStatusReply: Hashable, Sendable {
    /// The status as it was sent: `Pending`, `In progress`, `Completed`, `Rejected`.
    case status(String)
    case error(String)
}

/// What is left of the money at a panel.
public struct UpstreamBalance: Hashable, Sendable {
    public var amount: PanelAmount
    /// `nil` where the panel does not say.
    public var currency: String?

    public init(amount: PanelAmount, currency: String?) {
        self.amount = amount
        self.currency = currency
    }
}

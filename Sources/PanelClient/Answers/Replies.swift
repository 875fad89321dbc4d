/// An order that a panel took.
public struct AddedOrder: Hashable, Sendable {
    /// 1 to 64 bytes of ASCII letters, digits, `_` and `-`.
    public var id: String

    /// An order as a panel answers, for tests.
    public init(id: String) {
        self.id = id
    }
}

/// What a panel says to the request to cancel one order.
public enum CancelReply: Hashable, Sendable {
    /// The request was taken. Whether the order ends canceled, its status will say.
    case accepted
    /// It was not taken, in the panel's words.
    case refused(String)
}

/// What a panel says to the request to refill one order.
public enum RefillReply: Hashable, Sendable {
    /// The request was taken, as the refill of this id.
    case accepted(id: String)
    /// It was not taken, in the panel's words.
    case refused(String)
}

/// What a panel says about one refill that was asked for.
public enum RefillStatusReply: Hashable, Sendable {
    /// The status as it was sent: `Pending`, `In progress`, `Completed`, `Rejected`.
    case status(String)
    /// The error of this refill alone, in the panel's words.
    case error(String)
}

/// What is left of the money at a panel.
public struct PanelBalance: Hashable, Sendable {
    /// In ``currency``; negative where the panel lets accounts owe.
    public var amount: PanelAmount
    /// The currency's code, such as `USD`; `nil` where the panel does not say.
    public var currency: String?

    /// A balance as a panel answers, for tests.
    public init(amount: PanelAmount, currency: String?) {
        self.amount = amount
        self.currency = currency
    }
}

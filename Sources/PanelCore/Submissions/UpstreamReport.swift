/// What a provider says of an order.
package struct UpstreamReport: Sendable, Equatable {
    /// The status in the provider's own words, at most ``longestStatus`` bytes.
    package let statusText: String
    package let startCount: Int64?
    /// What is undelivered. Some providers deliver more than was ordered and say less than 0.
    package internal(set) var remains: Int64?
    /// What the provider took, net of what it gave back.
    package let charge: Money?
    /// For a subscription: how many posts, and until when.
    package let subscription: Subscription?

    package static let longestStatus = 64

    /// What only a subscription has. The provider's ids of the orders that it made are nobody's business here.
    package struct Subscription: Sendable, Equatable {
        package let posts: Int64
        /// `nil` when the provider names no day.
        package let expiry: CalendarDay?

        /// - Returns: `nil` for a number of posts that can not be one.
        package init?(posts: Int64, expiry: CalendarDay?) {
            guard Subscription.postsRange.contains(posts) else { return nil }
            self.posts = posts
            self.expiry = expiry
        }

        /// What a number of posts can be.
        package static let postsRange: ClosedRange<Int64> = 0...1_000_000
    }

    package init(
        statusText: String,
        startCount: Int64? = nil,
        remains: Int64? = nil,
        charge: Money? = nil,
        subscription: Subscription? = nil
    ) {
        self.statusText = statusText.cut(toBytes: UpstreamReport.longestStatus)
        self.startCount = startCount
        self.remains = remains
        self.charge = charge
        self.subscription = subscription
    }

    /// The status it names, or `nil` for one that this panel does not know.
    package var status: OrderStatus? { UpstreamReport.status(named: statusText) }

    /// Whether it says that nothing remains of an order that has not begun: many panels write 0 until they know better.
    var saysNothingOfRemains: Bool {
        guard let remains, remains <= 0, startCount ?? 0 <= 0 else { return false }
        return status.map { $0.rawValue < OrderStatus.inProgress.rawValue } ?? true
    }

    /// Whether it says that the time of a subscription is over.
    var saysExpired: Bool { LooseName(statusText) == LooseName("expired") }

    /// The status that a panel names, however it spells it.
    ///
    /// `Active`, `Paused` and `Expired` are what panels say of subscriptions.
    package static func status(named text: String) -> OrderStatus? {
        LooseName(text).flatMap { statuses[$0] }
    }

    private static let statuses: [LooseName: OrderStatus] = {
        let spellings: [(OrderStatus, [String])] = [
            (.pending, ["pending", "queued", "in queue", "awaiting"]),
            (.processing, ["processing", "process", "in processing"]),
            (.inProgress, ["in progress", "progress", "inprogres", "running", "active", "paused"]),
            (.completed, ["completed", "complete", "done", "finished", "expired"]),
            (.partial, ["partial", "partially completed", "partial completed", "partially", "partially complete"]),
            (.canceled, ["canceled", "cancelled", "cancel", "refunded", "refund"]),
        ]
        var statuses: [LooseName: OrderStatus] = [:]
        for (status, texts) in spellings {
            for name in texts.compactMap({ LooseName($0) }) { statuses[name] = status }
        }
        return statuses
    }()
}

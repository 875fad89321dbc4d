/// What a provider says of an order.
package struct UpstreamReport: Sendable, Equatable {
    /// The status in the provider's own words, at most ``longestStatus`` bytes.
    package let statusText: String
    package let startCount: Int64?
    /// What is undelivered. Some providers deliver more than was ordered and say less than 0.
    package let remains: Int64?
    /// What the provider took, net of what it gave back.
    package let charge: Money?
    /// For a subscription: how many posts, until when, and the provider's ids of the orders that it made.
    package let subscription: Subscription?

    package static let longestStatus = 64

    /// What only a subscription has, as the provider words it.
    package struct Subscription: Sendable, Equatable {
        package let posts: String
        package let expiry: String
        package let orders: String

        package init(posts: String, expiry: String, orders: String) {
            self.posts = posts
            self.expiry = expiry
            self.orders = orders
        }
    }

    package init(
        statusText: String,
        startCount: Int64? = nil,
        remains: Int64? = nil,
        charge: Money? = nil,
        subscription: Subscription? = nil
    ) {
        self.statusText = String(decoding: statusText.utf8.prefix(UpstreamReport.longestStatus), as: UTF8.self)
        self.startCount = startCount
        self.remains = remains
        self.charge = charge
        self.subscription = subscription
    }

    /// The status it names, or `nil` for one that this panel does not know.
    package var status: OrderStatus? { UpstreamReport.status(named: statusText) }

    /// What panels call a status, whatever case and separators they write it with.
    package static func status(named text: String) -> OrderStatus? {
        statuses[String(decoding: text.utf8.compactMap(\.asLowercaseLetter), as: UTF8.self)]
    }

    private static let statuses: [String: OrderStatus] = [
        "pending": .pending, "queued": .pending, "awaiting": .pending,
        "processing": .processing,
        "inprogress": .inProgress, "progress": .inProgress, "active": .inProgress, "paused": .inProgress,
        "completed": .completed, "complete": .completed, "expired": .completed,
        "partial": .partial, "partiallycompleted": .partial,
        "canceled": .canceled, "cancelled": .canceled, "refunded": .canceled,
    ]
}

extension UInt8 {
    /// An ASCII letter in lower case; `nil` for any other byte.
    fileprivate var asLowercaseLetter: UInt8? {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): self
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): self + 32
        default: nil
        }
    }
}

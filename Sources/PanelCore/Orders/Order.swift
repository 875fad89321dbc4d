/// What a customer paid for, and what became of it.
package struct Order: Sendable, Equatable {
    package let id: OrderID
    package let account: AccountID
    package let service: ServiceID
    /// The service's type when it was ordered.
    package let type: ServiceType
    package let link: String
    /// The charged quantity: all runs of a drip-feed together; posts of a subscription, whatever each of them gets.
    package let quantity: Int64
    package let dripFeed: DripFeed?
    /// What was taken from the balance when the order was made.
    package let charge: Money
    /// Whether the order keeps others whose links lead to the same out of its service until it is finished.
    package let guardsLink: Bool
    /// The account's order before this one. Each account's orders are a chain from its last one back, so that
    /// placing an order writes to the ends of tables only, and listing them needs no index.
    package let previous: OrderID?
    package let createdAt: Timestamp

    package internal(set) var status: OrderStatus
    /// What was given back of the charge.
    package internal(set) var refunded: Money
    /// How many transfers gave it back; the next refund's cause has the number that follows.
    package internal(set) var refundCount: Int64
    /// The count before the first delivery, once it is known.
    package internal(set) var startCount: Int64?
    /// How many pieces are undelivered, once it is known.
    package internal(set) var remains: Int64?
    package internal(set) var cancelRequestedAt: Timestamp?
    package internal(set) var updatedAt: Timestamp
    /// When it got its outcome.
    package internal(set) var finishedAt: Timestamp?
    /// Since when it is known to have started, if it is. Orders from before this was noted do not have it.
    package internal(set) var startedAt: Timestamp?

    package init(
        id: OrderID,
        account: AccountID,
        service: ServiceID,
        type: ServiceType,
        link: String,
        quantity: Int64,
        dripFeed: DripFeed?,
        charge: Money,
        guardsLink: Bool,
        previous: OrderID? = nil,
        createdAt: Timestamp,
        status: OrderStatus = .pending,
        refunded: Money = .zero,
        refundCount: Int64 = 0,
        startCount: Int64? = nil,
        remains: Int64? = nil,
        cancelRequestedAt: Timestamp? = nil,
        updatedAt: Timestamp? = nil,
        finishedAt: Timestamp? = nil,
        startedAt: Timestamp? = nil
    ) {
        self.id = id
        self.account = account
        self.service = service
        self.type = type
        self.link = link
        self.quantity = quantity
        self.dripFeed = dripFeed
        self.charge = charge
        self.guardsLink = guardsLink
        self.previous = previous
        self.createdAt = createdAt
        self.status = status
        self.refunded = refunded
        self.refundCount = refundCount
        self.startCount = startCount
        self.remains = remains
        self.cancelRequestedAt = cancelRequestedAt
        self.updatedAt = updatedAt ?? createdAt
        self.finishedAt = finishedAt
        self.startedAt = startedAt
    }

    /// What it holds while it is unfinished and ``guardsLink``.
    package var activeLink: ActiveLink { ActiveLink(service: service, link: link) }

    /// How much of ``quantity`` each run is for: all of it, where there is one.
    package var quantityPerRun: Int64 { dripFeed.map { quantity / max(1, $0.runs) } ?? quantity }

    /// What the customer has paid for it, net of refunds.
    package var netCharge: Money {
        // `refunded ≤ charge` holds for every order, so the difference always fits.
        charge.subtracting(refunded) ?? .zero
    }
}

/// An order that is delivered in several runs.
package struct DripFeed: Sendable, Equatable {
    /// How many runs: 2 to 1,000.
    package let runs: Int64
    /// Minutes between the starts of two runs: 1 to 43,200.
    package let interval: Int64

    package static let runsRange: ClosedRange<Int64> = 2...1000
    package static let intervalRange: ClosedRange<Int64> = 1...43_200
    /// The range of `days`, shorthand for that many runs a day apart.
    package static let daysRange: ClosedRange<Int64> = 2...365
    package static let minutesPerDay: Int64 = 1440

    package init(runs: Int64, interval: Int64) {
        self.runs = runs
        self.interval = interval
    }
}

/// A service and the target of a link that one unfinished order keeps others from.
package struct ActiveLink: Hashable, Sendable {
    package let service: ServiceID
    private let exactTarget: ExactText

    /// - Parameter link: As it was sent.
    package init(service: ServiceID, link: String) {
        self.init(service: service, target: LinkTarget.text(of: link))
    }

    /// - Parameter target: What ``LinkTarget`` made of a link.
    package init(service: ServiceID, target: String) {
        self.service = service
        exactTarget = ExactText(target)
    }

    package var target: String { exactTarget.text }
}

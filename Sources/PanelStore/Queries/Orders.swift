package import PanelCore

/// The orders of the panel, the newest first, without their parameters.
package struct Orders: Listing {
    package typealias Row = OrderRecord

    package let status: OrderStatus?
    package var part: Part

    package init(status: OrderStatus? = nil, _ part: Part) {
        self.status = status
        self.part = part
    }
}

/// The orders of an account, the newest first, without their parameters.
package struct OrdersOfAccount: Listing {
    package typealias Row = OrderRecord

    package let account: AccountID
    package let status: OrderStatus?
    package var part: Part

    package init(_ account: AccountID, status: OrderStatus? = nil, _ part: Part) {
        self.account = account
        self.status = status
        self.part = part
    }
}

/// How many orders of an account have each status. The counts are exact, and add up to all of its orders.
package struct OrderCounts: Query {
    /// A status that is not in it has no order.
    package typealias Answer = [OrderStatus: Int64]

    package let account: AccountID

    package init(of account: AccountID) {
        self.account = account
    }
}

/// Orders by their link, the newest first, without their parameters. A page may be shorter than what was wanted when
/// many orders lead to the same and few of them are meant.
package struct OrdersByLink: Listing {
    package typealias Row = OrderRecord

    package enum Match: Sendable, Equatable {
        /// The link as it was sent, byte for byte.
        case exact
        /// Links that lead to the same, as ``LinkTarget`` says.
        case sameTarget
    }

    /// How many orders that lead to the same are looked at for a page.
    package static let mostLookedAt = 1000

    package let link: String
    package let match: Match
    /// Whose orders are meant; `nil` for everybody's.
    package let account: AccountID?
    package var part: Part

    package init(_ link: String, _ match: Match, of account: AccountID? = nil, _ part: Part) {
        self.link = link
        self.match = match
        self.account = account
        self.part = part
    }
}

/// The orders that have this id at their provider: at most one of each provider.
package struct OrdersByUpstreamID: Query {
    package struct Match: Sendable, Equatable {
        package let provider: ProviderID
        package let submission: SubmissionKey
        package let record: OrderRecord

        package init(provider: ProviderID, submission: SubmissionKey, record: OrderRecord) {
            self.provider = provider
            self.submission = submission
            self.record = record
        }
    }

    /// In the order of providers.
    package typealias Answer = [Match]

    package let id: UpstreamID

    package init(_ id: UpstreamID) {
        self.id = id
    }
}

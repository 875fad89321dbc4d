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

        /// Whether an order with a link is meant by whoever looks for another.
        ///
        /// - Parameter target: What the wanted one leads to.
        package func accepts(_ link: String, for wanted: String, leadingTo target: String) -> Bool {
            switch self {
            case .exact: link.utf8.elementsEqual(wanted.utf8)
            case .sameTarget: LinkTarget.text(of: link).utf8.elementsEqual(target.utf8)
            }
        }
    }

    package let link: String
    package let match: Match
    /// Whose orders are meant; `nil` for everybody's.
    package let account: AccountID?
    package let status: OrderStatus?
    /// How many orders that lead to the same are looked at for a page.
    package let lookedAt: Int
    /// Unless somebody says otherwise.
    package static let usuallyLookedAt = 1000
    package var part: Part

    package init(
        _ link: String,
        _ match: Match,
        of account: AccountID? = nil,
        status: OrderStatus? = nil,
        lookingAt lookedAt: Int = usuallyLookedAt,
        _ part: Part
    ) {
        self.link = link
        self.match = match
        self.account = account
        self.status = status
        self.lookedAt = lookedAt
        self.part = part
    }
}

/// The orders that have this id at their provider: at most one of each provider, in the order of providers, without
/// their parameters.
package struct OrdersByUpstreamID: Listing {
    package struct Row: Sendable, Equatable {
        package let provider: ProviderID
        package let submission: SubmissionKey
        package let record: OrderRecord

        package init(provider: ProviderID, submission: SubmissionKey, record: OrderRecord) {
            self.provider = provider
            self.submission = submission
            self.record = record
        }
    }

    package let id: UpstreamID
    package var part: Part

    package init(_ id: UpstreamID, _ part: Part) {
        self.id = id
        self.part = part
    }
}

import PanelCore
import PanelOperations
import PanelStore

/// An order as staff see it. Times are ISO 8601 in UTC, money is decimal text.
package struct OrderMessage: Codable, Sendable {
    package let id: Int64
    package let user: String
    package let service: Int64
    package let serviceName: String
    package let type: String
    package let status: String
    package let link: String
    /// The charged quantity: all runs of a drip-feed together.
    package let quantity: Int64
    package let charge: String
    package let refunded: String
    /// Missing until it is known.
    package let startCount: Int64?
    /// Missing until it is known.
    package let remains: Int64?
    package let runs: Int64?
    /// Minutes between two runs.
    package let interval: Int64?
    /// What else was sent with the order; missing in listings.
    package let parameters: [String: String]?
    package let cancelRequestedAt: String?
    package let createdAt: String
    package let updatedAt: String
    package let finishedAt: String?
    /// Where it is on its way to a provider: `queued`, `submitting`, `accepted`, `uncertain`, `held`, `rejected`, or
    /// `staff` for what the operator's own people deliver; missing in listings, as all that follows.
    package let submission: String?
    package let provider: String?
    package let upstreamID: String?
    package let submissions: [SubmissionMessage]?
    package let timeline: [TimelineMessage]?

    enum CodingKeys: String, CodingKey {
        case submission
        case provider
        case upstreamID = "upstream_id"
        case submissions
        case timeline
        case id
        case user
        case service
        case serviceName = "service_name"
        case type
        case status
        case link
        case quantity
        case charge
        case refunded
        case startCount = "start_count"
        case remains
        case runs
        case interval
        case parameters
        case cancelRequestedAt = "cancel_requested_at"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
        case finishedAt = "finished_at"
    }

    /// An order of a listing.
    init(_ record: OrderRecord) {
        self.init(record, history: nil)
    }

    /// An order with all that is known of it.
    init(_ history: OrderHistory) {
        self.init(history.record, history: history)
    }

    private init(_ record: OrderRecord, history: OrderHistory?) {
        let order = record.order
        let submissions = history.map { history in
            history.submissions.map { SubmissionMessage($0, providers: history.providers) }
        }
        submission = history.map { $0.current?.state.identifier ?? Submission.State.staff.identifier }
        let current = submissions?.first { $0.run == history?.current?.key.run }
        provider = current?.provider
        upstreamID = current?.upstreamID
        self.submissions = submissions
        timeline = history.map(TimelineMessage.timeline)
        id = order.id.rawValue
        user = record.accountName.description
        service = order.service.rawValue
        serviceName = record.serviceName
        type = order.type.rawValue
        status = order.status.identifier
        link = order.link
        quantity = order.quantity
        charge = order.charge.description
        refunded = order.refunded.description
        startCount = order.startCount
        remains = order.remains
        runs = order.dripFeed?.runs
        interval = order.dripFeed?.interval
        parameters =
            history != nil
            ? Dictionary(uniqueKeysWithValues: record.parameters.map { ($0.name.rawValue, $0.value) }) : nil
        cancelRequestedAt = order.cancelRequestedAt?.iso8601
        createdAt = order.createdAt.iso8601
        updatedAt = order.updatedAt.iso8601
        finishedAt = order.finishedAt?.iso8601
    }
}

/// What staff learned of an order. What is missing stays as it is.
package struct OrderUpdate: Codable, Sendable {
    package var status: String?
    package var startCount: Int64?
    package var remains: Int64?

    enum CodingKeys: String, CodingKey {
        case status
        case startCount = "start_count"
        case remains
    }

    package init(status: String?, startCount: Int64?, remains: Int64?) {
        self.status = status
        self.startCount = startCount
        self.remains = remains
    }
}

/// A refill as staff see it.
package struct RefillMessage: Codable, Sendable {
    package let id: Int64
    package let order: Int64
    package let status: String
    package let createdAt: String
    package let updatedAt: String

    enum CodingKeys: String, CodingKey {
        case id
        case order
        case status
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }

    init(_ refill: Refill) {
        id = refill.id.rawValue
        order = refill.order.rawValue
        status = refill.status.identifier
        createdAt = refill.createdAt.iso8601
        updatedAt = refill.updatedAt.iso8601
    }
}

/// How far staff are with a refill.
package struct RefillUpdate: Codable, Sendable {
    package var status: String

    package init(status: String) {
        self.status = status
    }
}

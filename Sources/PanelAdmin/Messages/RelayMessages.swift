import PanelCore
import PanelStore

/// A part of an order on its way to a provider: the whole of it, or one run of its drip-feed.
package struct SubmissionMessage: Codable, Sendable {
    package let run: Int64
    package let state: String
    package let provider: String?
    package let upstreamService: String?
    package let upstreamID: String?
    package let quantity: Int64
    package let attempts: Int64
    /// What the provider said last.
    package let upstreamStatus: String?
    package let outcome: String?
    /// What the provider took.
    package let cost: String
    /// Why a person has to look at it.
    package let attention: String?
    package let nextAt: String?

    enum CodingKeys: String, CodingKey {
        case run
        case state
        case provider
        case upstreamService = "upstream_service"
        case upstreamID = "upstream_id"
        case quantity
        case attempts
        case upstreamStatus = "upstream_status"
        case outcome
        case cost
        case attention
        case nextAt = "next_at"
    }

    init(_ submission: Submission, providers: [ProviderID: String]) {
        run = submission.key.run
        state = submission.state.identifier
        provider = submission.destination.map { providers[$0.provider] ?? "provider \($0.provider)" }
        upstreamService = submission.destination?.service.description
        upstreamID = submission.upstreamID?.description
        quantity = submission.quantity
        attempts = submission.attempt
        upstreamStatus = submission.report?.statusText
        outcome = submission.outcome?.identifier
        cost = submission.cost.description
        attention = submission.attention
        nextAt = submission.state == .queued || submission.state == .uncertain ? submission.dueAt.iso8601 : nil
    }
}

/// One thing that happened to an order.
package struct TimelineMessage: Codable, Sendable {
    package let at: String
    package let what: String
    package let run: Int64?
    package let provider: String?
    package let detail: String?
    /// Who of the staff did it.
    package let by: String?

    private init(at: Timestamp, what: String, run: Int64?, provider: String?, detail: String?, by: String?) {
        self.at = at.iso8601
        self.what = what
        self.run = run
        self.provider = provider
        self.detail = detail
        self.by = by
    }

    /// All that happened to an order, in the order of time.
    static func timeline(_ history: OrderHistory) -> [TimelineMessage] {
        let order = history.record.order
        var rows: [(at: Timestamp, message: TimelineMessage)] = [
            (order.createdAt, event(order.createdAt, "charged", "\(order.charge)"))
        ]
        rows += history.events.map { event in
            let message = TimelineMessage(
                at: event.at,
                what: event.what.rawValue,
                run: event.run,
                provider: event.provider.map { history.providers[$0] ?? "provider \($0)" },
                detail: event.detail.isEmpty ? nil : event.detail,
                by: event.by
            )
            return (event.at, message)
        }
        rows += history.refunds.map { ($0.at, event($0.at, "refunded", "\($0.amount)")) }
        if let at = order.cancelRequestedAt { rows.append((at, event(at, "cancel_requested", nil))) }
        if let at = order.finishedAt { rows.append((at, event(at, order.status.identifier, nil))) }
        // Stable: what happened at the same moment stays in the order it was written.
        return rows.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element.message)
    }

    private static func event(_ at: Timestamp, _ what: String, _ detail: String?) -> TimelineMessage {
        TimelineMessage(at: at, what: what, run: nil, provider: nil, detail: detail, by: nil)
    }
}

/// An order with its way to providers and its history.
struct OrderHistory: Sendable {
    let record: OrderRecord
    let submissions: [Submission]
    let events: [OrderEvent]
    let refunds: [Transfer]
    /// Names of providers.
    let providers: [ProviderID: String]

    /// The submission that says where the order is: the first that waits for a person, else the last.
    var current: Submission? {
        submissions.first { $0.attention != nil || $0.state == .held } ?? submissions.last
    }
}

/// An order that waits for a person, or one of whose refills does.
package struct HeldOrderMessage: Codable, Sendable {
    package let id: Int64
    package let run: Int64
    /// The refill that it is about; `nil` when it is about the order itself.
    package let refill: Int64?
    package let submission: String
    package let status: String
    package let user: String
    package let service: Int64
    package let link: String
    package let charge: String
    package let provider: String?
    package let upstreamID: String?
    /// Why.
    package let why: String
    /// What is known so far, the oldest first.
    package let evidence: [TimelineMessage]

    enum CodingKeys: String, CodingKey {
        case id
        case run
        case refill
        case submission
        case status
        case user
        case service
        case link
        case charge
        case provider
        case upstreamID = "upstream_id"
        case why
        case evidence
    }

    init(_ submission: Submission, _ history: OrderHistory) {
        self.init(submission, refill: nil, why: submission.attention ?? "It is held.", history)
    }

    init(_ refill: Refill, _ history: OrderHistory) {
        // The history says what happened to it when it was asked for.
        let said = history.events.last { $0.what == .attention && $0.detail.hasPrefix("refill \(refill.id) ") }?.detail
        let why =
            said.map { "R" + $0.dropFirst() }
            ?? (refill.relay?.state == .unclear
                ? "Refill \(refill.id) may have been asked for or not."
                : "The provider of refill \(refill.id) was removed and is not asked any more.")
        self.init(history.submissions.first, refill: refill, why: why, history)
    }

    private init(_ submission: Submission?, refill: Refill?, why: String, _ history: OrderHistory) {
        let order = history.record.order
        id = order.id.rawValue
        run = submission?.key.run ?? 1
        self.refill = refill?.id.rawValue
        self.submission = submission?.state.identifier ?? "staff"
        status = order.status.identifier
        user = history.record.accountName.description
        service = order.service.rawValue
        link = order.link
        charge = order.charge.description
        provider = submission?.destination.map { history.providers[$0.provider] ?? "provider \($0.provider)" }
        upstreamID = submission?.upstreamID?.description
        self.why = why
        evidence = TimelineMessage.timeline(history)
    }
}

/// A decision about a refill that its provider may have been asked for or not. Exactly one of `link` and `resubmit` is
/// given.
package struct RefillResolution: Codable, Sendable {
    package var link: String?
    package var resubmit: Bool?
    package var note: String

    package init(link: String?, resubmit: Bool?, note: String) {
        self.link = link
        self.resubmit = resubmit
        self.note = note
    }
}

/// A decision about an order that waits for a person. Exactly one of `link`, `resubmit`, `accept` and `refund` is
/// given.
package struct OrderResolution: Codable, Sendable {
    package var link: String?
    package var resubmit: Bool?
    package var accept: Bool?
    package var refund: Bool?
    package var note: String
    /// Which run of a drip-feed.
    package var run: Int64?

    package init(
        link: String?,
        resubmit: Bool?,
        accept: Bool?,
        refund: Bool?,
        note: String,
        run: Int64?
    ) {
        self.link = link
        self.resubmit = resubmit
        self.accept = accept
        self.refund = refund
        self.note = note
        self.run = run
    }
}

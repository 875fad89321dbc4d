import PanelCore
import PanelOperations
import PanelStore
import PanelWords

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
    /// Why a person has to look at it, in words.
    package let attention: String?
    /// The same as codes with their facts.
    package let reasons: [ReasonMessage]?
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
        case reasons
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
        attention = submission.attention.words(in: .english)
        reasons = ReasonMessage.list(submission.attention)
        nextAt = submission.state == .queued || submission.state == .uncertain ? submission.dueAt.iso8601 : nil
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

    init(_ work: WaitingWork) {
        switch work {
        case .submission(let submission, let history): self.init(submission, history)
        case .refill(let refill, let history): self.init(refill, history)
        }
    }

    private init(_ submission: Submission, _ history: OrderHistory) {
        self.init(submission, refill: nil, why: submission.attention.words(in: .english) ?? "It is held.", history)
    }

    private init(_ refill: Refill, _ history: OrderHistory) {
        let why =
            switch refill.relay?.state {
            case .unclear:
                // The history says what happened to it when it was asked for.
                "Refill \(refill.id) may have been asked for or not"
                    + (history.doubt(about: refill.id).map { ": \($0.words(in: .english))" } ?? ".")
            case .wanted, .sending, .sent, nil:
                "The provider of refill \(refill.id) was removed and is not asked any more."
            }
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

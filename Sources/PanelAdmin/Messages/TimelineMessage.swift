import PanelCore
import PanelOperations
import PanelStore
import PanelWords

/// A reason for a person to look at an order.
package struct ReasonMessage: Codable, Sendable {
    package let code: String
    package let facts: [String: String]?
    package let words: String

    private init(_ reason: Attention) {
        code = reason.code
        facts = reason.facts.byName
        words = reason.words(in: .english)
    }

    static func list(_ reasons: [Attention]) -> [ReasonMessage]? {
        reasons.isEmpty ? nil : reasons.map { ReasonMessage($0) }
    }
}

extension Facts {
    var byName: [String: String]? {
        guard !entries.isEmpty else { return nil }
        return Dictionary(entries.map { ($0.name, $0.value) }) { first, _ in first }
    }
}

/// One thing that happened to an order.
package struct TimelineMessage: Codable, Sendable {
    package let at: String
    package let what: String
    package let run: Int64?
    package let provider: String?
    package let facts: [String: String]?
    package let reasons: [ReasonMessage]?
    /// The facts in words.
    package let detail: String?
    /// Who of the staff did it.
    package let by: String?

    private init(_ event: OrderEvent, providers: [ProviderID: String]) {
        at = event.at.iso8601
        what = event.kind.rawValue
        run = event.run
        provider = event.provider.map { providers[$0] ?? "provider \($0)" }
        facts = event.what.facts.byName
        reasons = ReasonMessage.list(event.what.reasons)
        detail = event.what.detail(in: .english)
        by = event.by
    }

    /// What the books and the order itself say.
    private init(at: Timestamp, _ what: String, _ detail: String? = nil) {
        self.at = at.iso8601
        self.what = what
        self.detail = detail
        (run, provider, facts, reasons, by) = (nil, nil, nil, nil, nil)
    }

    /// All that happened to an order, in the order of time.
    static func timeline(_ history: OrderHistory) -> [TimelineMessage] {
        let order = history.record.order
        var rows: [(at: Timestamp, message: TimelineMessage)] = [
            (order.createdAt, TimelineMessage(at: order.createdAt, "charged", "\(order.charge)"))
        ]
        rows += history.events.map { ($0.at, TimelineMessage($0, providers: history.providers)) }
        rows += history.refunds.map { ($0.at, TimelineMessage(at: $0.at, "refunded", "\($0.amount)")) }
        if let at = order.cancelRequestedAt { rows.append((at, TimelineMessage(at: at, "cancel_requested"))) }
        if let at = order.finishedAt { rows.append((at, TimelineMessage(at: at, order.status.identifier))) }
        // Stable: what happened at the same moment stays in the order it was written.
        return rows.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element.message)
    }
}

package import PanelCore
package import PanelStore

/// An order with its way to providers and all that happened to it.
package struct OrderHistory: Sendable {
    package let record: OrderRecord
    package let submissions: [Submission]
    package let events: [OrderEvent]
    package let refunds: [Transfer]
    /// Names of providers.
    package let providers: [ProviderID: String]

    /// The submission that says where the order is: the first that waits for a person, else the last.
    package var current: Submission? {
        submissions.first { !$0.attention.isEmpty || $0.state == .held } ?? submissions.last
    }

    /// Why it was last not known whether a refill was asked for.
    package func doubt(about refill: RefillID) -> Doubt? {
        events.lazy.reversed().compactMap { event in
            if case .refillUnclear(refill, let doubt) = event.what { doubt } else { nil }
        }.first
    }
}

/// Something that waits for a person.
package enum WaitingWork: Sendable {
    case submission(Submission, OrderHistory)
    case refill(Refill, OrderHistory)
}

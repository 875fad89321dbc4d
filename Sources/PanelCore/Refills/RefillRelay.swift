/// A refill on its way to the provider that has the order.
package struct RefillRelay: Sendable, Equatable {
    package let provider: ProviderID
    /// The order there.
    package let order: UpstreamID
    package internal(set) var state: State
    /// The refill's id there, once it is known.
    package internal(set) var upstreamID: UpstreamID?
    /// When something is to be done next.
    package internal(set) var dueAt: Timestamp

    /// How far it is.
    package enum State: Int64, Sendable {
        /// The provider has still to be asked.
        case wanted = 1
        /// It is being asked. Committed before the first byte is sent.
        case sending = 2
        /// The provider works on it and is asked how it goes.
        case sent = 3
        /// It may have been asked for or not: for staff to find out.
        case unclear = 4

        /// The name that staff see.
        package var identifier: String {
            switch self {
            case .wanted: "wanted"
            case .sending: "sending"
            case .sent: "sent"
            case .unclear: "unclear"
            }
        }
    }

    package init(
        provider: ProviderID,
        order: UpstreamID,
        state: State = .wanted,
        upstreamID: UpstreamID? = nil,
        dueAt: Timestamp
    ) {
        self.provider = provider
        self.order = order
        self.state = state
        self.upstreamID = upstreamID
        self.dueAt = dueAt
    }
}

/// Writes down how far a refill is at its provider.
package struct RelayRefill: Command {
    /// What happened.
    package enum Event: Sendable, Equatable {
        /// It will be asked for now; by `lease` an answer is there or lost.
        case sending(lease: Timestamp)
        case sent(UpstreamID)
        /// The provider does not do it, in its own words.
        case refused(words: String)
        /// Nothing was sent, or the provider certainly did nothing.
        case postponed
        /// It may have been sent.
        case unclear(Doubt)
        /// How far the provider is; `nil` when it did not say what this panel knows.
        case reported(RefillStatus?, next: Timestamp)
    }

    package let id: RefillID
    package let order: OrderID
    package let event: Event
    package let now: Timestamp

    /// Whether it happened to a refill in a state that allows it.
    package typealias Outcome = Bool
    package typealias Refusal = Never

    package init(id: RefillID, order: OrderID, event: Event, now: Timestamp) {
        self.id = id
        self.order = order
        self.event = event
        self.now = now
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.load(Refill.self, id)
        reads.runs.insert(.first(of: order))
        reads.newIDs.events += 1
    }

    package func execute(in scope: inout Scope) -> Bool {
        guard var refill = scope[Refill.self, id], var relay = refill.relay, refill.status.isOpen else { return false }
        let submission = scope.submission(.first(of: refill.order))
        func note(_ what: OrderEvent.Payload) {
            if let submission { scope.note(what, of: submission, at: now) }
        }
        switch (relay.state, event) {
        case (.wanted, .sending(let lease)):
            relay.state = .sending
            relay.dueAt = lease
        case (.sending, .sent(let id)):
            relay.state = .sent
            relay.upstreamID = id
            relay.dueAt = now
            note(.refillSent(refill.id, id))
        case (.sending, .refused(let words)):
            refill.status = .rejected
            note(.refillRefused(refill.id, KeptText(words)))
        case (.sending, .postponed):
            relay.state = .wanted
            relay.dueAt = Backoff.retry.next(after: 4, spread: refill.id.rawValue, from: now)
        case (.sending, .unclear(let doubt)):
            relay.state = .unclear
            note(.refillUnclear(refill.id, doubt))
        case (.sent, .reported(let status, let next)):
            relay.dueAt = next
            if let status, status != refill.status, refill.status.canBecome(status) {
                refill.status = status
                note(.refillReported(refill.id, status))
            }
        default:
            return false
        }
        refill.relay = relay
        refill.updatedAt = now
        scope.update(refill)
        return true
    }
}

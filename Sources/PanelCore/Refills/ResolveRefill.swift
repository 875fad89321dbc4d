/// A staff member's decision about a refill that its provider may have been asked for or not.
package struct ResolveRefill: StaffCommand {
    /// What was found out.
    package enum Decision: Sendable, Equatable {
        /// The provider has it under this id.
        case link(UpstreamID)
        /// The provider does not have it: ask for it again.
        case resubmit
    }

    package let id: RefillID
    package let order: OrderID
    package let decision: Decision
    package let note: String
    /// Who decided.
    package let staff: String
    package let now: Timestamp

    package init(id: RefillID, order: OrderID, decision: Decision, note: String, staff: String, now: Timestamp) {
        self.id = id
        self.order = order
        self.decision = decision
        self.note = note
        self.staff = staff
        self.now = now
    }

    package func permission(in scope: Scope) -> Permission { .handleRefills }
    package var action: AuditAction { "resolve_refill" }
    package var reason: String? { note }

    package func declareReads(in reads: inout ReadSet) {
        reads.load(Refill.self, id)
        reads.runs.insert(.first(of: order))
        reads.newIDs.events += 1
    }

    package func execute(in scope: inout Scope) throws(RefillRefusal) -> Refill {
        guard var refill = scope[Refill.self, id], refill.order == order else { throw .unknown(id) }
        guard var relay = refill.relay, relay.state == .unclear, refill.status.isOpen,
            let submission = scope.submission(.first(of: order))
        else { throw .isNotUnclear(id) }
        switch decision {
        case .link(let upstreamID):
            relay.state = .sent
            relay.upstreamID = upstreamID
            let what = OrderEvent.Payload.refillLinked(id, upstreamID, note: KeptText(note))
            scope.note(what, of: submission, by: staff, at: now)
        case .resubmit:
            relay.state = .wanted
            scope.note(.refillResubmitted(id, note: KeptText(note)), of: submission, by: staff, at: now)
        }
        relay.dueAt = now
        refill.relay = relay
        refill.updatedAt = now
        scope.update(refill)
        return refill
    }
}

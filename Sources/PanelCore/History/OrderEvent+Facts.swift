extension OrderEvent.Payload {
    /// Why a person has to look, or had to.
    package var reasons: [Attention] {
        switch self {
        case .held(let reasons), .contradiction(let reasons), .attention(let reasons): reasons
        default: []
        }
    }

    /// Its facts, besides its ``reasons``.
    package var facts: Facts {
        var facts = Facts()
        switch self {
        case .held, .contradiction, .attention, .staff, .cancelTaken: break
        case .submitting(let sent): facts["sent"] = sent.description
        case .accepted(let id): facts["upstream_id"] = id.description
        case .refused(let words, let status): facts.set(Setback.refused(words, httpStatus: status))
        case .busy(let seconds): facts.set(Setback.busy(retryAfter: seconds))
        case .notSent(let failure): facts.set(failure)
        case .uncertain(let doubt): facts.set(doubt)
        case .evidence(let evidence): facts.set(evidence)
        case .rejected(let rejection): facts["because"] = rejection.rawValue
        case .lateAnswer(let id, let attempt):
            facts["upstream_id"] = id.description
            facts["attempt"] = String(attempt)
        case .reported(let report): facts.set(report)
        case .cancelRefused(let words): facts["words"] = words.description
        case .refillSent(let refill, let id): facts.set(refill, id)
        case .refillRefused(let refill, let words):
            facts.set(refill)
            facts["words"] = words.description
        case .refillReported(let refill, let status):
            facts.set(refill)
            facts["status"] = status.identifier
        case .refillUnclear(let refill, let doubt):
            facts.set(refill)
            facts.set(doubt)
        case .linked(let id, let note):
            facts["upstream_id"] = id.description
            facts["note"] = note.description
        case .resubmitted(let note), .refundedByStaff(let note): facts["note"] = note.description
        case .refillLinked(let refill, let id, let note):
            facts.set(refill, id)
            facts["note"] = note.description
        case .refillResubmitted(let refill, let note):
            facts.set(refill)
            facts["note"] = note.description
        case .reportAccepted(let report, let note):
            facts.set(report)
            facts["note"] = note.description
        case .noted(_, let words): facts["noted"] = words.description
        }
        return facts
    }

    /// What is stored beside the ``kind``: the reasons, or the facts.
    package var text: String {
        let reasons = reasons
        return reasons.isEmpty ? facts.text : reasons.text
    }

    /// Reads what is stored; `nil` for facts that are not those of the kind.
    package init?(_ kind: OrderEvent.Kind, text: String) {
        if let facts = Facts(text: text) {
            let payload =
                facts.text("noted").map { .noted(kind, $0) } ?? OrderEvent.Payload.ofOrder(kind, facts)
                ?? .ofRefill(kind, facts) ?? .ofStaff(kind, facts)
            if let payload {
                self = payload
                return
            }
        }
        guard let reasons = [Attention](text: text) else { return nil }
        switch kind {
        case .held: self = .held(reasons)
        case .contradiction: self = .contradiction(reasons)
        case .attention: self = .attention(reasons)
        default: return nil
        }
    }

    private static func ofOrder(_ kind: OrderEvent.Kind, _ facts: Facts) -> Self? {
        switch kind {
        case .submitting: return facts.text("sent").map { .submitting(sent: $0) }
        case .accepted: return facts.upstreamID().map { .accepted($0) }
        case .refused, .busy, .notSent: return facts.setback.map { .init($0) }
        case .uncertain: return facts.doubt.map { .uncertain($0) }
        case .evidence: return facts.evidence.map { .evidence($0) }
        case .staff: return .staff
        case .rejected: return facts["because"].flatMap(OrderEvent.Rejection.init).map { .rejected($0) }
        case .lateAnswer:
            guard let id = facts.upstreamID(), let attempt = facts.number("attempt") else { return nil }
            return .lateAnswer(id, attempt: attempt)
        case .reported: return facts.report.map { .reported($0) }
        case .cancelTaken: return .cancelTaken
        case .cancelRefused: return facts.text("words").map { .cancelRefused($0) }
        case .held, .contradiction, .attention, .refillSent, .refillRefused, .refillReported, .refillUnclear, .linked,
            .resubmitted, .refillLinked, .refillResubmitted, .reportAccepted, .refundedByStaff:
            return nil
        }
    }

    private static func ofRefill(_ kind: OrderEvent.Kind, _ facts: Facts) -> Self? {
        guard let refill: RefillID = facts.id("refill") else { return nil }
        switch kind {
        case .refillSent: return facts.upstreamID().map { .refillSent(refill, $0) }
        case .refillRefused: return facts.text("words").map { .refillRefused(refill, $0) }
        case .refillReported: return facts.refillStatus("status").map { .refillReported(refill, $0) }
        case .refillUnclear: return facts.doubt.map { .refillUnclear(refill, $0) }
        case .refillLinked:
            guard let id = facts.upstreamID(), let note = facts.text("note") else { return nil }
            return .refillLinked(refill, id, note: note)
        case .refillResubmitted: return facts.text("note").map { .refillResubmitted(refill, note: $0) }
        default: return nil
        }
    }

    private static func ofStaff(_ kind: OrderEvent.Kind, _ facts: Facts) -> Self? {
        guard let note = facts.text("note") else { return nil }
        switch kind {
        case .linked: return facts.upstreamID().map { .linked($0, note: note) }
        case .resubmitted: return .resubmitted(note: note)
        case .reportAccepted: return facts.report.map { .reportAccepted($0, note: note) }
        case .refundedByStaff: return .refundedByStaff(note: note)
        default: return nil
        }
    }
}

extension Facts {
    fileprivate mutating func set(_ refill: RefillID, _ id: UpstreamID? = nil) {
        self["refill"] = refill.description
        self["upstream_id"] = id?.description
    }
}

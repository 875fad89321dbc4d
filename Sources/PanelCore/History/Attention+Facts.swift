extension Attention {
    /// The name under which it is stored and staff see it.
    package var code: String {
        switch self {
        case .unknownRefusal: "unknown_refusal"
        case .attemptsFailed: "attempts_failed"
        case .refusedInDoubt: "refused_in_doubt"
        case .acceptedLate: "accepted_late"
        case .upstreamOrderIsTaken: "upstream_order_is_taken"
        case .upstreamOrderIsOlder: "upstream_order_is_older"
        case .inconclusive: "inconclusive"
        case .restored: "restored"
        case .unknownStatus: "unknown_status"
        case .outcomeWithoutRemains: "outcome_without_remains"
        case .remainsBeyondQuantity: "remains_beyond_quantity"
        case .completedWithRemains: "completed_with_remains"
        case .partialWithoutRemains: "partial_without_remains"
        case .reopened: "reopened"
        case .outcomeRefused: "outcome_refused"
        case .keptCharge: "kept_charge"
        case .implausibleCost: "implausible_cost"
        case .costChangedTooOften: "cost_changed_too_often"
        case .changedItsMind: "changed_its_mind"
        case .unknownToProvider: "unknown_to_provider"
        case .silent: "silent"
        case .noted: "noted"
        }
    }

    package var facts: Facts {
        var facts = Facts()
        switch self {
        case .unknownRefusal(let words), .noted(let words): facts["words"] = words.description
        case .attemptsFailed(let count, let last):
            facts["count"] = String(count)
            facts.set(last)
        case .refusedInDoubt(let setback): facts.set(setback)
        case .acceptedLate(let id, let attempt):
            facts["upstream_id"] = id.description
            facts["attempt"] = String(attempt)
        case .upstreamOrderIsTaken(let id, let order):
            facts["upstream_id"] = id.description
            facts["order"] = order.description
        case .upstreamOrderIsOlder(let id): facts["upstream_id"] = id.description
        case .inconclusive(let evidence): facts.set(evidence)
        case .restored, .partialWithoutRemains: break
        case .unknownStatus(let status), .outcomeWithoutRemains(let status): facts["status"] = status
        case .remainsBeyondQuantity(let remains, let quantity), .completedWithRemains(let remains, let quantity):
            facts["remains"] = String(remains)
            facts["quantity"] = String(quantity)
        case .reopened(let status): facts["status"] = status.identifier
        case .outcomeRefused(let refusal): facts.set(refusal)
        case .keptCharge(let charge), .costChangedTooOften(let charge): facts["charge"] = charge.description
        case .implausibleCost(let charge, let most):
            facts["charge"] = charge.description
            facts["most"] = most.description
        case .changedItsMind(let times, let last):
            facts["times"] = String(times)
            if let last { facts.set(last) }
        case .unknownToProvider(let id, let words):
            facts["upstream_id"] = id.description
            facts["words"] = words.description
        case .silent(let days): facts["days"] = String(days)
        }
        return facts
    }

    /// - Returns: `nil` for a code that is not known and for facts that are not those of the code.
    package init?(code: String, facts: Facts) {
        guard let attention = Attention.ofWays(code, facts) ?? Attention.ofReports(code, facts) else { return nil }
        self = attention
    }

    /// What is known of its way to the provider.
    private static func ofWays(_ code: String, _ facts: Facts) -> Attention? {
        let id = facts.upstreamID()
        switch code {
        case "unknown_refusal": return facts.text("words").map { .unknownRefusal($0) }
        case "attempts_failed":
            guard let count = facts.number("count"), let last = facts.setback else { return nil }
            return .attemptsFailed(count, last: last)
        case "refused_in_doubt": return facts.setback.map { .refusedInDoubt($0) }
        case "accepted_late":
            guard let id, let attempt = facts.number("attempt") else { return nil }
            return .acceptedLate(id, attempt: attempt)
        case "upstream_order_is_taken":
            guard let id, let order: OrderID = facts.id("order") else { return nil }
            return .upstreamOrderIsTaken(id, by: order)
        case "upstream_order_is_older": return id.map { .upstreamOrderIsOlder($0) }
        case "inconclusive": return facts.evidence.map { .inconclusive($0) }
        case "restored": return .restored
        case "noted": return facts.text("words").map { .noted($0) }
        default: return nil
        }
    }

    /// What the provider says of it.
    private static func ofReports(_ code: String, _ facts: Facts) -> Attention? {
        let (remains, quantity) = (facts.number("remains"), facts.number("quantity"))
        switch code {
        case "unknown_status": return facts["status"].map { .unknownStatus($0) }
        case "outcome_without_remains": return facts["status"].map { .outcomeWithoutRemains($0) }
        case "remains_beyond_quantity":
            guard let remains, let quantity else { return nil }
            return .remainsBeyondQuantity(remains, of: quantity)
        case "completed_with_remains":
            guard let remains, let quantity else { return nil }
            return .completedWithRemains(remains, of: quantity)
        case "partial_without_remains": return .partialWithoutRemains
        case "reopened": return facts.orderStatus("status").map { .reopened($0) }
        case "outcome_refused": return facts.outcomeRefusal.map { .outcomeRefused($0) }
        case "kept_charge": return facts.money("charge").map { .keptCharge($0) }
        case "implausible_cost":
            guard let charge = facts.money("charge"), let most = facts.money("most") else { return nil }
            return .implausibleCost(charge, most: most)
        case "cost_changed_too_often": return facts.money("charge").map { .costChangedTooOften($0) }
        case "changed_its_mind": return facts.number("times").map { .changedItsMind($0, last: facts.report) }
        case "unknown_to_provider":
            guard let id = facts.upstreamID(), let words = facts.text("words") else { return nil }
            return .unknownToProvider(id, words)
        case "silent": return facts.number("days").map { .silent(days: $0) }
        default: return nil
        }
    }
}

extension [Attention] {
    /// A line for each: the code, then its ``Facts/text``, with a tab between.
    package var text: String {
        map { reason in
            let facts = reason.facts.text
            return facts.isEmpty ? reason.code : reason.code + "\t" + facts
        }.joined(separator: "\n")
    }

    /// Reads ``text``; `nil` for anything else.
    package init?(text: String) {
        self = []
        for line in text.unicodeScalars.split(separator: "\n") {
            let end = line.firstIndex(of: "\t") ?? line.endIndex
            guard let facts = Facts(text: String(line[end...])),
                let reason = Attention(code: String(line[..<end]), facts: facts)
            else { return nil }
            append(reason)
        }
    }
}

extension Facts {
    mutating func set(_ refusal: OutcomeRefusal) {
        self["refusal"] = refusal.code
        switch refusal {
        case .nothingToChange, .negativeStartCount, .balanceTooLarge: break
        case .illegalTransition(let from, let to):
            self["from"] = from.identifier
            self["to"] = to.identifier
        case .remainsOutOfRange(let quantity), .partialWithoutRemains(let quantity):
            self["quantity"] = String(quantity)
        case .wouldTakeBack(let refunded, let due):
            self["refunded"] = refunded.description
            self["due"] = due.description
        }
    }

    var outcomeRefusal: OutcomeRefusal? {
        switch self["refusal"] {
        case "nothing_to_change": return .nothingToChange
        case "negative_start_count": return .negativeStartCount
        case "balance_too_large": return .balanceTooLarge
        case "illegal_transition":
            guard let from = orderStatus("from"), let to = orderStatus("to") else { return nil }
            return .illegalTransition(from: from, to: to)
        case "remains_out_of_range": return number("quantity").map { .remainsOutOfRange(quantity: $0) }
        case "partial_without_remains": return number("quantity").map { .partialWithoutRemains(quantity: $0) }
        case "would_take_back":
            guard let refunded = money("refunded"), let due = money("due") else { return nil }
            return .wouldTakeBack(refunded: refunded, due: due)
        default: return nil
        }
    }

    func orderStatus(_ name: String) -> OrderStatus? { self[name].flatMap { OrderStatus(identifier: $0) } }
    func refillStatus(_ name: String) -> RefillStatus? { self[name].flatMap { RefillStatus(identifier: $0) } }
}

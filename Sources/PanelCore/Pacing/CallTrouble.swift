/// What went wrong with a provider last.
package enum CallTrouble: Hashable, Sendable {
    /// It refused an order in words that are not known here.
    case notUnderstood(KeptText)
    /// A call came to nothing, or an order was refused because of the account.
    case setback(Setback)
}

extension CallTrouble {
    /// As text that ``init(text:)`` reads.
    package var text: String {
        var facts = Facts()
        switch self {
        case .notUnderstood(let words): facts["not_understood"] = words.description
        case .setback(let setback): facts.set(setback)
        }
        return facts.text
    }

    /// - Returns: `nil` for a text that is none.
    package init?(text: String) {
        guard let facts = Facts(text: text) else { return nil }
        if let words = facts.text("not_understood") {
            self = .notUnderstood(words)
        } else if let setback = facts.setback {
            self = .setback(setback)
        } else {
            return nil
        }
    }
}

import PanelCore

extension OrderWords {
    /// Why a line of a list is not placed: what the form says of the same order, and what stands beside its field there.
    ///
    /// - Parameters:
    ///   - sent: What was refused.
    ///   - missing: How much money is.
    func refusalOfLine(_ refusal: APIRefusal, sent: ParameterSet, missing: String?) -> String {
        let words = self.refusal(refusal, typed: sent, missing: missing)
        return taken(insteadOf: refusal).map { "\(words) \($0)" } ?? words
    }

    /// What the service takes where something else was refused; `nil` where there is nothing to say of it.
    private func taken(insteadOf refusal: APIRefusal) -> String? {
        switch refusal {
        case .quantityBelowMinimum, .quantityAboveMaximum, .commentsRequired:
            guard service.type.quantitySource != .one else { return nil }
            return say("Dịch vụ nhận \(bounds).", "The service takes \(bounds).")
        case .incorrectLink:
            return hint(of: .link).map { "\(label(of: .link)): \($0.prefix(1).lowercased() + $0.dropFirst())." }
        default: return nil
        }
    }
}

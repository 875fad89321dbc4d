package import PanelCore

extension StaffRefusal {
    /// Why it is refused, in a sentence for staff.
    package func words(in language: Language) -> String {
        switch self {
        case .notAllowed(let permission): permission.refusalWords(in: language)
        case .account(let refusal): refusal.words(in: language)
        case .order(let refusal): refusal.words(in: language)
        case .refill(let refusal): refusal.words(in: language)
        case .catalogue(let refusal): refusal.words(in: language)
        case .provider(let refusal): refusal.words(in: language)
        case .setting(let refusal): refusal.words(in: language)
        }
    }
}

extension Permission {
    fileprivate func refusalWords(in language: Language) -> String {
        switch language {
        case .english: "You may not do that: it needs the permission \(rawValue)."
        case .vietnamese: "Bạn không có quyền \(rawValue) để làm việc này."
        }
    }
}

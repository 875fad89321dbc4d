/// A refusal of the operator's: no order is taken whose link contains ``text``, for any service.
package struct LinkRule: NumberedRecord {
    package static let lockRank = LockRank.settings

    package let id: LinkRuleID
    /// 1 to 500 bytes, compared without regard to case.
    package let text: String

    /// Longest text in bytes.
    package static let longest = 500

    package init(id: LinkRuleID, text: String) {
        self.id = id
        self.text = text
    }

    /// Whether an order for `link` must be refused.
    package func refuses(_ link: String) -> Bool {
        let needle = Array(text.lowercased().utf8)
        let hay = Array(link.lowercased().utf8)
        guard !needle.isEmpty, hay.count >= needle.count else { return false }
        return (0...(hay.count - needle.count)).contains { hay[$0...].starts(with: needle) }
    }
}

/// Lets somebody make an account, once.
package struct Invitation: NumberedRecord {
    package static let lockRank = LockRank.last

    /// Of the token that stands in its link.
    package let key: TokenDigest
    /// By which staff name it.
    package let id: InvitationID
    /// For whom it is, in the words of staff; up to ``longestNote`` bytes.
    package let note: String
    package let madeAt: Timestamp
    package var endsAt: Timestamp
    /// The account that was made with it.
    package var usedBy: AccountID?

    package static let longestNote = 200
    /// In days, unless something else is said.
    package static let usualValidity: Int64 = 7
    /// In days.
    package static let longestValidity: Int64 = 90

    package init(
        _ key: TokenDigest,
        id: InvitationID,
        note: String,
        madeAt: Timestamp,
        endsAt: Timestamp,
        usedBy: AccountID? = nil
    ) {
        self.key = key
        self.id = id
        self.note = note
        self.madeAt = madeAt
        self.endsAt = endsAt
        self.usedBy = usedBy
    }

    /// Whether an account can be made with it.
    package func isOpen(at now: Timestamp) -> Bool {
        usedBy == nil && now < endsAt
    }
}

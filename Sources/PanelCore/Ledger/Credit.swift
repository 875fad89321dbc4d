/// A deposit, or a correction of a balance by staff when the amount is negative.
package struct Credit: NumberedRecord {
    package static let lockRank = LockRank.last

    package let id: CreditID
    /// What makes it unique: a payment's number, 1 to 200 bytes.
    package let reference: String
    package let account: AccountID
    package let amount: Money
    package let note: String
    package let at: Timestamp

    /// A reference books once.
    package var key: ExactText { ExactText(reference) }

    package init(id: CreditID, reference: String, account: AccountID, amount: Money, note: String, at: Timestamp) {
        self.id = id
        self.reference = reference
        self.account = account
        self.amount = amount
        self.note = note
        self.at = at
    }
}

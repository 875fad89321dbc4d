/// A link that lets whoever has it do one thing, once, within half an hour.
package struct OneTimeLink: Record {
    package static let lockRank = LockRank.last

    /// Of the token that stands in it.
    package let key: TokenDigest
    package let purpose: Purpose
    package let endsAt: Timestamp

    package enum Purpose: Hashable, Sendable {
        /// To set the password of an account, whose ``Credentials/epoch`` is still this one.
        case resetPassword(AccountID, epoch: Int64)
        /// To make the panel's first owner, as long as it has none.
        case makeOwner
    }

    /// In minutes.
    package static let life: Int64 = 30

    package init(_ key: TokenDigest, for purpose: Purpose, endsAt: Timestamp) {
        self.key = key
        self.purpose = purpose
        self.endsAt = endsAt
    }

    /// One that was made at `now`.
    package init(_ key: TokenDigest, for purpose: Purpose, at now: Timestamp) {
        self.init(key, for: purpose, endsAt: now.adding(minutes: OneTimeLink.life))
    }
}

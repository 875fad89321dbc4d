/// How somebody proves on the pages that an account is theirs. Who only uses the API has none.
package struct Credentials: Record {
    package static let lockRank = LockRank.accounts

    package let key: AccountID
    /// The hash of the password as its library writes it; `nil` when no password is set.
    package var password: PasswordHash?
    package var passwordChangedAt: Timestamp?
    package var secondFactor: SecondFactor?
    /// How often all sessions were ended. One that began under another number is over, and so is a link to set a
    /// password anew: so nothing has to be looked for that was begun before.
    package var epoch: Int64

    package init(
        _ account: AccountID,
        password: PasswordHash? = nil,
        passwordChangedAt: Timestamp? = nil,
        secondFactor: SecondFactor? = nil,
        epoch: Int64 = 0
    ) {
        key = account
        self.password = password
        self.passwordChangedAt = passwordChangedAt
        self.secondFactor = secondFactor
        self.epoch = epoch
    }

    /// Takes another password. All sessions end.
    package mutating func setPassword(_ hash: PasswordHash, at now: Timestamp) {
        password = hash
        passwordChangedAt = now
        epoch += 1
    }
}

/// An authenticator that somebody has set up, and what they have in its place when it is lost.
package struct SecondFactor: Hashable, Sendable {
    /// What the authenticator knows too, sealed.
    package let secret: SealedText
    /// Of which half minute the last code was that worked. Neither it nor an earlier one works again.
    package var lastStep: Int64
    /// The codes that are left. Each works once.
    package var recoveryCodes: [TokenDigest]

    package init(secret: SealedText, lastStep: Int64, recoveryCodes: [TokenDigest]) {
        self.secret = secret
        self.lastStep = lastStep
        self.recoveryCodes = recoveryCodes
    }
}

extension Scope {
    /// What is known of an account's password, which must be loaded; empty when there is nothing yet.
    package func credentials(of account: AccountID) -> Credentials {
        self[Credentials.self, account] ?? Credentials(account)
    }

    /// Ends all sessions of an account, whose credentials must be loaded. Who has none was never logged in.
    package mutating func endSessions(of account: AccountID) {
        guard var credentials = self[Credentials.self, account] else { return }
        credentials.epoch += 1
        update(credentials)
    }

    /// Writes a record that must be loaded, whether it is there yet or not.
    package mutating func put<Kind: Record>(_ record: Kind) {
        if self[Kind.self, record.key] == nil { insert(record) } else { update(record) }
    }
}

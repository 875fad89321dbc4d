/// A browser that somebody has logged in with, or is about to.
package struct Session: Record {
    package static let lockRank = LockRank.last

    /// Of the token that the browser has.
    package let key: TokenDigest
    package let account: AccountID
    /// The account's ``Credentials/epoch`` when it began.
    package var epoch: Int64
    package let begunAt: Timestamp
    /// When it was last used, to a few minutes.
    package var seenAt: Timestamp
    package let client: Client
    package var stage: Stage

    /// How far somebody has got.
    package enum Stage: Hashable, Sendable {
        case loggedIn
        /// The password was right, and so many codes were wrong.
        case awaitsCode(wrong: Int64)
    }

    /// Where it is used.
    package struct Client: Hashable, Sendable {
        package let address: String
        /// As the browser calls itself.
        package let agent: String

        /// Longest of each, in bytes. What is longer is cut.
        package static let longestAddress = 64
        package static let longestAgent = 255

        package init(address: String, agent: String) {
            self.address = address.cut(toBytes: Client.longestAddress)
            self.agent = agent.cut(toBytes: Client.longestAgent)
        }
    }

    package init(
        _ key: TokenDigest,
        account: AccountID,
        epoch: Int64,
        client: Client,
        stage: Stage = .loggedIn,
        at now: Timestamp
    ) {
        self.init(key, account: account, epoch: epoch, client: client, stage: stage, begunAt: now, seenAt: now)
    }

    package init(
        _ key: TokenDigest,
        account: AccountID,
        epoch: Int64,
        client: Client,
        stage: Stage,
        begunAt: Timestamp,
        seenAt: Timestamp
    ) {
        self.key = key
        self.account = account
        self.epoch = epoch
        self.client = client
        self.stage = stage
        self.begunAt = begunAt
        self.seenAt = seenAt
    }

    /// How many codes may be wrong before the password is asked for again.
    package static let mostWrongCodes: Int64 = 5
}

/// How long sessions last.
package struct SessionLimits: Sendable, Equatable {
    /// Seconds without a request.
    package var idle: Int64 = 14 * 24 * 3600
    /// Seconds in all.
    package var life: Int64 = 90 * 24 * 3600
    /// Seconds between the password and the code.
    package var code: Int64 = 10 * 60
    /// Seconds after which it is noted anew that a session is used.
    package var noted: Int64 = 5 * 60

    package init() {}

    /// Whether `session` is over, were its epoch still the account's.
    package func haveEnded(_ session: Session, at now: Timestamp) -> Bool {
        switch session.stage {
        case .awaitsCode: now >= session.begunAt.adding(seconds: code)
        case .loggedIn:
            now >= session.begunAt.adding(seconds: life) || now >= session.seenAt.adding(seconds: idle)
        }
    }
}

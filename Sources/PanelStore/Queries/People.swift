package import PanelCore

/// The session of a token, with what every page needs to know of whoever has it; `nil` when there is none, or all sessions
/// of the account were ended since. Whether it is too old, whoever asks says.
package struct SessionOfToken: Query {
    package typealias Answer = KnownSession?

    package let token: TokenDigest

    package init(_ token: TokenDigest) {
        self.token = token
    }
}

/// A session with what is known of its account.
package struct KnownSession: Sendable, Equatable {
    package let session: Session
    package let account: Account
    package let balance: Money
    /// How they want the pages to be; `nil` while they have said nothing about it.
    package let chosen: Person?

    package init(session: Session, account: Account, balance: Money, chosen: Person?) {
        self.session = session
        self.account = account
        self.balance = balance
        self.chosen = chosen
    }

    /// How the pages are for them.
    package var person: Person { chosen ?? Person(account.id, language: account.language) }
}

/// What somebody has to prove who names an account; `nil` when there is none of that name.
package struct CredentialsOfName: Query {
    package typealias Answer = KnownCredentials?

    package let name: AccountName

    package init(_ name: AccountName) {
        self.name = name
    }
}

/// An account with what has to be proven.
package struct KnownCredentials: Sendable, Equatable {
    package let account: Account
    package let credentials: Credentials

    package init(account: Account, credentials: Credentials) {
        self.account = account
        self.credentials = credentials
    }
}

/// The sessions of an account that were not ended, the newest first. Some may be too old.
package struct SessionsOfAccount: Listing {
    package typealias Row = Session

    package let account: AccountID
    package var part: Part

    package init(_ account: AccountID, _ part: Part) {
        self.account = account
        self.part = part
    }
}

/// The link of a token.
package struct LinkOfToken: Query {
    package typealias Answer = Known?

    /// A link, with the name of the account whose password it sets.
    package struct Known: Sendable, Equatable {
        package let link: OneTimeLink
        package let account: AccountName?

        package init(link: OneTimeLink, account: AccountName?) {
            self.link = link
            self.account = account
        }
    }

    package let token: TokenDigest

    package init(_ token: TokenDigest) {
        self.token = token
    }
}

/// The invitation of a token, or the one that staff name.
package struct InvitationSought: Query {
    package typealias Answer = Invitation?

    package enum By: Sendable {
        case token(TokenDigest)
        case id(InvitationID)
    }

    package let by: By

    package init(_ by: By) {
        self.by = by
    }
}

/// All invitations, the newest first.
package struct Invitations: Listing {
    package typealias Row = Invitation

    package var part: Part

    package init(_ part: Part) {
        self.part = part
    }
}

/// Whether the panel has an owner.
package struct HasOwner: Query {
    package typealias Answer = Bool

    package init() {}
}

/// Sessions and links that nobody can use any more, up to some of each.
package struct EndedSessions: Query {
    package struct Answer: Sendable, Equatable {
        package let sessions: [TokenDigest]
        package let links: [TokenDigest]

        package init(sessions: [TokenDigest], links: [TokenDigest]) {
            self.sessions = sessions
            self.links = links
        }
    }

    /// Sessions that were not used since then have ended.
    package let unusedSince: Timestamp
    package let now: Timestamp
    package let most: Int

    package init(unusedSince: Timestamp, now: Timestamp, most: Int) {
        self.unusedSince = unusedSince
        self.now = now
        self.most = most
    }
}

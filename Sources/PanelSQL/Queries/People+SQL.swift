import PanelCore
import PanelStore

extension SessionOfToken: SQLQuery {
    func answer(on connection: any SQLConnection) throws -> KnownSession? {
        let found = try connection.list(Self.session, .row(.blob(token.bytes))) { reader in
            (session: try Session(&reader), currentEpoch: reader.integer())
        }.first
        guard let (session, currentEpoch) = found, session.epoch == currentEpoch else { return nil }
        let id = SQLParameters.row(.integer(session.account.rawValue))
        let record = try connection.list(Self.account, id, AccountRecord.init).first
        guard let record else { return nil }
        let person = try connection.list(Self.person, id, Person.init).first
        return KnownSession(
            session: session,
            account: record.account,
            balance: record.balance,
            chosen: person
        )
    }

    private static let session = SQL(
        """
        SELECT \(Session.columns),
            COALESCE((SELECT epoch FROM credentials WHERE credentials.account_id = sessions.account_id), 0)
        FROM sessions WHERE digest = $1
        """
    )
    private static let account = SQL("\(AccountQueries.recordSelection) WHERE id = $1")
    private static let person = SQL("SELECT \(Person.columns) FROM people WHERE account_id = $1")
}

extension CredentialsOfName: SQLQuery {
    func answer(on connection: any SQLConnection) throws -> KnownCredentials? {
        let account = try connection.list(Self.account, .row(.text(name.description)), Account.init).first
        guard let account else { return nil }
        let credentials = try connection.list(
            Self.credentials,
            .row(.integer(account.id.rawValue)),
            Credentials.init
        ).first
        return KnownCredentials(account: account, credentials: credentials ?? Credentials(account.id))
    }

    private static let account = SQL("SELECT \(Account.columns) FROM accounts WHERE name = $1")
    private static let credentials = SQL("SELECT \(Credentials.columns) FROM credentials WHERE account_id = $1")
}

extension SessionsOfAccount: SQLQuery {
    func answer(on connection: any SQLConnection) throws -> Page<Session> {
        // Two may have begun at the same moment, so the digest decides too.
        var (begunAt, digest): (Int64, [UInt8]) = (.max, [])
        if let after = part.after {
            let (numbers, text) = try after.numbersAndText(of: "s", count: 1)
            guard let bytes = [UInt8](hexadecimal: text) else { throw BadCursor(after) }
            (begunAt, digest) = (numbers[0], bytes)
        }
        let found = try connection.list(
            Self.listing,
            .row(.integer(account.rawValue), .integer(begunAt), .blob(digest), lookedFor),
            Session.init
        )
        return page(of: found) {
            Cursor("s", $0.begunAt.milliseconds, text: $0.key.bytes.hexadecimal)
        }
    }

    private static let listing = SQL(
        """
        SELECT \(Session.columns) FROM sessions
        WHERE account_id = $1 AND (begun_at < $2 OR (begun_at = $2 AND digest < $3)) AND wrong_codes IS NULL
            AND epoch = COALESCE((SELECT epoch FROM credentials WHERE account_id = $1), 0)
        ORDER BY begun_at DESC, digest DESC LIMIT $4
        """
    )
}

extension LinkOfToken: SQLQuery {
    func answer(on connection: any SQLConnection) throws -> Known? {
        try connection.list(Self.link, .row(.blob(token.bytes))) { reader in
            Known(link: try OneTimeLink(&reader), account: reader.optionalText().map(AccountName.init(unchecked:)))
        }.first
    }

    private static let link = SQL(
        """
        SELECT \(OneTimeLink.columns), (SELECT name FROM accounts WHERE id = one_time_links.account_id)
        FROM one_time_links WHERE digest = $1
        """
    )
}

extension InvitationSought: SQLQuery {
    func answer(on connection: any SQLConnection) throws -> Invitation? {
        switch by {
        case .token(let token): try connection.list(Self.byToken, .row(.blob(token.bytes)), Invitation.init).first
        case .id(let id): try connection.list(Self.byID, .row(.integer(id.rawValue)), Invitation.init).first
        }
    }

    private static let byToken = SQL("SELECT \(Invitation.columns) FROM invitations WHERE digest = $1")
    private static let byID = SQL("SELECT \(Invitation.columns) FROM invitations WHERE id = $1")
}

extension Invitations: SQLQuery {
    static var use: ScanUse? { .staff }

    func answer(on connection: any SQLConnection) throws -> Page<Invitation> {
        let before = try position(in: "i", from: .max)
        let found = try connection.list(Self.listing, .row(.integer(before), lookedFor), Invitation.init)
        return page(of: found) { Cursor("i", $0.id.rawValue) }
    }

    private static let listing = SQL(
        "SELECT \(Invitation.columns) FROM invitations WHERE id < $1 ORDER BY id DESC LIMIT $2"
    )
}

extension HasOwner: SQLQuery {
    func answer(on connection: any SQLConnection) throws -> Bool {
        try connection.list(AccountQueries.anyOwner, .none) { $0.integer() }.first != nil
    }
}

extension EndedSessions: SQLQuery {
    func answer(on connection: any SQLConnection) throws -> Answer {
        let most = SQLValue.integer(Int64(most))
        return Answer(
            sessions: try digests(Self.sessions, .row(.integer(unusedSince.milliseconds), most), connection),
            links: try digests(Self.links, .row(.integer(now.milliseconds), most), connection)
        )
    }

    private func digests(
        _ sql: SQL,
        _ parameters: SQLParameters,
        _ connection: any SQLConnection
    ) throws -> [TokenDigest] {
        try connection.list(sql, parameters) { TokenDigest(bytes: $0.blob()) }
    }

    private static let sessions: SQL = "SELECT digest FROM sessions WHERE seen_at < $1 ORDER BY seen_at LIMIT $2"
    private static let links: SQL = "SELECT digest FROM one_time_links WHERE ends_at < $1 ORDER BY ends_at LIMIT $2"
}

/// Ends sessions of an account, for whoever has it.
package struct EndSessions: Command {
    package let account: AccountID
    package let which: Which

    package enum Which: Hashable, Sendable {
        /// One, if it is the account's.
        case one(TokenDigest)
        /// All but this one.
        case allBut(TokenDigest)
    }

    package init(of account: AccountID, _ which: Which) {
        self.account = account
        self.which = which
    }

    package func declareReads(in reads: inout ReadSet) {
        switch which {
        case .one(let session): reads.load(Session.self, session)
        case .allBut(let session): reads.loadCredentials(of: account, keeping: session)
        }
    }

    package func execute(in scope: inout Scope) throws(Never) {
        switch which {
        case .one(let key):
            if scope[Session.self, key]?.account == account { scope.delete(Session.self, key) }
        case .allBut(let key):
            var credentials = scope.credentials(of: account)
            credentials.epoch += 1
            scope.write(credentials, keeping: key)
        }
    }
}

/// Takes away what nobody can use any more.
package struct DropEndedSessions: Command {
    package let sessions: [TokenDigest]
    package let links: [TokenDigest]

    package init(_ sessions: [TokenDigest], links: [TokenDigest]) {
        self.sessions = sessions
        self.links = links
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.load(Session.self, sessions)
        reads.load(OneTimeLink.self, links)
    }

    package func execute(in scope: inout Scope) throws(Never) {
        for key in sessions where scope[Session.self, key] != nil { scope.delete(Session.self, key) }
        for key in links where scope[OneTimeLink.self, key] != nil { scope.delete(OneTimeLink.self, key) }
    }
}

/// Notes that a session is used.
package struct NoteSession: Command {
    package let session: TokenDigest
    package let now: Timestamp

    package init(_ session: TokenDigest, at now: Timestamp) {
        self.session = session
        self.now = now
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.load(Session.self, session)
    }

    package func execute(in scope: inout Scope) throws(Never) {
        guard var session = scope[Session.self, session], session.seenAt < now else { return }
        session.seenAt = now
        scope.update(session)
    }
}

extension ReadSet {
    /// What ``Scope/write(_:keeping:)`` needs.
    package mutating func loadCredentials(of account: AccountID, keeping session: TokenDigest?) {
        load(Credentials.self, account)
        if let session { load(Session.self, session) }
    }
}

extension Scope {
    /// Writes credentials, with which all sessions may end but this one, which goes on.
    package mutating func write(_ credentials: Credentials, keeping key: TokenDigest?) {
        put(credentials)
        guard let key, var session = self[Session.self, key], session.account == credentials.key,
            session.epoch != credentials.epoch
        else { return }
        session.epoch = credentials.epoch
        update(session)
    }
}

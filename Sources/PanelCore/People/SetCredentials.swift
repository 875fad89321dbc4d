/// Changes how an account's owner proves who they are, by staff. All sessions of the account end, unless a link is made.
package struct SetCredentials: StaffCommand {
    package let name: AccountName
    package let change: Change
    package let now: Timestamp

    package enum Change: Hashable, Sendable {
        case setPassword(PasswordHash)
        /// Whoever has the token can set a password for ``OneTimeLink/life``.
        case makeResetLink(TokenDigest)
        case resetSecondFactor
        case endSessions
    }

    package init(of name: AccountName, _ change: Change, now: Timestamp) {
        self.name = name
        self.change = change
        self.now = now
    }

    package func permission(in scope: Scope) -> Permission {
        (scope.account(named: name)?.role ?? .customer).management
    }

    package var action: AuditAction {
        switch change {
        case .setPassword: "set_password"
        case .makeResetLink: "make_reset_link"
        case .resetSecondFactor: "reset_second_factor"
        case .endSessions: "end_sessions"
        }
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.accountNames.insert(name)
    }

    package func execute(in scope: inout Scope) throws(AccountRefusal) -> Account {
        guard let account = scope.account(named: name) else { throw .unknown(name) }
        var credentials = scope.credentials(of: account.id)
        switch change {
        case .setPassword(let hash):
            credentials.setPassword(hash, at: now)
        case .makeResetLink(let token):
            let purpose = OneTimeLink.Purpose.resetPassword(account.id, epoch: credentials.epoch)
            scope.insert(OneTimeLink(token, for: purpose, at: now))
            return account
        case .resetSecondFactor:
            guard credentials.secondFactor != nil else { throw .hasNoSecondFactor }
            credentials.secondFactor = nil
            credentials.epoch += 1
        case .endSessions:
            credentials.epoch += 1
        }
        scope.put(credentials)
        return account
    }
}

/// Sets a password by a link that staff made. All sessions of the account end; its second factor stays.
package struct ResetPassword: Command {
    package let token: TokenDigest
    package let account: AccountID
    package let password: PasswordHash
    package let now: Timestamp

    package init(_ token: TokenDigest, of account: AccountID, to password: PasswordHash, now: Timestamp) {
        self.token = token
        self.account = account
        self.password = password
        self.now = now
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.load(OneTimeLink.self, token)
        reads.load(Credentials.self, account)
    }

    /// - Returns: Whether the link still worked.
    package func execute(in scope: inout Scope) throws(Never) -> Bool {
        var credentials = scope.credentials(of: account)
        guard let link = scope[OneTimeLink.self, token], now < link.endsAt,
            link.purpose == .resetPassword(account, epoch: credentials.epoch)
        else { return false }
        scope.delete(OneTimeLink.self, token)
        credentials.setPassword(password, at: now)
        scope.put(credentials)
        return true
    }
}

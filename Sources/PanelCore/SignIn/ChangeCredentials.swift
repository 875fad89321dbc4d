/// Changes how somebody proves who they are, for one who just has.
package struct ChangeCredentials: Command {
    package let account: AccountID
    package let change: Change
    /// The session that goes on. All others end.
    package let session: TokenDigest
    /// The hash that the password was checked against, where one had to be typed.
    package let checked: PasswordHash?
    package let now: Timestamp

    package enum Change: Hashable, Sendable {
        case setPassword(PasswordHash)
        case addSecondFactor(SecondFactor)
        case removeSecondFactor
        /// Those before stop working.
        case replaceRecoveryCodes([TokenDigest])
    }

    package init(
        of account: AccountID,
        _ change: Change,
        in session: TokenDigest,
        checked: PasswordHash?,
        now: Timestamp
    ) {
        self.account = account
        self.change = change
        self.session = session
        self.checked = checked
        self.now = now
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.loadCredentials(of: account, keeping: session)
    }

    package func execute(in scope: inout Scope) throws(CredentialsRefusal) {
        var credentials = scope.credentials(of: account)
        guard checked == nil || checked == credentials.password else { throw .changedMeanwhile }
        switch change {
        case .setPassword(let hash):
            credentials.setPassword(hash, at: now)
        case .addSecondFactor(let factor):
            guard credentials.secondFactor == nil else { throw .hasSecondFactor }
            credentials.secondFactor = factor
            credentials.epoch += 1
        case .removeSecondFactor:
            guard credentials.secondFactor != nil else { throw .hasNoSecondFactor }
            credentials.secondFactor = nil
            credentials.epoch += 1
        case .replaceRecoveryCodes(let codes):
            guard credentials.secondFactor != nil else { throw .hasNoSecondFactor }
            credentials.secondFactor?.recoveryCodes = codes
        }
        scope.write(credentials, keeping: session)
    }
}

/// Why somebody's way to prove who they are stays as it is.
package enum CredentialsRefusal: Error, Hashable, Sendable {
    /// What was typed as the present password is not it.
    case wrongPassword
    case wrongCode
    case hasSecondFactor
    case hasNoSecondFactor
    /// It was changed since it was read: look again.
    case changedMeanwhile
    case password(PasswordRefusal)
    /// Too much was wrong; after so many seconds it is looked at again.
    case throttled(seconds: Int64)
    /// The panel's secret is not there, without which nothing is sealed or opened.
    case unavailable
}

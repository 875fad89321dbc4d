/// Logs somebody in who has proven who they are, or lets them go on to the code.
///
/// Hashes and codes were checked before, against what was read then: what is stored now has to be the same.
package struct LogIn: Command {
    package let account: AccountID
    /// The hash that the password was checked against; `nil` when it was checked earlier, in the session `before`.
    package let password: PasswordHash?
    /// The same password hashed anew, when the costs have changed since.
    package let rehashed: PasswordHash?
    package let proof: Proof
    /// The session that the browser has until now. It ends.
    package let before: TokenDigest?
    /// Of the token that the browser gets.
    package let token: TokenDigest
    package let client: Session.Client
    package let now: Timestamp

    /// What stands for the second factor.
    package enum Proof: Hashable, Sendable {
        /// Nothing was typed yet.
        case none
        case wrong
        /// The authenticator's code of that half minute.
        case code(step: Int64)
        case recoveryCode(TokenDigest)
    }

    package enum Outcome: Hashable, Sendable {
        case loggedIn
        case codeNeeded
        /// The code was wrong; so many more may be.
        case wrongCode(left: Int64)
        /// Something changed meanwhile, or too many codes were wrong: the password has to be typed again.
        case startAnew
    }

    package init(
        account: AccountID,
        password: PasswordHash?,
        rehashed: PasswordHash? = nil,
        proof: Proof,
        before: TokenDigest?,
        token: TokenDigest,
        client: Session.Client,
        now: Timestamp
    ) {
        self.account = account
        self.password = password
        self.rehashed = rehashed
        self.proof = proof
        self.before = before
        self.token = token
        self.client = client
        self.now = now
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.load(Credentials.self, account)
        if let before { reads.load(Session.self, before) }
    }

    package func execute(in scope: inout Scope) throws(Never) -> Outcome {
        var credentials = scope.credentials(of: account)
        let before = before.flatMap { scope[Session.self, $0] }
        guard isCurrent(credentials, before) else { return .startAnew }
        if let rehashed, credentials.password == password { credentials.password = rehashed }
        if var factor = credentials.secondFactor {
            guard factor.takes(proof) else { return refuse(before, credentials, in: &scope) }
            credentials.secondFactor = factor
        }
        if credentials != scope.credentials(of: account) { scope.put(credentials) }
        replace(before, by: session(.loggedIn, credentials), in: &scope)
        return .loggedIn
    }

    private func isCurrent(_ credentials: Credentials, _ before: Session?) -> Bool {
        if let password { return credentials.password == password }
        guard let before, before.account == account, before.epoch == credentials.epoch else { return false }
        return before.stage != .loggedIn
    }

    private func refuse(_ before: Session?, _ credentials: Credentials, in scope: inout Scope) -> Outcome {
        guard password == nil, var before, case .awaitsCode(let wrong) = before.stage else {
            replace(before, by: session(.awaitsCode(wrong: proof == .none ? 0 : 1), credentials), in: &scope)
            return proof == .none ? .codeNeeded : .wrongCode(left: Session.mostWrongCodes - 1)
        }
        guard wrong + 1 < Session.mostWrongCodes else {
            scope.delete(Session.self, before.key)
            return .startAnew
        }
        before.stage = .awaitsCode(wrong: wrong + 1)
        scope.update(before)
        return .wrongCode(left: Session.mostWrongCodes - wrong - 1)
    }

    private func session(_ stage: Session.Stage, _ credentials: Credentials) -> Session {
        Session(token, account: account, epoch: credentials.epoch, client: client, stage: stage, at: now)
    }

    private func replace(_ before: Session?, by session: Session, in scope: inout Scope) {
        if let before { scope.delete(Session.self, before.key) }
        scope.insert(session)
    }
}

extension SecondFactor {
    /// Whether what somebody typed is right, and used up by that.
    package mutating func takes(_ proof: LogIn.Proof) -> Bool {
        switch proof {
        case .none, .wrong: return false
        case .code(let step):
            guard step > lastStep else { return false }
            lastStep = step
            return true
        case .recoveryCode(let digest):
            guard let index = recoveryCodes.firstIndex(of: digest) else { return false }
            recoveryCodes.remove(at: index)
            return true
        }
    }
}

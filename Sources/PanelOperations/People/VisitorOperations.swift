package import PanelCore
package import PanelSecrets
package import PanelStore

/// What somebody can do who is not logged in: log in, make an account, and use links that work once.
///
/// Operations throw `HasherBusy` when too many passwords are being hashed, `WriterError` when the panel can not write, and
/// the engine's error when it can not read. What is not to be done is their outcome.
package struct VisitorOperations: Sendable {
    private let panel: OpenPanel
    private let door: FrontDoor
    private let caller: Caller

    package init(_ panel: OpenPanel, _ door: FrontDoor, for caller: Caller) {
        self.panel = panel
        self.door = door
        self.caller = caller
    }

    // MARK: Sessions

    /// The session of a browser's token; `nil` when there is none or it is over. That it is used is noted.
    package func session(of token: SecretToken) async throws -> KnownSession? {
        let now = panel.now()
        guard let known = try await panel.store.read(SessionOfToken(token.digest)),
            !door.limits.sessions.haveEnded(known.session, at: now)
        else { return nil }
        if known.session.seenAt.adding(seconds: door.limits.sessions.noted) <= now {
            // Whoever looks at a page of a panel that takes no writes still sees it.
            _ = try? await panel.writer.perform(NoteSession(token.digest, at: now))
        }
        return known
    }

    // MARK: Logging in

    package enum LogInOutcome: Sendable {
        /// - Parameter browser: What the browser keeps to be known again.
        case loggedIn(SecretToken, browser: KnownBrowser?)
        /// The password was right, and an authenticator's code is asked for.
        case codeNeeded(SecretToken)
        /// - Parameters:
        ///   - token: Of the session that waits for another code.
        ///   - left: How many more may be wrong.
        case wrongCode(SecretToken, left: Int64)
        /// Too many codes were wrong, or something changed meanwhile.
        /// - Parameter wait: Seconds before the next try is looked at.
        case startAnew(wait: Int64?)
        /// The same for names that there are and names that there are not.
        case wrong
        case throttled(seconds: Int64)
    }

    /// - Parameters:
    ///   - name: As it is typed.
    ///   - code: Where it is typed together with the password.
    ///   - before: The session that the browser has until now.
    package func logIn(
        name typed: String,
        password: String,
        code: String? = nil,
        before: SecretToken? = nil
    ) async throws -> LogInOutcome {
        let now = panel.now()
        let known = try await credentials(named: typed.trimmedASCII)
        let account =
            known?.account.name.description ?? typed.trimmedASCII.lowercased().cut(toBytes: AccountName.longest)
        let place = caller.place(at: known?.account.id, sealer: door.sealer)
        if let seconds = door.wait(at: account, from: place, now: now) { return .throttled(seconds: seconds) }
        let hash = known?.credentials.password
        let isRight = try await door.hasher.verify(password, against: hash, for: caller.origin)
        guard isRight, let known, let hash else {
            door.countWrong(at: account, from: place, now: now)
            return .wrong
        }
        let token = SecretToken()
        let command = LogIn(
            account: known.account.id,
            password: hash,
            rehashed: try await rehashed(password, hash),
            proof: proof(code, of: known, now: now),
            before: before?.digest,
            token: token.digest,
            client: caller.client,
            now: now
        )
        return try await perform(command, giving: token, at: account, from: place)
    }

    /// Goes on with a log-in by an authenticator's code, or by a recovery code.
    ///
    /// - Parameter session: Which waits for a code.
    package func confirm(code: String, in session: KnownSession, token: SecretToken) async throws -> LogInOutcome {
        let now = panel.now()
        let account = session.account.name.description
        let place = caller.place(at: session.account.id, sealer: door.sealer)
        if let seconds = door.wait(at: account, from: place, now: now) { return .throttled(seconds: seconds) }
        guard let known = try await panel.store.read(CredentialsOfName(session.account.name)) else {
            return .startAnew(wait: nil)
        }
        let next = SecretToken()
        let command = LogIn(
            account: known.account.id,
            password: nil,
            proof: proof(code, of: known, now: now),
            before: token.digest,
            token: next.digest,
            client: caller.client,
            now: now
        )
        let outcome = try await perform(command, giving: next, at: account, from: place)
        if case .wrongCode(_, let left) = outcome { return .wrongCode(token, left: left) }
        return outcome
    }

    private func perform(
        _ command: LogIn,
        giving token: SecretToken,
        at account: String,
        from place: LogInThrottle.Place
    ) async throws -> LogInOutcome {
        switch try await panel.writer.perform(command).get() {
        case .loggedIn:
            door.forgetWrong(at: account, from: place)
            return .loggedIn(token, browser: KnownBrowser(of: command.account, door.sealer))
        case .codeNeeded: return .codeNeeded(token)
        case .wrongCode(let left):
            door.countWrong(at: account, from: place, now: command.now)
            return .wrongCode(token, left: left)
        case .startAnew:
            if command.proof != .none { door.countWrong(at: account, from: place, now: command.now) }
            return .startAnew(wait: door.wait(at: account, from: place, now: command.now))
        }
    }

    /// Names are compared as they are written, and in small letters when there is no such one.
    private func credentials(named typed: String) async throws -> KnownCredentials? {
        for text in [typed, typed.lowercased()] {
            guard let name = AccountName(text) else { return nil }
            if let known = try await panel.store.read(CredentialsOfName(name)) { return known }
        }
        return nil
    }

    private func rehashed(_ password: String, _ hash: PasswordHash) async throws(HasherBusy) -> PasswordHash? {
        guard door.hasher.isOutdated(hash) else { return nil }
        return try await door.hasher.rehash(password, for: caller.origin)
    }

    private func proof(_ code: String?, of known: KnownCredentials, now: Timestamp) -> LogIn.Proof {
        guard let factor = known.credentials.secondFactor, let code, !code.isBlank else { return .none }
        return factor.proof(code, of: known.account.id, sealer: door.sealer, now: now)
    }

    // MARK: Making an account

    /// - Parameters:
    ///   - name: As it is typed; so are mail and password.
    ///   - way: What lets them in.
    /// - Returns: The token of the session in which they are logged in.
    package func register(
        name: String,
        mail: String,
        password: String,
        language: Language,
        by way: Register.Way
    ) async throws -> Result<SecretToken, RegistrationRefusal> {
        let now = panel.now()
        let (chosen, person): (chosen: (name: AccountName, password: NewPassword), person: Register.NewPerson)
        do throws(RegistrationRefusal) {
            if let seconds = door.waitForRegistration(from: caller.holder, now: now) {
                throw .tooMany(seconds: seconds)
            }
            let name = try AccountName(chosen: name)
            person = Register.NewPerson(mail: try MailAddress.chosen(mail), language: language)
            chosen = (name, try NewPassword(chosen: password, for: name))
        } catch {
            return .failure(error)
        }
        return try await register(chosen.name, person, chosen.password, by: way, now: now)
    }

    private func register(
        _ name: AccountName,
        _ person: Register.NewPerson,
        _ password: NewPassword,
        by way: Register.Way,
        now: Timestamp
    ) async throws -> Result<SecretToken, RegistrationRefusal> {
        let token = SecretToken()
        let settings = try await panel.store.settings()
        let isOwner = if case .firstOwner = way { true } else { false }
        let command = Register(
            name: name,
            role: isOwner ? .owner : .customer,
            person: person,
            password: try await door.hasher.hash(password, for: caller.origin),
            profile: settings[.accountProfile],
            keyDigest: APIKey().digest,
            way: way,
            session: token.digest,
            client: caller.client,
            now: now
        )
        let outcome = try await panel.writer.perform(command)
        if case .success = outcome { door.countRegistration(from: caller.holder, now: now) }
        return outcome.map { _ in token }
    }

    /// What somebody can do with an invitation.
    package func invitation(_ token: SecretToken) async throws -> Invitation? {
        let invitation = try await panel.store.read(InvitationSought(.token(token.digest)))
        return invitation.flatMap { $0.isOpen(at: panel.now()) ? $0 : nil }
    }

    // MARK: Links that work once

    /// Whose password a link sets; `nil` when it is none, or does not work any more.
    package func accountOfResetLink(_ token: SecretToken) async throws -> AccountName? {
        guard let known = try await panel.store.read(LinkOfToken(token.digest)), panel.now() < known.link.endsAt,
            case .resetPassword(_, let epoch) = known.link.purpose, let name = known.account,
            let credentials = try await panel.store.read(CredentialsOfName(name)),
            credentials.credentials.epoch == epoch
        else { return nil }
        return name
    }

    /// Sets a password by a link.
    ///
    /// - Returns: `false` when the link does not work any more.
    package func resetPassword(
        by token: SecretToken,
        to password: String
    ) async throws -> Result<Bool, PasswordRefusal> {
        guard let name = try await accountOfResetLink(token),
            let known = try await panel.store.read(CredentialsOfName(name))
        else { return .success(false) }
        let chosen: NewPassword
        do throws(PasswordRefusal) { chosen = try NewPassword(password, for: name) } catch { return .failure(error) }
        let hash = try await door.hasher.hash(chosen, for: caller.origin)
        let command = ResetPassword(token.digest, of: known.account.id, to: hash, now: panel.now())
        return .success(try await panel.writer.perform(command).get())
    }

    /// Whether a link makes the panel's first owner.
    package func makesOwner(_ token: SecretToken) async throws -> Bool {
        guard let known = try await panel.store.read(LinkOfToken(token.digest)), known.link.purpose == .makeOwner,
            panel.now() < known.link.endsAt
        else { return false }
        return try await !panel.store.read(HasOwner())
    }
}

extension SecondFactor {
    /// What somebody typed stands for.
    func proof(_ code: String, of account: AccountID, sealer: TextSealer?, now: Timestamp) -> LogIn.Proof {
        if let recovery = RecoveryCode(code) { return .recoveryCode(recovery.digest(for: account)) }
        guard let secret = try? sealer?.open(secret, for: .secondFactor(account)),
            let step = OneTimeCodes(base32: secret)?.step(matching: code, at: now, after: lastStep)
        else { return .wrong }
        return .code(step: step)
    }
}

extension MailAddress {
    fileprivate static func chosen(_ text: String) throws(RegistrationRefusal) -> MailAddress? {
        guard !text.isBlank else { return nil }
        guard let mail = MailAddress(text) else { throw .mail }
        return mail
    }
}

extension NewPassword {
    fileprivate init(chosen text: String, for name: AccountName) throws(RegistrationRefusal) {
        do throws(PasswordRefusal) { try self.init(text, for: name) } catch { throw .password(error) }
    }
}

package import PanelCore
package import PanelSecrets
package import PanelStore

/// What somebody can do about their own account who is logged in.
///
/// Operations throw `HasherBusy` when too many passwords are being hashed, `WriterError` when the panel can not write, and
/// the engine's error when it can not read. What is not to be done is their outcome.
package struct OwnAccountOperations: Sendable {
    private let panel: OpenPanel
    private let door: FrontDoor
    private let caller: Caller
    /// In which they are logged in.
    package let session: KnownSession

    package init(_ panel: OpenPanel, _ door: FrontDoor, for caller: Caller, in session: KnownSession) {
        self.panel = panel
        self.door = door
        self.caller = caller
        self.session = session
    }

    private var account: Account { session.account }

    // MARK: The API

    /// Gives the account another key in place of the one that it has.
    package func rotateKey() async throws -> Result<APIKey, AccountRefusal> {
        let key = APIKey()
        let change = ChangeOwnAccount.Change.replaceKey(key.digest, key.hint(madeAt: panel.now()))
        return try await panel.writer.perform(ChangeOwnAccount(account.name, change)).map { key }
    }

    /// Says how the API answers.
    package func answer(_ profile: ResponseProfile, in language: Language) async throws -> Result<Void, AccountRefusal>
    {
        try await panel.writer.perform(ChangeOwnAccount(account.name, .answer(profile, language)))
    }

    // MARK: The pages

    package func change(_ person: Person) async throws {
        try await panel.writer.perform(ChangePerson(to: person)).get()
    }

    // MARK: Who gets in

    /// The account's credentials as they are now.
    package func credentials() async throws -> Credentials {
        try await panel.store.read(CredentialsOfName(account.name))?.credentials ?? Credentials(account.id)
    }

    /// - Parameters:
    ///   - current: As it is typed.
    ///   - password: As it is typed.
    package func changePassword(_ current: String, to password: String) async throws -> Result<Void, CredentialsRefusal>
    {
        let chosen: NewPassword
        do throws(PasswordRefusal) { chosen = try NewPassword(password, for: account.name) } catch {
            return .failure(.password(error))
        }
        switch try await checked(password: current) {
        case .failure(let refusal): return .failure(refusal)
        case .success(let hash):
            let new = try await door.hasher.hash(chosen, for: caller.origin)
            return try await change(.setPassword(new), checked: hash)
        }
    }

    /// What an authenticator is set up with. Nothing is kept of it: the form has it, sealed, until it is turned on.
    package struct SecondFactorSetup: Sendable {
        package let codes: OneTimeCodes
        package let sealed: String
    }

    /// - Returns: `nil` when the panel's secret is not here.
    package func newSecondFactor() -> SecondFactorSetup? {
        setup(OneTimeCodes())
    }

    /// The one that a form has.
    package func secondFactor(sealed text: String) -> SecondFactorSetup? {
        guard let bytes = BaseEncoding.base64URL.bytes(of: text),
            let secret = try? door.sealer?.open(SealedText(bytes: bytes), for: .secondFactor(account.id)),
            let codes = OneTimeCodes(base32: secret)
        else { return nil }
        return SecondFactorSetup(codes: codes, sealed: text)
    }

    private func setup(_ codes: OneTimeCodes) -> SecondFactorSetup? {
        guard let sealed = try? door.sealer?.seal(codes.base32, for: .secondFactor(account.id)) else { return nil }
        return SecondFactorSetup(codes: codes, sealed: BaseEncoding.base64URL.text(of: sealed.bytes))
    }

    /// - Parameter code: As it is typed, which proves that the authenticator works.
    /// - Returns: The recovery codes, which nobody can be told again.
    package func turnOn(
        _ setup: SecondFactorSetup,
        code: String
    ) async throws -> Result<[RecoveryCode], CredentialsRefusal> {
        let now = panel.now()
        guard let step = setup.codes.step(matching: code, at: now, after: nil) else { return .failure(.wrongCode) }
        guard let sealed = BaseEncoding.base64URL.bytes(of: setup.sealed) else { return .failure(.unavailable) }
        let codes = RecoveryCode.newSet()
        let factor = SecondFactor(
            secret: SealedText(bytes: sealed),
            lastStep: step,
            recoveryCodes: codes.map { $0.digest(for: account.id) }
        )
        return try await change(.addSecondFactor(factor), checked: nil).map { codes }
    }

    /// - Parameters:
    ///   - password: As it is typed; or else `code`.
    package func turnOffSecondFactor(password: String, code: String) async throws -> Result<Void, CredentialsRefusal> {
        let proven = password.isEmpty ? try await checked(code: code) : try await checked(password: password)
        switch proven {
        case .failure(let refusal): return .failure(refusal)
        case .success(let hash): return try await change(.removeSecondFactor, checked: hash)
        }
    }

    /// New recovery codes. Those before stop working.
    package func newRecoveryCodes() async throws -> Result<[RecoveryCode], CredentialsRefusal> {
        let codes = RecoveryCode.newSet()
        return try await change(.replaceRecoveryCodes(codes.map { $0.digest(for: account.id) }), checked: nil)
            .map { codes }
    }

    private func change(
        _ change: ChangeCredentials.Change,
        checked: PasswordHash?
    ) async throws -> Result<Void, CredentialsRefusal> {
        let command = ChangeCredentials(
            of: account.id,
            change,
            in: session.session.key,
            checked: checked,
            now: panel.now()
        )
        return try await panel.writer.perform(command)
    }

    private func checked(password: String) async throws -> Result<PasswordHash?, CredentialsRefusal> {
        try await throttled { credentials, _ in
            let isRight = try await door.hasher.verify(password, against: credentials.password, for: caller.origin)
            return isRight ? nil : .wrongPassword
        }
    }

    private func checked(code: String) async throws -> Result<PasswordHash?, CredentialsRefusal> {
        try await throttled { credentials, now in
            guard var factor = credentials.secondFactor else { return .hasNoSecondFactor }
            let proof = factor.proof(code, of: account.id, sealer: door.sealer, now: now)
            return factor.takes(proof) ? nil : .wrongCode
        }
    }

    /// Looks at what proves who somebody is, no oftener than at a log-in.
    private func throttled(
        _ refusal: (Credentials, Timestamp) async throws -> CredentialsRefusal?
    ) async throws -> Result<PasswordHash?, CredentialsRefusal> {
        let (now, name) = (panel.now(), account.name.description)
        // Of a session, whose others are not stopped by what goes wrong in it.
        let place = LogInThrottle.Place.known(session.session.key.bytes)
        if let seconds = door.wait(at: name, from: place, now: now) { return .failure(.throttled(seconds: seconds)) }
        let credentials = try await credentials()
        guard let refusal = try await refusal(credentials, now) else {
            door.forgetWrong(at: name, from: place)
            return .success(credentials.password)
        }
        door.countWrong(at: name, from: place, now: now)
        return .failure(refusal)
    }

    // MARK: Sessions

    /// Those that go on, the newest first.
    package func sessions(_ part: Part) async throws -> Page<Session> {
        try await panel.store.read(SessionsOfAccount(account.id, part)).goingOn(door.limits.sessions, at: panel.now())
    }

    package func end(_ which: EndSessions.Which) async throws {
        try await panel.writer.perform(EndSessions(of: account.id, which)).get()
    }
}

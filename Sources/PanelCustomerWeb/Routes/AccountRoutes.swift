import HTTPTypes
import Hummingbird
import PanelCore
import PanelOperations
import PanelSecrets
import PanelStore
import PanelWeb
import PanelWords

extension CustomerPages {
    func addAccountRoutes(to router: RouterGroup<PageContext>) {
        router.get("account") { request, context in
            let (visit, session) = try context.loggedIn()
            let done = request.uri.queryParameters.get("done").flatMap { AccountDeed(rawValue: String($0)) }
            return try await accountPage(visit, session, done: done)
        }
        lead(to: .account, from: [.password, .secondFactor, .secondFactorOff, .recoveryCodes, .sessions], in: router)
        router.post("account") { _, context in try await saveProfile(context) }
        router.post("account/password") { _, context in try await changePassword(context) }
        router.post("account/second-factor") { _, context in try await turnOnSecondFactor(context) }
        router.post("account/second-factor/off") { _, context in try await turnOffSecondFactor(context) }
        router.post("account/second-factor/codes") { _, context in try await newRecoveryCodes(context) }
        router.post("account/sessions") { _, context in try await endSessions(context) }
    }

    // MARK: The page

    private func accountPage(
        _ visit: Visit,
        _ session: KnownSession,
        profile: AccountModel.Profile? = nil,
        secondFactor: AccountModel.SecondFactorState? = nil,
        done: AccountDeed? = nil,
        refused: AccountModel.Refused? = nil
    ) async throws -> Response {
        let owner = owner(visit, session)
        let sessions = try await owner.sessions(Part(limit: 50))
        let state: AccountModel.SecondFactorState
        if let secondFactor { state = secondFactor } else { state = try await secondFactorState(visit, owner) }
        let model = AccountModel(
            profile: profile ?? AccountModel.Profile(session.person, in: session.chosen?.language ?? visit.language),
            secondFactor: state,
            sessions: sessions.rows.map { AccountModel.SessionRow($0, isThis: $0.key == session.session.key) },
            isSuspended: session.account.isSuspended,
            done: done,
            refused: refused
        )
        let status: HTTPResponse.Status = refused == nil ? .ok : .unprocessableContent
        return page(AccountPage(frame(visit, here: .account), model).html, status: status)
    }

    private func secondFactorState(
        _ visit: Visit,
        _ owner: OwnAccountOperations
    ) async throws -> AccountModel.SecondFactorState {
        if let factor = try await owner.credentials().secondFactor { return .on(left: factor.recoveryCodes.count) }
        return .off(setup(owner.newSecondFactor(), visit, owner.session))
    }

    private func setup(
        _ setup: OwnAccountOperations.SecondFactorSetup?,
        _ visit: Visit,
        _ session: KnownSession
    ) -> AccountModel.SecondFactorState.Setup {
        guard let setup else { return .init(sealed: "", secret: "", code: nil) }
        let name = visit.catalogue.settings[.panelName].description
        return .init(
            sealed: setup.sealed,
            secret: setup.codes.grouped,
            code: QRCode(setup.codes.uri(issuer: name, name: session.account.name))
        )
    }

    // MARK: The profile

    private func saveProfile(_ context: PageContext) async throws -> Response {
        let (visit, session) = try context.loggedIn()
        let form = visit.form
        var (person, errors) = (session.person, FormErrors())
        let words = ProfileWords.in(visit.language)
        person.displayName = DisplayName(form["display_name"])
        if person.displayName == nil, !form["display_name"].isBlank { errors.add(words.name, at: "display_name") }
        person.mail = MailAddress(form["email"])
        if person.mail == nil, !form["email"].isBlank { errors.add(words.mail, at: "email") }
        if let language = Language(rawValue: form["language"]) {
            person.language = language
        } else {
            errors.add(words.choice, at: "language")
        }
        person.timeZone = TimeZoneName(form["time_zone"])
        if person.timeZone == nil, !form["time_zone"].isEmpty { errors.add(words.choice, at: "time_zone") }
        if let theme = Theme(rawValue: form["theme"]) {
            person.theme = theme
        } else {
            errors.add(words.choice, at: "theme")
        }
        guard errors.isEmpty else {
            var typed = AccountModel.Profile(person, in: person.language)
            (typed.displayName, typed.email) = (form["display_name"], form["email"])
            return try await accountPage(visit, session, profile: typed, refused: .profile(errors))
        }
        try await owner(visit, session).change(person)
        return seeOther(.accountAfter(.saved))
    }

    // MARK: What proves who somebody is

    private func changePassword(_ context: PageContext) async throws -> Response {
        let (visit, session) = try context.loggedIn()
        let outcome = try await owner(visit, session)
            .changePassword(visit.form["current"], to: visit.form["password"])
        switch outcome {
        case .success: return seeOther(.accountAfter(.password))
        case .failure(let refusal):
            let field = refusal == .wrongPassword ? "current" : "password"
            let errors = FormErrors(refusal.words(in: visit.language), at: field)
            return try await accountPage(visit, session, refused: .password(errors))
        }
    }

    private func turnOnSecondFactor(_ context: PageContext) async throws -> Response {
        let (visit, session) = try context.loggedIn()
        let owner = owner(visit, session)
        guard let sent = owner.secondFactor(sealed: visit.form["secret"]) else {
            let errors = FormErrors(CredentialsRefusal.unavailable.words(in: visit.language), at: "code")
            return try await accountPage(visit, session, refused: .secondFactor(errors))
        }
        switch try await owner.turnOn(sent, code: visit.form["code"]) {
        case .success(let codes): return try await fresh(codes, visit, session)
        case .failure(let refusal):
            // The same secret again: it is in the authenticator already.
            let state: AccountModel.SecondFactorState? = refusal == .wrongCode ? .off(setup(sent, visit, session)) : nil
            let errors = FormErrors(refusal.words(in: visit.language), at: "code")
            return try await accountPage(visit, session, secondFactor: state, refused: .secondFactor(errors))
        }
    }

    /// Shows codes that can not be shown again, which is why no address leads here.
    private func fresh(_ codes: [RecoveryCode], _ visit: Visit, _ session: KnownSession) async throws -> Response {
        try await accountPage(visit, session, secondFactor: .fresh(recoveryCodes: codes.map(\.text)))
    }

    private func turnOffSecondFactor(_ context: PageContext) async throws -> Response {
        let (visit, session) = try context.loggedIn()
        let outcome = try await owner(visit, session)
            .turnOffSecondFactor(password: visit.form["password"], code: visit.form["code"])
        switch outcome {
        case .success, .failure(.hasNoSecondFactor): return seeOther(.accountAfter(.secondFactorOff))
        case .failure(let refusal):
            let field = refusal == .wrongCode ? "off-code" : "off-password"
            let errors = FormErrors(refusal.words(in: visit.language), at: field)
            return try await accountPage(visit, session, refused: .secondFactorOff(errors))
        }
    }

    private func newRecoveryCodes(_ context: PageContext) async throws -> Response {
        let (visit, session) = try context.loggedIn()
        switch try await owner(visit, session).newRecoveryCodes() {
        case .success(let codes): return try await fresh(codes, visit, session)
        case .failure: return seeOther(.account)
        }
    }

    // MARK: Sessions

    private func endSessions(_ context: PageContext) async throws -> Response {
        let (visit, session) = try context.loggedIn()
        let owner = owner(visit, session)
        if visit.form.has("elsewhere") || visit.form["session"] == "elsewhere" {
            try await owner.end(.allBut(session.session.key))
        } else if let digest = [UInt8](hexadecimal: visit.form["session"]) {
            try await owner.end(.one(TokenDigest(bytes: digest)))
        }
        return seeOther(.accountAfter(.sessions))
    }
}

extension AccountModel.Profile {
    fileprivate init(_ person: Person, in language: Language) {
        self.init(
            displayName: person.displayName?.description ?? "",
            email: person.mail?.description ?? "",
            language: language,
            timeZone: person.timeZone,
            theme: person.theme
        )
    }
}

extension AccountModel.SessionRow {
    fileprivate init(_ session: Session, isThis: Bool) {
        self.init(
            id: session.key.bytes.hexadecimal,
            address: session.client.address,
            agent: session.client.agent,
            seenAt: session.seenAt,
            isThis: isThis
        )
    }
}

/// What is said of a profile that can not be saved.
private struct ProfileWords: PageWords {
    let name, mail, choice: String

    static let vi = ProfileWords(
        name: "Tên hiển thị chỉ được có tối đa \(DisplayName.longest) ký tự trên một dòng.",
        mail: "Địa chỉ email không đúng.",
        choice: "Hãy chọn một mục trong danh sách."
    )
    static let en = ProfileWords(
        name: "The display name may have at most \(DisplayName.longest) characters in one line.",
        mail: "This is not an email address.",
        choice: "Choose one of the list."
    )
}

/// Makes an account for somebody who is not there yet, and logs them in.
package struct Register: Command {
    package let name: AccountName
    package let role: Role
    package let person: NewPerson
    package let password: PasswordHash
    /// How the API words its answers.
    package let profile: ResponseProfile
    /// Of a key that nobody was told: the API answers nobody until they make another one.
    package let keyDigest: KeyDigest
    package let way: Way
    package let session: TokenDigest
    package let client: Session.Client
    package let now: Timestamp

    /// What somebody says of themselves.
    package struct NewPerson: Hashable, Sendable {
        package let mail: MailAddress?
        package let language: Language

        package init(mail: MailAddress?, language: Language) {
            self.mail = mail
            self.language = language
        }
    }

    /// What lets them in.
    package enum Way: Hashable, Sendable {
        /// The panel takes everybody.
        case open
        case invitation(TokenDigest)
        /// The panel has no owner yet.
        case firstOwner(TokenDigest)
    }

    package init(
        name: AccountName,
        role: Role,
        person: NewPerson,
        password: PasswordHash,
        profile: ResponseProfile,
        keyDigest: KeyDigest,
        way: Way,
        session: TokenDigest,
        client: Session.Client,
        now: Timestamp
    ) {
        self.name = name
        self.role = role
        self.person = person
        self.password = password
        self.profile = profile
        self.keyDigest = keyDigest
        self.way = way
        self.session = session
        self.client = client
        self.now = now
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.accountNames.insert(name)
        reads.allot(Account.self, 1)
        switch way {
        case .open: reads.load(StoredSetting.self, ExactText(SettingName.registration.rawValue))
        case .invitation(let token):
            reads.load(StoredSetting.self, ExactText(SettingName.registration.rawValue))
            reads.load(Invitation.self, token)
        case .firstOwner(let token):
            reads.load(OneTimeLink.self, token)
            reads.anyOwner = true
        }
    }

    package func execute(in scope: inout Scope) throws(RegistrationRefusal) -> AccountID {
        try checkWay(in: scope)
        guard scope.account(named: name) == nil else { throw .nameTaken }
        let id = scope.newID(of: Account.self)
        scope.insert(
            Account(
                id: id,
                name: name,
                role: role,
                profile: profile,
                language: person.language,
                discount: .none,
                keyDigest: keyDigest,
                keyHint: nil,
                isSuspended: false,
                createdAt: now
            )
        )
        scope.insert(Person(id, mail: person.mail, language: person.language))
        scope.insert(Credentials(id, password: password, passwordChangedAt: now))
        scope.insert(Session(session, account: id, epoch: 0, client: client, at: now))
        useUp(in: &scope, by: id)
        return id
    }

    private func checkWay(in scope: Scope) throws(RegistrationRefusal) {
        let stored = scope[StoredSetting.self, ExactText(SettingName.registration.rawValue)]
        let registration = Settings(stored.map { [$0] } ?? []).registration
        switch way {
        case .open:
            guard registration == .open else { throw registration == .closed ? .closed : .invitationNeeded }
        case .invitation(let token):
            guard registration != .closed else { throw .closed }
            guard scope[Invitation.self, token]?.isOpen(at: now) == true else { throw .invitationEnded }
        case .firstOwner(let token):
            guard let link = scope[OneTimeLink.self, token], link.purpose == .makeOwner, now < link.endsAt,
                !scope.hasOwner
            else { throw .linkEnded }
        }
    }

    private func useUp(in scope: inout Scope, by account: AccountID) {
        switch way {
        case .open: break
        case .invitation(let token):
            guard var invitation = scope[Invitation.self, token] else { return }
            invitation.usedBy = account
            scope.update(invitation)
        case .firstOwner(let token): scope.delete(OneTimeLink.self, token)
        }
    }
}

/// Who may make themselves an account.
package enum Registration: String, CaseIterable, Sendable {
    case open
    case invitation
    case closed
}

/// Why somebody gets no account.
package enum RegistrationRefusal: Error, Hashable, Sendable {
    case closed
    case invitationNeeded
    /// It is unknown, used or too old.
    case invitationEnded
    /// It is unknown, used or too old, or the panel has its owner.
    case linkEnded
    case nameTaken
    case name
    case mail
    case password(PasswordRefusal)
    /// Too many accounts were made from that address; after so many seconds there can be more.
    case tooMany(seconds: Int64)
}

extension AccountName {
    /// Of a name that somebody chooses, in bytes.
    package static let chosenLength = 3...32

    /// Reads the name that somebody chooses: 3 to 32 letters, digits, `.`, `_` and `-`, the first a letter or a digit.
    /// Capitals become small letters, so that no two people differ in them alone.
    package init(chosen text: String) throws(RegistrationRefusal) {
        let text = text.trimmedASCII.lowercased()
        guard AccountName.chosenLength.contains(text.utf8.count), !text.utf8.contains(UInt8(ascii: "@")),
            text.utf8.first?.isASCIILetterOrDigit == true, let name = AccountName(text)
        else { throw .name }
        self = name
    }
}

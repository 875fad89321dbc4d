import PanelCore

extension Person: StoredRecord {
    static let mapping = TableMapping<Person>(
        "people",
        key: ["account_id": { .integer($0.rawValue) }],
        columns: [
            "display_name": { SQLValue($0.displayName?.description) },
            "mail": { SQLValue($0.mail?.description) },
            "language": { .text($0.language.rawValue) },
            "time_zone": { SQLValue($0.timeZone?.description) },
            "theme": { .text($0.theme.rawValue) },
        ]
    ) { reader in
        Person(
            reader.id(),
            displayName: reader.optionalText().map(DisplayName.init(unchecked:)),
            mail: reader.optionalText().map(MailAddress.init(unchecked:)),
            language: try reader.value(of: "people"),
            timeZone: reader.optionalText().map(TimeZoneName.init(unchecked:)),
            theme: try reader.value(of: "people")
        )
    }
}

extension Credentials: StoredRecord {
    static let mapping = TableMapping<Credentials>(
        "credentials",
        key: ["account_id": { .integer($0.rawValue) }],
        columns: [
            "password": { SQLValue($0.password?.text) },
            "password_changed_at": { SQLValue($0.passwordChangedAt?.milliseconds) },
            "second_factor": { SQLValue($0.secondFactor?.secret.bytes) },
            "last_step": { SQLValue($0.secondFactor?.lastStep) },
            "recovery_codes": { SQLValue($0.secondFactor.map { $0.recoveryCodes.flatMap(\.bytes) }) },
            "epoch": { .integer($0.epoch) },
        ]
    ) { reader in
        Credentials(
            reader.id(),
            password: reader.optionalText().map { PasswordHash($0) },
            passwordChangedAt: reader.optionalTimestamp(),
            secondFactor: SecondFactor(&reader),
            epoch: reader.integer()
        )
    }
}

extension SecondFactor {
    fileprivate init?(_ reader: inout RowReader) {
        let (secret, step, codes) = (reader.optionalBlob(), reader.optionalInteger(), reader.optionalBlob())
        guard let secret else { return nil }
        let digests = codes ?? []
        self.init(
            secret: SealedText(bytes: secret),
            lastStep: step ?? 0,
            recoveryCodes: stride(from: 0, to: digests.count, by: TokenDigest.length).map { start in
                TokenDigest(bytes: Array(digests[start..<min(start + TokenDigest.length, digests.count)]))
            }
        )
    }
}

extension Session: StoredRecord {
    static let mapping = TableMapping<Session>(
        "sessions",
        key: ["digest": { .blob($0.bytes) }],
        columns: [
            "account_id": { .integer($0.account.rawValue) },
            "epoch": { .integer($0.epoch) },
            "address": { .text($0.client.address) },
            "agent": { .text($0.client.agent) },
            "wrong_codes": { SQLValue($0.stage.wrongCodes) },
            "begun_at": { .integer($0.begunAt.milliseconds) },
            "seen_at": { .integer($0.seenAt.milliseconds) },
        ]
    ) { reader in
        Session(
            TokenDigest(bytes: reader.blob()),
            account: reader.id(),
            epoch: reader.integer(),
            client: Client(address: reader.text(), agent: reader.text()),
            stage: reader.optionalInteger().map { .awaitsCode(wrong: $0) } ?? .loggedIn,
            begunAt: reader.timestamp(),
            seenAt: reader.timestamp()
        )
    }
}

extension Session.Stage {
    fileprivate var wrongCodes: Int64? {
        switch self {
        case .loggedIn: nil
        case .awaitsCode(let wrong): wrong
        }
    }
}

extension OneTimeLink: StoredRecord {
    static let mapping = TableMapping<OneTimeLink>(
        "one_time_links",
        key: ["digest": { .blob($0.bytes) }],
        columns: [
            "account_id": { SQLValue($0.purpose.account?.rawValue) },
            "epoch": { SQLValue($0.purpose.epoch) },
            "ends_at": { .integer($0.endsAt.milliseconds) },
        ]
    ) { reader in
        OneTimeLink(TokenDigest(bytes: reader.blob()), for: Purpose(&reader), endsAt: reader.timestamp())
    }
}

extension OneTimeLink.Purpose {
    fileprivate init(_ reader: inout RowReader) {
        let (account, epoch) = (reader.optionalInteger(), reader.optionalInteger())
        self = account.map { .resetPassword(AccountID(rawValue: $0), epoch: epoch ?? 0) } ?? .makeOwner
    }

    fileprivate var account: AccountID? {
        switch self {
        case .resetPassword(let account, _): account
        case .makeOwner: nil
        }
    }

    fileprivate var epoch: Int64? {
        switch self {
        case .resetPassword(_, let epoch): epoch
        case .makeOwner: nil
        }
    }
}

extension Invitation: StoredRecord {
    static let mapping = TableMapping<Invitation>(
        "invitations",
        key: ["digest": { .blob($0.bytes) }],
        columns: [
            "id": { .integer($0.id.rawValue) },
            "note": { .text($0.note) },
            "made_at": { .integer($0.madeAt.milliseconds) },
            "ends_at": { .integer($0.endsAt.milliseconds) },
            "used_by": { SQLValue($0.usedBy?.rawValue) },
        ]
    ) { reader in
        Invitation(
            TokenDigest(bytes: reader.blob()),
            id: reader.id(),
            note: reader.text(),
            madeAt: reader.timestamp(),
            endsAt: reader.timestamp(),
            usedBy: reader.optionalInteger().map(AccountID.init(rawValue:))
        )
    }
}

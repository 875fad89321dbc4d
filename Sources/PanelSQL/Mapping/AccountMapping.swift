import PanelCore

extension Account: StoredRecord {
    static let mapping = TableMapping<Account>(
        "accounts",
        columns: [
            "name": { .text($0.name.description) },
            "role": { .text($0.role.rawValue) },
            "profile": { .text($0.profile.rawValue) },
            "language": { .text($0.language.rawValue) },
            "discount": { .integer($0.discount.basisPoints) },
            "key_digest": { .blob($0.keyDigest.bytes) },
            "is_suspended": { SQLValue($0.isSuspended) },
            "created_at": { .integer($0.createdAt.milliseconds) },
            "key_ending": { SQLValue($0.keyHint?.ending) },
            "key_made_at": { SQLValue($0.keyHint?.madeAt.milliseconds) },
        ]
    ) { reader in
        var account = Account(
            id: reader.id(),
            name: AccountName(unchecked: reader.text()),
            role: try reader.value(of: "accounts"),
            profile: try reader.value(of: "accounts"),
            language: try reader.value(of: "accounts"),
            discount: Discount(unchecked: reader.integer()),
            keyDigest: KeyDigest(bytes: reader.blob()),
            isSuspended: reader.flag(),
            createdAt: reader.timestamp()
        )
        let (ending, madeAt) = (reader.optionalText(), reader.optionalTimestamp())
        account.keyHint = madeAt.map { KeyHint(ending: ending ?? "", madeAt: $0) }
        return account
    }
}

extension OwnRate: StoredRecord {
    static let mapping = TableMapping<OwnRate>(
        "own_rates",
        key: ["account_id": { .integer($0.account.rawValue) }, "service_id": { .integer($0.service.rawValue) }],
        columns: ["rate": { .integer($0.rate.micros) }]
    ) { reader in
        OwnRate(key: Key(account: reader.id(), service: reader.id()), rate: reader.money())
    }
}

extension Credit: StoredRecord {
    static let mapping = TableMapping<Credit>(
        "credits",
        key: ["reference": { .text($0.text) }],
        columns: [
            "id": { .integer($0.id.rawValue) },
            "account_id": { .integer($0.account.rawValue) },
            "amount": { .integer($0.amount.micros) },
            "note": { .text($0.note) },
            "created_at": { .integer($0.at.milliseconds) },
        ]
    ) { reader in
        let reference = reader.text()
        return Credit(
            id: reader.id(),
            reference: reference,
            account: reader.id(),
            amount: reader.money(),
            note: reader.text(),
            at: reader.timestamp()
        )
    }
}

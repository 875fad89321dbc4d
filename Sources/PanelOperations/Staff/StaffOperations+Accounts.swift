package import PanelCore
package import PanelStore

/// What a new account is to be. What is `nil` is what the panel's settings say.
package struct NewAccount: Sendable {
    package let name: AccountName
    package let role: Role
    package let profile: ResponseProfile?
    package let language: Language?
    package let discount: Discount
    /// What its owner logs in to the pages with, if they can; as it was typed.
    package let password: String?

    package init(
        name: AccountName,
        role: Role = .customer,
        profile: ResponseProfile? = nil,
        language: Language? = nil,
        discount: Discount = .none,
        password: String? = nil
    ) {
        self.name = name
        self.role = role
        self.profile = profile
        self.language = language
        self.discount = discount
        self.password = password
    }
}

extension StaffOperations {
    /// Accounts in the order they were made, or in the order of their names those whose names begin with `prefix`.
    package func accounts(beginningWith prefix: String? = nil, _ part: Part) async throws -> Page<AccountRecord> {
        try require(.viewCustomers)
        guard let prefix else { return try await store.read(Accounts(part)) }
        return try await store.read(AccountsByName(beginningWith: prefix, part))
    }

    /// The accounts that have ordered, those with the newest order first.
    package func accountsByLastOrder(_ part: Part) async throws -> Page<AccountsByLastOrder.Row> {
        try require(.viewCustomers)
        return try await store.read(AccountsByLastOrder(part))
    }

    package func account(named name: AccountName) async throws -> AccountRecord {
        try require(.viewCustomers)
        return try await record(named: name)
    }

    /// How many orders of an account have each status.
    package func orderCounts(of account: AccountID) async throws -> [OrderStatus: Int64] {
        try require(.viewCustomers)
        return try await store.read(OrderCounts(of: account))
    }

    /// What moved an account's balance, the newest first.
    package func statement(of name: AccountName, _ part: Part) async throws -> Page<Statement.Row> {
        try require(.viewCustomers)
        return try await store.read(Statement(of: record(named: name).account.id, part))
    }

    /// - Returns: The account and its key, which nobody can be told again.
    package func createAccount(_ new: NewAccount) async throws -> (account: Account, key: APIKey) {
        try require(new.role.management)
        let key = APIKey()
        let settings = try await store.settings()
        var password: PasswordHash?
        if let typed = new.password { password = try await hash(typed, for: new.name) }
        let account = try await perform { now in
            CreateAccount(
                name: new.name,
                role: new.role,
                profile: new.profile ?? settings[.accountProfile],
                language: new.language ?? settings[.accountLanguage],
                discount: new.discount,
                keyDigest: key.digest,
                keyHint: key.hint(madeAt: now),
                password: password,
                now: now
            )
        }
        return (account, key)
    }

    /// The account is refused whatever it asks for, until it is resumed.
    package func suspendAccount(named name: AccountName) async throws -> AccountRecord {
        _ = try await perform(ChangeAccount(name: name, change: .suspend))
        return try await record(named: name)
    }

    package func resumeAccount(named name: AccountName) async throws -> AccountRecord {
        _ = try await perform(ChangeAccount(name: name, change: .resume))
        return try await record(named: name)
    }

    /// Gives an account another key in place of the one that it has.
    package func rotateKey(of name: AccountName) async throws -> (account: Account, key: APIKey) {
        let key = APIKey()
        let hint = key.hint(madeAt: panel.now())
        return (try await perform(ChangeAccount(name: name, change: .replaceKey(key.digest, hint: hint))), key)
    }

    /// Agrees a price with an account; with `nil` the list price holds again.
    package func setRate(_ rate: Money?, of service: ServiceID, for name: AccountName) async throws {
        let account = try await record(named: name).account
        _ = try await perform(SetOwnRate(name: name, account: account.id, service: service, rate: rate))
    }

    /// Books a deposit, or a correction when the amount is negative. A reference books once.
    ///
    /// - Parameters:
    ///   - reference: As `CreditAccount.reference(typed:)` reads it.
    ///   - note: As `CreditAccount.note(typed:)` reads it.
    /// - Returns: The balance after it.
    package func credit(
        _ name: AccountName,
        _ amount: Money,
        reference: String,
        note: String
    ) async throws -> Money {
        let account = try await record(named: name).account
        return try await perform { now in
            CreditAccount(
                name: name,
                account: account.id,
                amount: amount,
                reference: reference,
                note: note,
                now: now
            )
        }
    }

    func record(named name: AccountName) async throws -> AccountRecord {
        guard let record = try await store.account(named: name) else { throw StaffRefusal.account(.unknown(name)) }
        return record
    }
}

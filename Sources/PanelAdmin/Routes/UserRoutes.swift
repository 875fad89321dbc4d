import Hummingbird
import PanelCore
import PanelHTTP
import PanelStore

extension AdminAPI {
    func addUserRoutes(to users: RouterGroup<AdminContext>) {
        users.get { _, _ in try AdminJSON.response(try await store.accounts().map(UserSummary.init)) }
        users.post { request, _ in
            try AdminJSON.response(try await createUser(AdminJSON.read(UserCreation.self, from: request)))
        }
        users.get(":name") { _, context in try AdminJSON.response(UserSummary(try await user(context))) }
        users.post(":name/credits") { request, context in
            let message = try await AdminJSON.read(CreditMessage.self, from: request)
            return try AdminJSON.response(try await credit(try await user(context), message))
        }
        users.post(":name/suspend") { _, context in try await change(.suspend, context) }
        users.post(":name/resume") { _, context in try await change(.resume, context) }
        users.post(":name/rotate-key") { _, context in
            let key = APIKey()
            let name = try name(context)
            let account = try await perform(ChangeAccount(name: name, change: .replaceKey(key.digest)))
            return try AdminJSON.response(UserKey(account, key))
        }
        users.put(":name/rates/:id") { request, context in
            let message = try await AdminJSON.read(RateMessage.self, from: request)
            let rate = try message.rate.map { try Reading.money($0, "rate") }
            let account = try await user(context).account
            let service: ServiceID = try Reading.id(from: context)
            _ = try await perform(SetOwnRate(name: account.name, account: account.id, service: service, rate: rate))
            return try AdminJSON.response(message)
        }
    }

    private func name(_ context: AdminContext) throws -> AccountName {
        try Reading.accountName(context.parameters.get("name") ?? "")
    }

    private func user(_ context: AdminContext) async throws -> AccountRecord {
        let name = try name(context)
        guard let record = try await store.account(named: name) else {
            throw AdminError(StaffRefusal.unknownAccount(name))
        }
        return record
    }

    private func createUser(_ message: UserCreation) async throws -> UserKey {
        guard let discount = Discount(percent: message.discount ?? "0") else {
            throw AdminError.invalid("The discount must be from 0 to 100 percent, with at most 2 places.")
        }
        let key = APIKey()
        let account = try await perform(
            CreateAccount(
                name: Reading.accountName(message.name),
                role: Reading.choice(message.role, "role", default: .customer),
                profile: Reading.choice(message.profile, "profile", default: defaults.profile),
                language: Reading.choice(message.language, "language", default: defaults.language),
                discount: discount,
                keyDigest: key.digest,
                now: .now
            )
        )
        return UserKey(account, key)
    }

    private func credit(_ record: AccountRecord, _ message: CreditMessage) async throws -> BalanceMessage {
        let reference = message.reference.trimmedASCII
        let note = message.note ?? ""
        guard (1...CreditAccount.longestReference).contains(reference.utf8.count),
            !reference.hasControlCharacters()
        else {
            throw AdminError.invalid("A reference has 1 to \(CreditAccount.longestReference) bytes.")
        }
        guard note.utf8.count <= CreditAccount.longestNote, !note.hasControlCharacters(except: Array("\n\t".utf8))
        else {
            throw AdminError.invalid("A note has at most \(CreditAccount.longestNote) bytes.")
        }
        let balance = try await perform(
            CreditAccount(
                name: record.account.name,
                account: record.account.id,
                amount: Reading.money(message.amount, "amount"),
                reference: reference,
                note: note,
                now: .now
            )
        )
        return BalanceMessage(balance: balance.description)
    }

    private func change(_ change: ChangeAccount.Change, _ context: AdminContext) async throws -> Response {
        _ = try await perform(ChangeAccount(name: name(context), change: change))
        return try AdminJSON.response(UserSummary(try await user(context)))
    }
}

extension UserKey {
    fileprivate init(_ account: Account, _ key: APIKey) {
        self.init(id: account.id.rawValue, name: account.name.description, apiKey: key.text)
    }
}

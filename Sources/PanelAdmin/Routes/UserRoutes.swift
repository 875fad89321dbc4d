import Hummingbird
import PanelCore
import PanelOperations

extension AdminAPI {
    func addUserRoutes(to users: RouterGroup<StaffContext>) {
        users.get { _, context in
            try AdminJSON.response(try await operations(context).accounts().map(UserSummary.init))
        }
        users.post { request, context in
            let creation = try await AdminJSON.read(UserCreation.self, from: request)
            let (account, key) = try await operations(context).createAccount(creation.account())
            return try AdminJSON.response(UserKey(account, key))
        }
        users.get(":name") { _, context in
            let record = try await operations(context).account(named: name(context))
            return try AdminJSON.response(UserSummary(record))
        }
        users.post(":name/credits") { request, context in
            let message = try await AdminJSON.read(CreditMessage.self, from: request)
            let balance = try await operations(context).credit(
                name(context),
                Money(typed: message.amount, .amount),
                reference: CreditAccount.reference(typed: message.reference),
                note: CreditAccount.note(typed: message.note ?? "")
            )
            return try AdminJSON.response(BalanceMessage(balance: balance.description))
        }
        users.post(":name/suspend") { _, context in
            let record = try await operations(context).suspendAccount(named: name(context))
            return try AdminJSON.response(UserSummary(record))
        }
        users.post(":name/resume") { _, context in
            let record = try await operations(context).resumeAccount(named: name(context))
            return try AdminJSON.response(UserSummary(record))
        }
        users.post(":name/rotate-key") { _, context in
            let (account, key) = try await operations(context).rotateKey(of: name(context))
            return try AdminJSON.response(UserKey(account, key))
        }
        users.put(":name/rates/:id") { request, context in
            let message = try await AdminJSON.read(RateMessage.self, from: request)
            let rate = try message.rate.map { try Money(typed: $0, .rate) }
            try await operations(context).setRate(rate, of: Reading.id(from: context), for: name(context))
            return try AdminJSON.response(message)
        }
    }

    private func name(_ context: StaffContext) throws -> AccountName {
        try AccountName(typed: context.parameters.get("name") ?? "")
    }
}

extension UserCreation {
    fileprivate func account() throws(InvalidInput) -> NewAccount {
        NewAccount(
            name: try AccountName(typed: name),
            role: try Role(typed: role ?? Role.customer.rawValue, .role),
            profile: try profile.map { (text) throws(InvalidInput) in try ResponseProfile(typed: text, .profile) },
            language: try language.map { (text) throws(InvalidInput) in try Language(typed: text, .language) },
            discount: try Discount(typed: discount ?? "0")
        )
    }
}

extension UserKey {
    fileprivate init(_ account: Account, _ key: APIKey) {
        self.init(id: account.id.rawValue, name: account.name.description, apiKey: key.text)
    }
}

import Hummingbird
import PanelCore
import PanelOperations
import PanelStore

extension AdminAPI {
    func addUserRoutes(to users: RouterGroup<StaffContext>) {
        users.get { request, context in
            let staff = operations(context)
            let part = try staff.part(request)
            switch request.parameter("order") {
            case nil:
                let page = try await staff.accounts(beginningWith: request.parameter("name"), part)
                return try AdminJSON.response(page) { UserSummary($0) }
            case "last-order" where request.parameter("name") == nil:
                return try AdminJSON.response(await staff.accountsByLastOrder(part)) {
                    UserSummary($0.record, lastOrder: $0.lastOrder)
                }
            case "last-order": throw InvalidInput.oneOf(["--name", "--by-last-order"])
            default: throw InvalidInput.choice(.order, of: ["last-order"])
            }
        }
        users.post { request, context in
            let creation = try await read(UserCreation.self, from: request)
            let (account, key) = try await operations(context).createAccount(creation.account())
            return try AdminJSON.response(UserKey(account, key))
        }
        users.get(":name") { _, context in
            let staff = operations(context)
            let record = try await staff.account(named: Reading.user(from: context))
            let orders = try await staff.orderCounts(of: record.account.id)
            return try AdminJSON.response(UserSummary(record, orders: orders))
        }
        users.get(":name/statement") { request, context in
            let staff = operations(context)
            return try AdminJSON.response(
                await staff.statement(of: Reading.user(from: context), staff.part(request)),
                StatementMessage.init
            )
        }
        users.post(":name/credits") { request, context in
            let message = try await read(CreditMessage.self, from: request)
            let balance = try await operations(context).credit(
                Reading.user(from: context),
                Money(typed: message.amount, .amount),
                reference: CreditAccount.reference(typed: message.reference),
                note: CreditAccount.note(typed: message.note ?? "")
            )
            return try AdminJSON.response(BalanceMessage(balance: balance.description))
        }
        users.post(":name/suspend") { _, context in
            let record = try await operations(context).suspendAccount(named: Reading.user(from: context))
            return try AdminJSON.response(UserSummary(record))
        }
        users.post(":name/resume") { _, context in
            let record = try await operations(context).resumeAccount(named: Reading.user(from: context))
            return try AdminJSON.response(UserSummary(record))
        }
        users.post(":name/rotate-key") { _, context in
            let (account, key) = try await operations(context).rotateKey(of: Reading.user(from: context))
            return try AdminJSON.response(UserKey(account, key))
        }
        users.put(":name/rates/:id") { request, context in
            let message = try await read(RateMessage.self, from: request)
            let rate = try message.rate.map { try Money(typed: $0, .rate) }
            try await operations(context).setRate(rate, of: Reading.id(from: context), for: Reading.user(from: context))
            return try AdminJSON.response(message)
        }
    }
}

extension UserCreation {
    fileprivate func account() throws(InvalidInput) -> NewAccount {
        NewAccount(
            name: try AccountName(typed: name),
            role: try Role(typed: role ?? Role.customer.rawValue, .role),
            profile: try profile.map { (text) throws(InvalidInput) in try ResponseProfile(typed: text, .profile) },
            language: try language.map { (text) throws(InvalidInput) in try Language(typed: text, .language) },
            discount: try Discount(typed: discount ?? "0"),
            password: password
        )
    }
}

extension UserKey {
    fileprivate init(_ account: Account, _ key: APIKey) {
        self.init(id: account.id.rawValue, name: account.name.description, apiKey: key.text)
    }
}

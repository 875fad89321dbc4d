package import PanelCore

/// What is read without passing the writer. Every answer is of one consistent state, and of one that includes
/// every command whose outcome was returned before.
///
/// All methods throw the engine's error when the store can not be read.
package protocol StoreReads: FulfilmentReads {
    /// What a query asks for.
    ///
    /// - Throws: ``BadCursor`` for a part of a listing that does not begin where one of its pages ended.
    func read<Question: Query>(_ query: Question) async throws -> Question.Answer

    // MARK: For the API

    /// All services, enabled or not, and the operator's rules.
    func catalogue() async throws -> Catalogue

    /// The account that the key with this digest belongs to, with its own rates.
    func customer(key digest: KeyDigest) async throws -> Customer?

    /// The accounts that were changed after `version`.
    func accounts(changedSince version: AccountsVersion) async throws -> [AccountID]

    /// The balance, or `nil` when there is no such account.
    func balance(of account: AccountID) async throws -> Money?

    /// The states of those of `ids` that are this account's orders.
    func orderStates(_ ids: [OrderID], of account: AccountID) async throws -> [OrderID: OrderState]

    /// The account's newest orders, the newest first.
    func newestOrders(of account: AccountID, limit: Int64) async throws -> [CustomerOrder]

    /// The states of those of `ids` that are this account's refills.
    func refillStatuses(_ ids: [RefillID], of account: AccountID) async throws -> [RefillID: RefillStatus]

    /// The order that a `request_id` made before.
    func placedRequest(_ key: PlacedRequest.Key) async throws -> PlacedRequest?

    /// What staff have set. It is in the catalogue too.
    func settings() async throws -> Settings

    // MARK: For staff

    /// The account of that name with its balance.
    func account(named name: AccountName) async throws -> AccountRecord?

    /// One order with all its parameters.
    func order(_ id: OrderID) async throws -> OrderRecord?

    /// Proves the books, the orders and the audit, as `panel doctor` prints it.
    func checkInvariants(at now: Timestamp) async throws -> [InvariantReport]
}

extension StoreReads {
    /// The panel's currency, such as `USD`.
    package func currency() async throws -> String {
        try await settings().currency.code
    }
}

/// An account as staff see it.
package struct AccountRecord: Sendable, Equatable {
    package let account: Account
    package let balance: Money

    package init(account: Account, balance: Money) {
        self.account = account
        self.balance = balance
    }
}

/// An order as staff see it.
package struct OrderRecord: Sendable, Equatable {
    package let order: Order
    package let accountName: AccountName
    package let serviceName: String
    /// What was sent with it besides link and quantity; empty in listings.
    package let parameters: [ParameterSet.Entry]

    package init(order: Order, accountName: AccountName, serviceName: String, parameters: [ParameterSet.Entry]) {
        self.order = order
        self.accountName = accountName
        self.serviceName = serviceName
        self.parameters = parameters
    }
}

/// One thing that must always hold, and whether it does.
package struct InvariantReport: Sendable, Equatable {
    /// A short name, `balances_are_sums_of_transfers`.
    package let name: String
    /// What must hold, in words.
    package let statement: String
    /// How many records were looked at.
    package let checked: Int64
    /// How many of them break it.
    package let violations: Int64
    /// The first of those, for whoever looks into it.
    package let examples: [String]

    package init(name: String, statement: String, checked: Int64, violations: Int64, examples: [String]) {
        self.name = name
        self.statement = statement
        self.checked = checked
        self.violations = violations
        self.examples = examples
    }

    package var holds: Bool { violations == 0 }
}

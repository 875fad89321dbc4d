import PanelCore

/// A transfer as listings go by it.
struct AccountTransfer {
    let at: Timestamp
    let cause: Cause
    /// Whose balance it moved; `nil` for one between accounts of the house.
    let account: AccountID?
    /// In millionths; below zero for what was taken from a balance, or given back by a provider.
    let amount: Int64

    /// The charge of an order.
    init(chargeOf order: OrderID, account: AccountID, charge: Int64, at: Timestamp) {
        self.at = at
        cause = .orderCharge(order)
        self.account = account
        amount = -charge
    }

    /// Reads the columns of `unlisted_transfers`.
    init(_ reader: inout RowReader) throws {
        at = reader.timestamp()
        cause = try AccountTransfer.cause(&reader)
        let account = reader.integer()
        self.account = account == 0 ? nil : AccountID(rawValue: account)
        amount = reader.integer()
    }

    /// Reads what is listed: the time, the cause and the amount.
    init(listed reader: inout RowReader, of account: AccountID) throws {
        at = reader.timestamp()
        cause = try AccountTransfer.cause(&reader)
        self.account = account
        amount = reader.integer()
    }

    static let columns = "created_at, cause_kind, cause_subject, cause_number, account_id, amount"

    /// The transfers of a batch that are to be listed and are not found by new orders, in the order of ``columns``.
    static func rows(of changes: Changes) -> [[SQLValue]] {
        changes.transfers.compactMap { transfer in
            if case .orderCharge = transfer.cause { return nil }
            let key = transfer.cause.key
            var account: Int64 = 0
            var isAddition = transfer.destination == .providerCost
            if case .customer(let id) = transfer.source { account = id.rawValue }
            if case .customer(let id) = transfer.destination { (account, isAddition) = (id.rawValue, true) }
            let amount = transfer.amount.micros
            return [
                .integer(transfer.at.milliseconds), .integer(key.kind), .integer(key.subject), .integer(key.number),
                .integer(account), .integer(isAddition ? amount : -amount),
            ]
        }
    }

    private static func cause(_ reader: inout RowReader) throws -> Cause {
        let key = (kind: reader.integer(), subject: reader.integer(), number: reader.integer())
        guard let cause = Cause(key: key) else { throw SQLError.unreadable(table: "transfers", value: "\(key)") }
        return cause
    }

    /// The key of its row in `unlisted_transfers`.
    var key: [SQLValue] {
        let key = cause.key
        return [.integer(at.milliseconds), .integer(key.kind), .integer(key.subject), .integer(key.number)]
    }

    /// The order in which they are listed.
    static func areInOrder(_ left: AccountTransfer, _ right: AccountTransfer) -> Bool {
        left.at == right.at ? left.cause.key < right.cause.key : left.at < right.at
    }
}

/// Where the listed part of an account ends: a row of `account_listings`.
struct ListedAccount {
    let account: AccountID
    /// 0 when it has none.
    var lastOrder: Int64 = 0
    /// How many entries its statement has.
    var entries: Int64 = 0
    /// What the account had after the last of them, in millionths.
    var balance: Int64 = 0

    init(account: AccountID) {
        self.account = account
    }

    /// Adds an entry to the statement.
    mutating func add(_ amount: Int64) {
        entries += 1
        // Between entries that stand otherwise than they were carried out it may leave the range; it ends within it.
        balance &+= amount
    }

    static func load(
        _ accounts: some Collection<AccountID>,
        on connection: any SQLConnection
    ) throws -> [AccountID: ListedAccount] {
        let found = try connection.list(selection, .ids(accounts)) { reader in
            var listed = ListedAccount(account: reader.id())
            listed.lastOrder = reader.integer()
            listed.entries = reader.integer()
            listed.balance = reader.integer()
            return listed
        }
        return Dictionary(uniqueKeysWithValues: found.map { ($0.account, $0) })
    }

    static func write(_ accounts: [AccountID: ListedAccount]) -> [SQLJob] {
        ChangesWriter.writing(insertion, accounts.inOrder, width: 4) {
            [.integer($0.account.rawValue), .integer($0.lastOrder), .integer($0.entries), .integer($0.balance)]
        }
    }

    private static let selection: SQL = """
        SELECT account_id, last_order_id, entries, balance FROM account_listings WHERE account_id = $1
        """
    private static let insertion: SQL = """
        INSERT INTO account_listings (account_id, last_order_id, entries, balance) VALUES ($1, $2, $3, $4)
        ON CONFLICT (account_id) DO UPDATE SET last_order_id = excluded.last_order_id, entries = excluded.entries,
            balance = excluded.balance
        """
}

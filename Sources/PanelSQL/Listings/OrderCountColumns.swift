import PanelCore

/// The columns of `balances` that count an account's orders by their statuses.
enum OrderCountColumns {
    /// In the order of `OrderStatus.allCases`.
    static let all = OrderStatus.allCases.map { "\($0.identifier)_orders" }

    /// A row for each account that has orders.
    static let ofAllOrders = """
        SELECT account_id, \(counts.joined(separator: ", ")) FROM orders GROUP BY account_id
        """

    private static let counts = OrderStatus.allCases.map { status in
        "SUM(CASE WHEN status = \(status.rawValue) THEN 1 ELSE 0 END) AS \(status.identifier)_orders"
    }
}

/// By how much a batch changes the counts of accounts' orders.
struct OrderCountChanges {
    /// Of each account in the order of `OrderStatus.allCases`.
    private var counts: [AccountID: [Int64]] = [:]
    /// Whether there is nothing but new orders that nothing happened to yet, as in most batches.
    private(set) var areNew = true

    init(_ changes: Changes) {
        for order in changes.orders.inserted.values { add(1, of: order.account, order.status) }
        for change in changes.statusChanges {
            add(-1, of: change.account, change.old)
            add(1, of: change.account, change.new)
        }
    }

    private mutating func add(_ count: Int64, of account: AccountID, _ status: OrderStatus) {
        if status != .pending { areNew = false }
        counts[account, default: OrderCountChanges.none][Int(status.rawValue) - 1] += count
    }

    private static let none = OrderStatus.allCases.map { _ in Int64(0) }

    /// What is added to each count.
    subscript(account: AccountID) -> [Int64] { counts[account] ?? OrderCountChanges.none }

    /// How many new orders there are, when there is nothing else.
    func new(of account: AccountID) -> Int64 { counts[account]?[0] ?? 0 }
}

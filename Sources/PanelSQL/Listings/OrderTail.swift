import PanelCore
import PanelStore

/// The orders that the job has not listed yet: all behind one. They are read from `orders`, so that answers are exact.
struct OrderTail {
    /// The last order that is listed.
    let end: Int64
    /// All orders with a higher id are in front of the others in the chain of their account.
    private let chainedFrom: Int64

    init(on connection: any SQLConnection) throws {
        let progress = try connection.list(OrderTail.progress) { ($0.integer(), $0.integer()) }.first
        (end, chainedFrom) = progress ?? (0, .max)
    }

    // MARK: Of one account

    /// What is read of the orders of one account that are not listed yet. However many of others wait to be listed, none
    /// of them is looked at.
    struct OwnOrders: Sendable {
        private let chained: SQL
        private let searched: SQL

        /// - Parameters:
        ///   - selection: The columns, as a statement begins with them.
        ///   - rest: What follows a condition: further ones, the order, the limit. Their parameters begin at `$4`.
        init(_ selection: String, _ rest: String) {
            // Servers take ids in blocks, so an order may follow one with a higher id, and only from `$2` on is it certain
            // where those behind `$1` end. An order that has been chained to itself would be followed once.
            chained = SQL(
                """
                WITH RECURSIVE chain (listed) AS (
                    SELECT last_order_id FROM balances WHERE account_id = $3 AND last_order_id > $2
                    UNION
                    SELECT orders.previous_order_id FROM chain JOIN orders ON orders.id = chain.listed
                    WHERE orders.previous_order_id > $2
                )
                \(selection) FROM chain CROSS JOIN orders WHERE orders.id = chain.listed AND id > $1 \(rest)
                """
            )
            searched = SQL("\(selection) FROM orders WHERE id > $1 AND id > $2 AND account_id = $3 \(rest)")
        }

        func list<Row>(
            of account: AccountID,
            in tail: OrderTail,
            _ further: [SQLValue] = [],
            on connection: any SQLConnection,
            _ row: @escaping (inout RowReader) throws -> Row
        ) throws -> [Row] {
            let isChained = tail.chainedFrom <= tail.end
            let start = isChained ? tail.chainedFrom : tail.end
            let values = [.integer(tail.end), .integer(start), .integer(account.rawValue)] + further
            return try connection.list(isChained ? chained : searched, .rows([values], width: values.count) { $0 }, row)
        }
    }

    /// The accounts of these orders with their last one, the newest first.
    func lastOrders(on connection: any SQLConnection) throws -> [(account: AccountID, order: OrderID)] {
        try connection.list(OrderTail.lastOrders, .row(.integer(end))) { reader in
            (account: reader.id(), order: reader.id())
        }
    }

    /// What moved an account's balance and is not listed yet, in the order in which it will be.
    func transfers(of account: AccountID, on connection: any SQLConnection) throws -> [AccountTransfer] {
        let id = SQLValue.integer(account.rawValue)
        let charges = try OrderTail.charges.list(of: account, in: self, on: connection) { reader in
            AccountTransfer(chargeOf: reader.id(), account: account, charge: reader.integer(), at: reader.timestamp())
        }
        let others = try connection.list(OrderTail.transfers, .row(id), AccountTransfer.init)
        return (charges + others).sorted(by: AccountTransfer.areInOrder)
    }

    /// What was moved on some days and is not listed yet.
    func totals(
        of days: ClosedRange<Int64>,
        on connection: any SQLConnection
    ) throws -> [(DayTotals.Key, DayTotals.Total)] {
        // The whole range of numbers would leave it in milliseconds.
        let range = days.clamped(to: -100_000_000...100_000_000)
        let from = SQLValue.integer(range.lowerBound * Timestamp.millisecondsPerDay)
        let to = SQLValue.integer((range.upperBound + 1) * Timestamp.millisecondsPerDay)
        return try connection.list(OrderTail.chargeTotals, .row(.integer(end), from, to), DayTotals.entry)
            + connection.list(OrderTail.transferTotals, .row(from, to)) { reader in
                let day = reader.integer()
                let key = (kind: reader.integer(), subject: reader.integer(), number: reader.integer())
                guard let cause = Cause(key: key) else {
                    throw SQLError.unreadable(table: "unlisted_transfers", value: "\(key)")
                }
                let kind = TransferKind(cause, isAddition: reader.flag())
                let total = DayTotals.Total(count: reader.integer(), high: reader.integer(), low: reader.integer())
                return (DayTotals.Key(day: day, kind: kind), total)
            }
    }

    private static let progress: SQL = "SELECT listed_order, chained_from FROM listing_progress WHERE id = 1"
    static let listedEnd: SQL = "SELECT listed_order FROM listing_progress WHERE id = 1"
    private static let lastOrders: SQL = """
        SELECT account_id, MAX(id) FROM orders WHERE id > $1 GROUP BY account_id ORDER BY 2 DESC
        """
    private static let charges = OwnOrders("SELECT id, charge, created_at", "AND charge > 0")
    private static let transfers = SQL(
        "SELECT \(AccountTransfer.columns) FROM unlisted_transfers WHERE account_id = $1"
    )
    private static let day = "created_at / \(Timestamp.millisecondsPerDay)"
    private static let chargeTotals = SQL(
        """
        SELECT \(day), \(TransferKind.charge.rawValue), COUNT(*), \(WideSum.of("charge")) FROM orders
        WHERE id > $1 AND created_at >= $2 AND created_at < $3 AND charge > 0 GROUP BY 1
        """
    )
    // Any transfer of a group stands for its kind.
    private static let transferTotals = SQL(
        """
        SELECT \(day), cause_kind, MIN(cause_subject), MIN(cause_number), CASE WHEN amount > 0 THEN 1 ELSE 0 END,
            COUNT(*), \(WideSum.of("ABS(amount)"))
        FROM unlisted_transfers WHERE created_at >= $1 AND created_at < $2
        GROUP BY 1, cause_kind, CASE WHEN amount > 0 THEN 1 ELSE 0 END
        """
    )
}

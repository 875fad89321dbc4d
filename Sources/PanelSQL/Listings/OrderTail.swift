import PanelCore
import PanelStore

/// The orders that the job has not listed yet: all behind one. They are read from `orders`, so that answers are exact.
struct OrderTail {
    /// The last order that is listed.
    let end: Int64

    init(on connection: any SQLConnection) throws {
        end = try connection.list(OrderTail.listedEnd) { $0.integer() }.first ?? 0
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
        let charges = try connection.list(OrderTail.charges, .row(.integer(end), id)) { reader in
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

    static let listedEnd: SQL = "SELECT listed_order FROM listing_progress WHERE id = 1"
    private static let lastOrders: SQL = """
        SELECT account_id, MAX(id) FROM orders WHERE id > $1 GROUP BY account_id ORDER BY 2 DESC
        """
    private static let charges: SQL = """
        SELECT id, charge, created_at FROM orders WHERE id > $1 AND account_id = $2 AND charge > 0
        """
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

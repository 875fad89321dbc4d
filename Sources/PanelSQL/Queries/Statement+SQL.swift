import PanelCore
import PanelStore

extension Statement: SQLQuery {
    static var use: ScanUse? { .pages }

    func answer(on connection: any SQLConnection) throws -> Page<Row> {
        let start = try position(in: "t", from: .max)
        let listed = try ListedAccount.load([account], on: connection)[account] ?? ListedAccount(account: account)
        var found: [(position: Int64, row: Row)] = []
        // Pages behind them do not look at those that are not listed yet.
        if start > listed.entries + 1 {
            var end = listed
            let transfers = try OrderTail(on: connection).transfers(of: account, on: connection)
            for transfer in transfers {
                end.add(transfer.amount)
                found.append((end.entries, Row(transfer, balance: Money(micros: end.balance))))
            }
            found = found.filter { $0.position < start }.suffix(part.limit + 1).reversed()
        }
        if found.count <= part.limit {
            let parameters = SQLParameters.row(.integer(account.rawValue), .integer(start), lookedFor)
            found += try connection.list(Self.listing, parameters) { reader in
                let position = reader.integer()
                let balance = reader.money()
                let transfer = try AccountTransfer(listed: &reader, of: account)
                return (position, Row(transfer, balance: balance))
            }
        }
        let rows = found.prefix(part.limit).map(\.row)
        guard found.count > part.limit else { return Page(rows: rows, next: nil) }
        return Page(rows: rows, next: Cursor("t", found[part.limit - 1].position))
    }

    private static let listing: SQL = """
        SELECT s.position, s.balance, t.created_at, t.cause_kind, t.cause_subject, t.cause_number,
            CASE WHEN t.destination = s.account_id THEN t.amount ELSE -t.amount END
        FROM statements s CROSS JOIN transfers t
        WHERE s.account_id = $1 AND s.position < $2 AND t.cause_kind = s.cause_kind
            AND t.cause_subject = s.cause_subject AND t.cause_number = s.cause_number
        ORDER BY s.position DESC LIMIT $3
        """
}

extension Statement.Row {
    init(_ transfer: AccountTransfer, balance: Money) {
        self.init(
            cause: transfer.cause,
            amount: Money(micros: transfer.amount),
            balance: balance,
            at: transfer.at
        )
    }
}

extension TransfersByDay: SQLQuery {
    static var use: ScanUse? { .pages }

    func answer(on connection: any SQLConnection) throws -> [Row] {
        var totals = DayTotals()
        let range = SQLParameters.row(.integer(days.lowerBound), .integer(days.upperBound))
        for (key, total) in try connection.list(Self.listed, range, DayTotals.entry) { totals.add(total, of: key) }
        for (key, total) in try OrderTail(on: connection).totals(of: days, on: connection) {
            totals.add(total, of: key)
        }
        return totals.rows
    }

    private static let listed = SQL(
        "SELECT \(DayTotals.columns) FROM transfer_days WHERE day >= $1 AND day <= $2 ORDER BY day, kind"
    )
}

extension DayTotals {
    fileprivate var rows: [TransfersByDay.Row] {
        totals.sorted { $0.key < $1.key }.map { key, total in
            TransfersByDay.Row(
                day: key.day,
                kind: key.kind,
                count: total.count,
                micros: WideSum.total(total.high, total.low)
            )
        }
    }
}

import PanelCore
import PanelStore

extension StatementOfSpan: SQLQuery {
    static var use: ScanUse? { .pages }

    func answer(on connection: any SQLConnection) throws -> Answer {
        let cursor = try part.after?.numbers(of: Self.mark, count: 1)[0]
        let statement = try NumberedStatement(of: account, on: connection)
        let before = try statement.position(before: span.lowerBound)
        let last = max(before, try statement.position(before: span.upperBound))
        // A cursor of another span, or of a longer statement, begins at the nearest end.
        let end = max(before, min(cursor.map { max($0, 1) - 1 } ?? last, last))
        let first = max(before, end - Int64(part.limit)) + 1
        var summed: [Statement.Row]?
        if last - before <= Self.mostSummed { summed = try Self.rows(of: statement, first: before + 1, last: last) }
        let rows: [Statement.Row]
        if let summed {
            rows = Array(summed[Int(first - before - 1)..<Int(end - before)])
        } else {
            rows = try Self.rows(of: statement, first: first, last: end)
        }
        return Answer(
            opening: try statement.balance(at: before),
            closing: try statement.balance(at: last),
            count: last - before,
            sums: summed.flatMap(Self.sums),
            entries: try EntryDetails(of: rows, withOrders: true, on: connection).entries(rows.reversed()),
            next: first > before + 1 ? Cursor(Self.mark, first) : nil,
            begins: try Self.rows(of: statement, first: 1, last: min(1, statement.count)).first?.at,
            ends: try Self.rows(of: statement, first: max(1, statement.count), last: statement.count).first?.at
        )
    }

    private static let mark = "m"

    private static func rows(of statement: NumberedStatement, first: Int64, last: Int64) throws -> [Statement.Row] {
        first <= last ? try statement.rows(at: first...last) : []
    }

    /// `nil` when they leave the range of money.
    private static func sums(of rows: [Statement.Row]) -> [TransferKind: Money]? {
        var sums: [TransferKind: Money] = [:]
        for row in rows {
            let kind = TransferKind(row.cause, isAddition: row.amount > .zero)
            guard let sum = sums[kind, default: .zero].adding(row.amount) else { return nil }
            sums[kind] = sum
        }
        return sums
    }
}

extension StatementInOrder: SQLQuery {
    static var use: ScanUse? { .pages }

    func answer(on connection: any SQLConnection) throws -> Answer {
        let cursor = try part.after?.numbers(of: Self.mark, count: 1)[0]
        let statement = try NumberedStatement(of: account, on: connection)
        let last = try span.map { try statement.position(before: $0.upperBound) } ?? statement.count
        let before = try cursor ?? span.map { try statement.position(before: $0.lowerBound) } ?? 0
        guard before >= 0, before < last else { return Answer(entries: [], next: nil) }
        // What is not listed may stand elsewhere the next time, so it is on one page.
        let end = before + Int64(part.limit) < min(last, statement.listedCount) ? before + Int64(part.limit) : last
        let rows = try statement.rows(at: before + 1...end)
        return Answer(
            entries: try EntryDetails(of: rows, withOrders: false, on: connection).entries(rows),
            next: end < last ? Cursor(Self.mark, end) : nil
        )
    }

    private static let mark = "f"
}

/// What tells more of entries than the books do.
private struct EntryDetails {
    private let orders: [OrderID: OrderRecord]
    private let references: [CreditID: String]

    init(of rows: [Statement.Row], withOrders: Bool, on connection: any SQLConnection) throws {
        var (orders, credits): (Set<OrderID>, Set<CreditID>) = ([], [])
        for row in rows {
            switch row.cause {
            case .orderCharge(let id), .orderRefund(let id, _): orders.insert(id)
            case .credit(let id): credits.insert(id)
            case .providerCharge: break
            }
        }
        self.orders = withOrders ? try OrderQueries.records(of: orders, on: connection) : [:]
        let found = try connection.list(Self.credits, .ids(credits)) { reader in
            (reader.id(CreditID.self), reader.text())
        }
        references = Dictionary(uniqueKeysWithValues: found)
    }

    func entries(_ rows: some Collection<Statement.Row>) -> [StatementEntry] {
        rows.map { row in
            switch row.cause {
            case .orderCharge(let id), .orderRefund(let id, _): StatementEntry(row, order: orders[id])
            case .credit(let id): StatementEntry(row, reference: references[id])
            case .providerCharge: StatementEntry(row)
            }
        }
    }

    private static let credits: SQL = "SELECT id, reference FROM credits WHERE id = $1"
}

extension Deposits: SQLQuery {
    func answer(on connection: any SQLConnection) throws -> Page<Row> {
        let before = SQLValue.integer(try position(in: "d", from: .max))
        let found = try connection.list(Self.listing, .row(.integer(account.rawValue), before, lookedFor)) { reader in
            Row(id: reader.id(), reference: reader.text(), amount: reader.money(), at: reader.timestamp())
        }
        return page(of: found) { Cursor("d", $0.id.rawValue) }
    }

    // Written out, the bound lets the planner use the index of deposits.
    private static let listing: SQL = """
        SELECT id, reference, amount, created_at FROM credits
        WHERE account_id = $1 AND amount > 0 AND id < $2 ORDER BY id DESC LIMIT $3
        """
}

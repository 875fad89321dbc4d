import PanelCore
import PanelStore

extension Orders: SQLQuery {
    static var use: ScanUse? { .staff }

    func answer(on connection: any SQLConnection) throws -> Page<OrderRecord> {
        let start = try position(in: "o", from: .max)
        let found: [OrderRecord]
        switch status {
        case nil:
            found = try connection.list(Self.all, .row(.integer(start), lookedFor), OrderRecord.init)
        case let status? where !status.isFinal:
            let parameters = SQLParameters.row(.integer(status.rawValue), .integer(start), lookedFor)
            found = try connection.list(Self.open, parameters, OrderRecord.init)
        case let status?:
            let orders = OrdersByStatus(account: nil, status: status)
            found = try orders.find(before: start, limit: lookedFor, on: connection)
        }
        return page(of: found) { Cursor("o", $0.order.id.rawValue) }
    }

    private static let all = SQL(
        "\(OrderQueries.recordSelection) FROM orders WHERE id < $1 ORDER BY id DESC LIMIT $2"
    )
    // Written out, the bound lets the planner use the index of open orders.
    private static let open = SQL(
        """
        \(OrderQueries.recordSelection) FROM orders
        WHERE status = $1 AND status <= 3 AND id < $2 ORDER BY id DESC LIMIT $3
        """
    )
}

extension OrdersOfAccount: SQLQuery {
    static var use: ScanUse? { .pages }

    func answer(on connection: any SQLConnection) throws -> Page<OrderRecord> {
        if let status {
            let start = try position(in: "s", from: .max)
            let orders = OrdersByStatus(account: account, status: status)
            let found = try orders.find(before: start, limit: lookedFor, on: connection)
            return page(of: found) { Cursor("s", $0.order.id.rawValue) }
        }
        let account = SQLValue.integer(account.rawValue)
        let found: [OrderRecord]
        if let after = part.after {
            let last = SQLValue.integer(try after.numbers(of: "c", count: 1)[0])
            // The chain of another account is none of this one's business.
            guard try !connection.list(Self.ownOrder, .row(last, account), { $0.integer() }).isEmpty else {
                throw BadCursor(after)
            }
            found = try connection.list(Self.rest, .row(last, lookedFor), OrderRecord.init)
        } else {
            found = try connection.list(Self.start, .row(account, lookedFor), OrderRecord.init)
        }
        return page(of: found) { Cursor("c", $0.order.id.rawValue) }
    }

    private static let ownOrder: SQL = "SELECT id FROM orders WHERE id = $1 AND account_id = $2"
    private static let start = chain(from: "last_order_id, 1 FROM balances WHERE account_id = $1 AND last_order_id")
    private static let rest = chain(from: "previous_order_id, 1 FROM orders WHERE id = $1 AND previous_order_id")

    /// Follows the chain of an account's orders, and stops when there are enough.
    ///
    /// - Parameter start: Where it begins, up to the column that must not be empty.
    private static func chain(from start: String) -> SQL {
        SQL(
            """
            WITH RECURSIVE chain (listed, place) AS (
                SELECT \(start) IS NOT NULL
                UNION ALL
                SELECT orders.previous_order_id, chain.place + 1 FROM chain JOIN orders ON orders.id = chain.listed
                WHERE orders.previous_order_id IS NOT NULL AND chain.place < $2
            )
            \(OrderQueries.recordSelection) FROM chain CROSS JOIN orders WHERE orders.id = chain.listed ORDER BY place
            """
        )
    }
}

extension OrderCounts: SQLQuery {
    func answer(on connection: any SQLConnection) throws -> [OrderStatus: Int64] {
        let counts = try connection.list(Self.counts, .row(.integer(account.rawValue))) { reader in
            OrderStatus.allCases.map { ($0, reader.integer()) }
        }
        return Dictionary(uniqueKeysWithValues: (counts.first ?? []).filter { $0.1 > 0 })
    }

    private static let counts = SQL(
        "SELECT \(OrderCountColumns.all.joined(separator: ", ")) FROM balances WHERE account_id = $1"
    )
}

extension OrdersByUpstreamID: SQLQuery {
    func answer(on connection: any SQLConnection) throws -> Page<Row> {
        let start = SQLValue.integer(try position(in: "x", from: 0))
        let parameters = SQLParameters.row(.text(id.description), start, lookedFor)
        let found = try connection.list(Self.submissions, parameters) { reader in
            (provider: reader.id(ProviderID.self), key: SubmissionKey(order: reader.id(), run: reader.integer()))
        }
        let records = try OrderQueries.records(of: found.map(\.key.order), on: connection)
        let rows = found.compactMap { provider, key in
            records[key.order].map { Row(provider: provider, submission: key, record: $0) }
        }
        return page(of: rows) { Cursor("x", $0.provider.rawValue) }
    }

    // Ids are looked up at each provider: there are few of those.
    private static let submissions: SQL = """
        SELECT s.provider_id, s.order_id, s.run FROM providers p CROSS JOIN submissions s
        WHERE p.id > $2 AND s.provider_id = p.id AND s.upstream_id = $1 ORDER BY s.provider_id LIMIT $3
        """
}

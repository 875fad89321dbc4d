import PanelCore
import PanelStore

extension FilteredOrders: SQLQuery {
    static var use: ScanUse? { .pages }

    func answer(on connection: any SQLConnection) throws -> Page<OrderRecord> {
        guard let text else { return try ownOrders(on: connection) }
        if part.after == nil, let id = OrderCriteria(text: text).orderID,
            let record = try OrderQueries.records(of: [id], on: connection)[id], accepts(record.order)
        {
            return Page(rows: [record], next: nil)
        }
        return try ordersByLink(text, on: connection)
    }

    // MARK: By link

    private func ordersByLink(_ link: String, on connection: any SQLConnection) throws -> Page<OrderRecord> {
        var rows: [OrderRecord] = []
        var next = part.after
        var looked = 0
        repeat {
            let part = Part(limit: self.part.limit - rows.count, after: next)
            let query = OrdersByLink(link, .sameTarget, of: account, status: status, lookingAt: lookedAt, part)
            let page = try query.answer(on: connection)
            rows += page.rows.filter { accepts($0.order) }
            next = page.next
            looked += max(page.rows.count, 1)
        } while next != nil && rows.count < part.limit && looked < lookedAt && looked < FilteredOrders.mostLinkPages
        return Page(rows: rows, next: next)
    }

    /// Pages without a row that is meant are looked through so often.
    private static let mostLinkPages = 1000

    // MARK: By time

    private func ownOrders(on connection: any SQLConnection) throws -> Page<OrderRecord> {
        var start = try position(in: "f", from: .max)
        if let before = period.before { start = min(start, try end(of: before, on: connection)) }
        let earliest = period.from?.adding(minutes: -FilteredOrders.slack)
        var found: [OrderRecord] = []
        var looked = 0
        var isOver = false
        while found.count <= part.limit, looked < lookedAt, !isOver {
            let portion = min(portion, lookedAt - looked)
            let records = try next(portion, before: start, on: connection)
            looked += records.count
            isOver = records.count < portion
            if let last = records.last { start = last.order.id.rawValue }
            for record in records {
                if let earliest, record.order.createdAt < earliest {
                    isOver = true
                    break
                }
                if accepts(record.order) { found.append(record) }
            }
        }
        let page = page(of: found) { Cursor("f", $0.order.id.rawValue) }
        guard page.next == nil, !isOver else { return page }
        return Page(rows: page.rows, next: Cursor("f", start))
    }

    /// How many are read at once: one more than wanted, unless many may have to be passed over.
    private var portion: Int { service == nil ? part.limit + 1 : max(part.limit + 1, 200) }

    /// The newest orders of the account, and of the status, below an id.
    private func next(
        _ count: Int,
        before start: Int64,
        on connection: any SQLConnection
    ) throws -> [OrderRecord] {
        let limit = SQLValue.integer(Int64(count))
        if let status {
            let orders = OrdersByStatus(account: account, status: status)
            return Array(try orders.find(before: start, limit: limit, on: connection).prefix(count))
        }
        guard let id = try newest(before: start, on: connection) else { return [] }
        return try connection.list(Self.chain, .row(.integer(id), limit), OrderRecord.init)
    }

    /// The account's newest order below an id. Its last order, and those before its own, are known without a search.
    private func newest(before start: Int64, on connection: any SQLConnection) throws -> Int64? {
        let (account, id) = (SQLValue.integer(account.rawValue), SQLValue.integer(start))
        func find(_ sql: SQL, _ parameters: SQLParameters) throws -> Int64?? {
            try connection.list(sql, parameters) { $0.optionalInteger() }.first
        }
        if start == .max { return try find(Self.last, .row(account)) ?? nil }
        if let previous = try find(Self.previous, .row(id, account)) { return previous }
        return try find(Self.newest, .row(account, id, .integer(OrderTail(on: connection).end))) ?? nil
    }

    private static let last: SQL = "SELECT last_order_id FROM balances WHERE account_id = $1"
    private static let previous: SQL = "SELECT previous_order_id FROM orders WHERE id = $1 AND account_id = $2"

    /// The lowest id behind all orders that were placed before `moment`, as far as clocks can be believed.
    private func end(of moment: Timestamp, on connection: any SQLConnection) throws -> Int64 {
        let moment = moment.adding(minutes: FilteredOrders.slack).milliseconds
        let ends = try connection.list(Self.end, .row(.integer(moment), .integer(account.rawValue))) { $0.integer() }
        return ends.min() ?? .max
    }

    /// An account's newest order below an id. It is listed with one of the statuses, or behind all that are listed.
    private static let newest: SQL = {
        let listed = OrderStatus.allCases.map { status in
            """
            SELECT MAX(order_id) AS id FROM account_orders
            WHERE account_id = $1 AND status = \(status.rawValue) AND order_id < $2
            """
        }
        let unlisted = "SELECT MAX(id) AS id FROM orders WHERE id > $3 AND id < $2 AND account_id = $1"
        return SQL("SELECT MAX(id) FROM (\((listed + [unlisted]).joined(separator: " UNION ALL "))) AS found")
    }()

    /// Follows the chain of an account's orders from one on.
    private static let chain = SQL(
        """
        WITH RECURSIVE chain (listed, place) AS (
            SELECT id, 1 FROM orders WHERE id = $1
            UNION ALL
            SELECT orders.previous_order_id, chain.place + 1 FROM chain JOIN orders ON orders.id = chain.listed
            WHERE orders.previous_order_id IS NOT NULL AND chain.place < $2
        )
        \(OrderQueries.recordSelection) FROM chain CROSS JOIN orders WHERE orders.id = chain.listed ORDER BY place
        """
    )

    /// Halves the ids until there is one, with which the moment begins. The last row is the answer, and the least.
    private static let end: SQL = {
        let middle = "(low + high) / 2"
        let isBefore = """
            COALESCE((SELECT created_at FROM orders WHERE id >= \(middle) ORDER BY id LIMIT 1), $1) < $1
            """
        return SQL(
            """
            WITH RECURSIVE chain (low, high) AS (
                SELECT CAST(0 AS BIGINT), COALESCE(last_order_id, 0) + 1 FROM balances WHERE account_id = $2
                UNION ALL
                SELECT CASE WHEN \(isBefore) THEN \(middle) ELSE low END,
                    CASE WHEN \(isBefore) THEN high ELSE \(middle) END
                FROM chain WHERE high - low > 1
            )
            SELECT high FROM chain
            """
        )
    }()
}

extension OrdersByID: SQLQuery {
    func answer(on connection: any SQLConnection) throws -> [OrderID: OrderRecord] {
        try OrderQueries.records(of: ids, on: connection).filter { $0.value.order.account == account }
    }
}

extension RefillsOfOrders: SQLQuery {
    func answer(on connection: any SQLConnection) throws -> [OrderID: [Refill]] {
        let asked = SQLParameters.rows(Set(ids), width: 2) { [.integer($0.rawValue), .integer(RefillsOfOrders.most)] }
        return Dictionary(grouping: try connection.list(Self.refills, asked, Refill.init), by: \.order)
    }

    private static let refills = SQL(
        "SELECT \(Refill.columns) FROM refills WHERE order_id = $1 ORDER BY id DESC LIMIT $2"
    )
}

extension OrdersWithOpenRefill: SQLQuery {
    func answer(on connection: any SQLConnection) throws -> Set<OrderID> {
        Set(try connection.list(Self.open, .ids(ids)) { reader in reader.id(OrderID.self) })
    }

    private static let open: SQL = "SELECT order_id FROM refills WHERE order_id = $1 AND status <= 2"
}

import PanelCore
import PanelStore

/// Finds the orders that have a status, of one account or of all, the newest first: listed ones whose status is still the
/// one that they are listed with, those whose listing waits to be changed, and those that are not listed yet.
struct OrdersByStatus {
    let account: AccountID?
    let status: OrderStatus

    /// - Parameter start: Below which ids are wanted.
    func find(before start: Int64, limit: SQLValue, on connection: any SQLConnection) throws -> [OrderRecord] {
        let tail = try OrderTail(on: connection)
        let own = account.map { [SQLValue.integer($0.rawValue)] } ?? []
        let values = [.integer(status.rawValue), .integer(start), limit] + own
        var found = try connection.list(
            account == nil ? Self.listed.all : Self.listed.some,
            .rows([values], width: values.count) { $0 },
            OrderRecord.init
        )
        let known = Set(found.map(\.order.id))
        found += try changed(before: start, upTo: tail.end, on: connection).filter { !known.contains($0.order.id) }
        if start > tail.end { found += try unlisted(behind: tail, before: start, limit: limit, on: connection) }
        return found.sorted { $0.order.id > $1.order.id }
    }

    private func unlisted(
        behind tail: OrderTail,
        before start: Int64,
        limit: SQLValue,
        on connection: any SQLConnection
    ) throws -> [OrderRecord] {
        let meant = [.integer(status.rawValue), .integer(start), limit]
        if let account {
            return try Self.unlistedOfOne.list(of: account, in: tail, meant, on: connection, OrderRecord.init)
        }
        let parameters = SQLParameters.row(meant[0], meant[1], meant[2], .integer(tail.end))
        return try connection.list(Self.unlisted, parameters, OrderRecord.init)
    }

    /// Listed orders that have the status by now, whatever they are listed with.
    private func changed(
        before start: Int64,
        upTo end: Int64,
        on connection: any SQLConnection
    ) throws -> [OrderRecord] {
        let bounds = [SQLValue.integer(start), .integer(end)] + (account.map { [.integer($0.rawValue)] } ?? [])
        let ids = try connection.list(
            account == nil ? Self.changed.all : Self.changed.some,
            .rows([bounds], width: bounds.count) { $0 }
        ) { reader in reader.id(OrderID.self) }
        let asked = SQLParameters.rows(ids, width: 2) { [.integer($0.rawValue), .integer(status.rawValue)] }
        return try connection.list(Self.order, asked, OrderRecord.init)
    }

    private static let order = SQL("\(OrderQueries.recordSelection) FROM orders WHERE id = $1 AND status = $2")
    private static let changed: (some: SQL, all: SQL) = {
        func changed(_ condition: String) -> SQL {
            SQL("SELECT DISTINCT order_id FROM changed_orders WHERE order_id < $1 AND order_id <= $2\(condition)")
        }
        return (changed(" AND account_id = $3"), changed(""))
    }()
    private static let listed: (some: SQL, all: SQL) = {
        func listed(_ account: String) -> SQL {
            SQL(
                """
                \(OrderQueries.recordSelection)
                FROM (SELECT order_id AS listed FROM account_orders WHERE \(account)status = $1 AND order_id < $2) AS found
                CROSS JOIN orders WHERE orders.id = found.listed AND orders.status = $1 ORDER BY listed DESC LIMIT $3
                """
            )
        }
        return (listed("account_id = $4 AND "), listed(""))
    }()
    private static let unlisted = SQL(
        """
        \(OrderQueries.recordSelection) FROM orders
        WHERE id > $4 AND id < $2 AND status = $1 ORDER BY id DESC LIMIT $3
        """
    )
    private static let unlistedOfOne = OrderTail.OwnOrders(
        OrderQueries.recordSelection,
        "AND status = $4 AND id < $5 ORDER BY id DESC LIMIT $6"
    )
}

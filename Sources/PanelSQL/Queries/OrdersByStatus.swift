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
        func list(_ sql: (some: SQL, all: SQL), _ further: SQLValue...) throws -> [OrderRecord] {
            let values = [.integer(status.rawValue), .integer(start), limit] + further + own
            return try connection.list(
                account == nil ? sql.all : sql.some,
                .rows([values], width: values.count) { $0 },
                OrderRecord.init
            )
        }
        var found = try list(Self.listed)
        let known = Set(found.map(\.order.id))
        let end = SQLValue.integer(tail.end)
        found += try changed(before: start, upTo: tail.end, on: connection).filter { !known.contains($0.order.id) }
        if start > tail.end { found += try list(Self.unlisted, end) }
        return found.sorted { $0.order.id > $1.order.id }
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
    private static let listed = pair { account in
        """
        FROM (SELECT order_id AS listed FROM account_orders WHERE \(account(4)) status = $1 AND order_id < $2) AS found
        CROSS JOIN orders WHERE orders.id = found.listed AND orders.status = $1 ORDER BY listed DESC LIMIT $3
        """
    }
    private static let unlisted = pair { account in
        "FROM orders WHERE id > $4 AND id < $2 AND \(account(5)) status = $1 ORDER BY id DESC LIMIT $3"
    }

    private static func pair(_ source: ((Int) -> String) -> String) -> (some: SQL, all: SQL) {
        (
            SQL("\(OrderQueries.recordSelection) \(source { "account_id = $\($0) AND" })"),
            SQL("\(OrderQueries.recordSelection) \(source { _ in "" })")
        )
    }
}

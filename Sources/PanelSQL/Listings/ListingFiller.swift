import PanelCore
import PanelStore

/// Fills the tables that listings are read from, a portion in a transaction. Several servers that do it take turns: each
/// transaction begins with a lock on where the listed part ends.
struct ListingFiller {
    private let connection: any SQLConnection
    private let isShared: Bool
    private let limits: ListingLimits
    private let progress: Progress

    private struct Progress {
        /// The last order that is listed.
        var listed: Int64
        /// The last order of which it is certain that none comes before it any more.
        var floor: Int64
        /// The last id that an order may have by now.
        var last: Int64
        var isClosed: Bool
    }

    private struct NewOrder {
        let id: OrderID
        let account: AccountID
        let link: String
        let status: OrderStatus
        let charge: Int64
        let at: Timestamp
    }

    /// - Parameter listed: The query that says where the listed part ends.
    private init(_ connection: any SQLConnection, isShared: Bool, limits: ListingLimits, listed: SQL) throws {
        self.connection = connection
        self.isShared = isShared
        self.limits = limits
        let listed = try connection.list(listed) { $0.integer() }
        let others = try connection.list(ListingFiller.others) { reader in
            Progress(
                listed: listed.first ?? 0,
                floor: reader.integer(),
                last: reader.integer(),
                isClosed: reader.optionalText() != nil
            )
        }
        guard let progress = others.first else { throw SQLError.unreadable(table: "versions", value: "nothing") }
        self.progress = progress
    }

    /// Lists the next portion, inside the transaction of `connection`.
    ///
    /// - Parameter isShared: Whether other servers have ids for orders that they have not written yet.
    /// - Returns: Whether there is more to be done now.
    static func fill(
        on connection: any SQLConnection,
        isShared: Bool,
        limits: ListingLimits
    ) throws -> Bool {
        try ListingFiller(connection, isShared: isShared, limits: limits, listed: lockedEnd).fill()
    }

    /// Whether there is a portion that is worth a transaction. It changes nothing.
    static func isDue(on connection: any SQLConnection, limits: ListingLimits) throws -> Bool {
        try ListingFiller(connection, isShared: false, limits: limits, listed: OrderTail.listedEnd).isDue()
    }

    private func isDue() throws -> Bool {
        guard !progress.isClosed else { return false }
        return try progress.listed < progress.floor || isWorthwhile()
    }

    private func fill() throws -> Bool {
        guard try isDue() else { return false }
        var floor = progress.floor
        if progress.listed >= floor {
            floor = progress.last
            if floor > progress.floor {
                // Waits for the batches under way. Those that come after them have no id below it.
                // All behind the old floor came after it was raised, so each account has them in front of the others.
                try connection.run([
                    .one(ListingFiller.raiseFloor, .row(.integer(floor))),
                    .one(ListingFiller.chain, .row(.integer(progress.floor))),
                ])
                // The batches of other servers must not wait until the rest is done.
                guard !isShared else { return true }
            }
        }
        let orders = try newOrders(upTo: floor)
        let end = orders.count == limits.orders ? orders[orders.count - 1].id.rawValue : max(floor, progress.listed)
        let transfers = try waitingTransfers(behind: end)
        let changed = try changedOrders()
        try list(orders, transfers)
        try move(changed, upTo: end)
        try connection.run([.one(ListingFiller.advance, .row(.integer(end)))])
        // Orders that came since the floor was raised are a portion of their own.
        return end < floor || progress.last - end >= Int64(limits.least) || transfers.count == limits.transfers
            || changed.count == limits.changes
    }

    /// Whether enough waits. What waits is read from where it is, so there is no hurry.
    private func isWorthwhile() throws -> Bool {
        let least = Int64(limits.least)
        if progress.last - progress.listed >= least { return true }
        let waiting = try connection.list(ListingFiller.waiting, .row(.integer(least))) { $0.integer() }
        return waiting.contains { $0 >= least }
    }

    // MARK: What is to be listed

    private func newOrders(upTo floor: Int64) throws -> [NewOrder] {
        guard progress.listed < floor else { return [] }
        let parameters = SQLParameters.row(.integer(progress.listed), .integer(floor), .integer(Int64(limits.orders)))
        return try connection.list(ListingFiller.orders, parameters) { reader in
            NewOrder(
                id: reader.id(),
                account: reader.id(),
                link: reader.text(),
                status: try reader.value(of: "orders"),
                charge: reader.integer(),
                at: reader.timestamp()
            )
        }
    }

    /// Transfers that are older than all orders behind `end`: statements go by time.
    private func waitingTransfers(behind end: Int64) throws -> [AccountTransfer] {
        let next = try connection.list(ListingFiller.nextOrder, .row(.integer(end))) { $0.integer() }.first
        let parameters = SQLParameters.row(.integer(next ?? .max), .integer(Int64(limits.transfers)))
        return try connection.list(ListingFiller.transfers, parameters, AccountTransfer.init)
    }

    /// The rows of `changed_orders`.
    private func changedOrders() throws -> [(order: OrderID, status: Int64)] {
        try connection.list(ListingFiller.changed, .row(.integer(Int64(limits.changes)))) { reader in
            (order: reader.id(), status: reader.integer())
        }
    }

    // MARK: Listing

    private func list(_ orders: [NewOrder], _ waiting: [AccountTransfer]) throws {
        let charges = orders.filter { $0.charge > 0 }.map {
            AccountTransfer(chargeOf: $0.id, account: $0.account, charge: $0.charge, at: $0.at)
        }
        let transfers = (charges + waiting).sorted(by: AccountTransfer.areInOrder)
        var accounts = try ListedAccount.load(
            Set(orders.map(\.account)).union(transfers.compactMap(\.account)),
            on: connection
        )
        for order in orders {
            accounts[order.account, default: ListedAccount(account: order.account)].lastOrder = order.id.rawValue
        }
        var totals = DayTotals()
        var entries: [[SQLValue]] = []
        for transfer in transfers {
            totals.add(transfer)
            guard let id = transfer.account else { continue }
            accounts[id, default: ListedAccount(account: id)].add(transfer.amount)
            guard let end = accounts[id] else { continue }
            entries.append(
                [.integer(id.rawValue), .integer(end.entries), .integer(end.balance)] + transfer.key.dropFirst()
            )
        }
        try connection.run(
            listing(orders.map { ($0.account, $0.status, $0.id) }) + links(of: orders)
                + ChangesWriter.writing(
                    ListingFiller.insertEntry,
                    entries.sorted(by: ListingFiller.areInOrder),
                    width: 6
                ) { $0 }
                + ListedAccount.write(accounts) + totals.write()
                + ChangesWriter.writing(ListingFiller.deleteTransfer, waiting, width: 4, \.key)
        )
    }

    private func links(of orders: [NewOrder]) -> [SQLJob] {
        let links = orders.map { (LinkHash.of(target: LinkTarget.text(of: $0.link)), $0.id.rawValue) }.sorted(by: <)
        return ChangesWriter.writing(ListingFiller.insertLink, links, width: 2) { [.integer($0.0), .integer($0.1)] }
    }

    private func listing(_ orders: [(AccountID, OrderStatus, OrderID)]) -> [SQLJob] {
        let keys = orders.map { ($0.0.rawValue, $0.1.rawValue, $0.2.rawValue) }.sorted(by: <)
        return ChangesWriter.writing(ListingFiller.insertOrder, keys, width: 3) {
            [.integer($0.0), .integer($0.1), .integer($0.2)]
        }
    }

    /// Lists orders with the status that they have by now.
    private func move(_ changed: [(order: OrderID, status: Int64)], upTo end: Int64) throws {
        guard !changed.isEmpty else { return }
        let ids = Set(changed.map(\.order)).filter { $0.rawValue <= end }
        let orders = try connection.list(ListingFiller.statuses, .ids(ids)) { reader in
            (reader.id(AccountID.self), try reader.value(of: "orders") as OrderStatus, reader.id(OrderID.self))
        }
        try connection.run(
            ChangesWriter.writing(ListingFiller.deleteChanged, changed, width: 2) {
                [.integer($0.order.rawValue), .integer($0.status)]
            }
                + ChangesWriter.writing(ListingFiller.deleteOrder, orders, width: 2) {
                    [.integer($0.0.rawValue), .integer($0.2.rawValue)]
                } + listing(orders)
        )
    }

    /// By account and position.
    private static func areInOrder(_ left: [SQLValue], _ right: [SQLValue]) -> Bool {
        guard case (.integer(let a), .integer(let b)) = (left[0], right[0]),
            case (.integer(let c), .integer(let d)) = (left[1], right[1])
        else { return false }
        return (a, c) < (b, d)
    }
}

// MARK: Statements

extension ListingFiller {
    private static let lockedEnd = SQL(OrderTail.listedEnd.text, lock: .exclusive)
    private static let others: SQL = """
        SELECT order_floor, (SELECT next - 1 FROM sequences WHERE name = 'orders'), closed_for
        FROM versions WHERE name = 'settings'
        """
    private static let raiseFloor: SQL = "UPDATE versions SET order_floor = $1 WHERE name = 'settings'"
    private static let chain: SQL = "UPDATE listing_progress SET chained_from = $1 WHERE id = 1"
    private static let advance: SQL = "UPDATE listing_progress SET listed_order = $1 WHERE id = 1"
    private static let waiting: SQL = """
        SELECT COUNT(*) FROM (SELECT 1 FROM unlisted_transfers LIMIT $1) AS waiting_transfers
        UNION ALL
        SELECT COUNT(*) FROM (SELECT 1 FROM changed_orders LIMIT $1) AS waiting_orders
        """
    private static let orders: SQL = """
        SELECT id, account_id, link, status, charge, created_at FROM orders
        WHERE id > $1 AND id <= $2 ORDER BY id LIMIT $3
        """
    private static let nextOrder: SQL = "SELECT created_at FROM orders WHERE id > $1 ORDER BY id LIMIT 1"
    private static let transfers = SQL(
        """
        SELECT \(AccountTransfer.columns) FROM unlisted_transfers WHERE created_at < $1
        ORDER BY created_at, cause_kind, cause_subject, cause_number LIMIT $2
        """
    )
    private static let changed: SQL = "SELECT order_id, status FROM changed_orders ORDER BY order_id, status LIMIT $1"
    private static let statuses: SQL = "SELECT account_id, status, id FROM orders WHERE id = $1"
    private static let insertOrder: SQL = """
        INSERT INTO account_orders (account_id, status, order_id) VALUES ($1, $2, $3)
        """
    private static let insertLink: SQL = "INSERT INTO link_orders (target, order_id) VALUES ($1, $2)"
    private static let insertEntry: SQL = """
        INSERT INTO statements (account_id, position, balance, cause_kind, cause_subject, cause_number)
        VALUES ($1, $2, $3, $4, $5, $6)
        """
    private static let deleteTransfer: SQL = """
        DELETE FROM unlisted_transfers
        WHERE created_at = $1 AND cause_kind = $2 AND cause_subject = $3 AND cause_number = $4
        """
    private static let deleteChanged: SQL = "DELETE FROM changed_orders WHERE order_id = $1 AND status = $2"
    // Whatever status it is listed with. Written out, they are looked up.
    private static let deleteOrder: SQL = """
        DELETE FROM account_orders WHERE account_id = $1 AND status IN (1, 2, 3, 4, 5, 6) AND order_id = $2
        """
}

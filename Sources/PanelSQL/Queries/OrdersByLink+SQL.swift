import PanelCore
import PanelStore

extension OrdersByLink: SQLQuery {
    static var use: ScanUse? { .pages }

    func answer(on connection: any SQLConnection) throws -> Page<OrderRecord> {
        let start = try position(in: "k", from: .max)
        let target = LinkTarget.text(of: link)
        let hash = SQLValue.integer(LinkHash.of(target: target))
        let tail = try OrderTail(on: connection)
        var ids = start > tail.end ? try unlisted(behind: tail, before: start, target: target, on: connection) : []
        let candidates = try connection.list(
            Self.candidates,
            .row(hash, .integer(start), .integer(Int64(lookedAt)))
        ) { reader in reader.id(OrderID.self) }
        var found: [OrderRecord] = []
        // In portions, since most of those that lead to the same are what is looked for.
        ids += candidates
        var looked = 0
        while found.count <= part.limit, looked < ids.count {
            let portion = ids[looked..<min(looked + part.limit + 1, ids.count)]
            let records = try OrderQueries.records(of: Array(portion), on: connection)
            found += portion.compactMap { records[$0] }.filter { matches($0.order, target: target) }
            looked += portion.count
        }
        let page = page(of: found) { Cursor("k", $0.order.id.rawValue) }
        guard page.next == nil, candidates.count == lookedAt, let last = candidates.last else { return page }
        return Page(rows: page.rows, next: Cursor("k", last.rawValue))
    }

    /// Those behind the listed ones that may be meant, the newest first.
    private func unlisted(
        behind tail: OrderTail,
        before start: Int64,
        target: String,
        on connection: any SQLConnection
    ) throws -> [OrderID] {
        func read(_ reader: inout RowReader) throws -> (id: OrderID, link: String) { (reader.id(), reader.text()) }
        let before = SQLValue.integer(start)
        let links =
            try account.map {
                try Self.unlistedOfOne.list(of: $0, in: tail, [before], on: connection, read)
            } ?? connection.list(Self.unlisted, .row(.integer(tail.end), before), read)
        return links.filter { LinkTarget.text(of: $0.link).utf8.elementsEqual(target.utf8) }.map(\.id)
    }

    /// Other targets may have the same hash.
    private func matches(_ order: Order, target: String) -> Bool {
        guard account == nil || order.account == account, status == nil || order.status == status else { return false }
        return match.accepts(order.link, for: link, leadingTo: target)
    }

    private static let candidates: SQL = """
        SELECT order_id FROM link_orders WHERE target = $1 AND order_id < $2 ORDER BY order_id DESC LIMIT $3
        """
    private static let unlistedOfOne = OrderTail.OwnOrders("SELECT id, link", "AND id < $4 ORDER BY id DESC")
    private static let unlisted: SQL = "SELECT id, link FROM orders WHERE id > $1 AND id < $2 ORDER BY id DESC"
}

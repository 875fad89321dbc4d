import PanelCore
import PanelStore

extension Accounts: SQLQuery {
    static var use: ScanUse? { .staff }

    func answer(on connection: any SQLConnection) throws -> Page<AccountRecord> {
        let id = try position(in: "a", from: 0)
        let found = try connection.list(Self.listing, .row(.integer(id), lookedFor), AccountRecord.init)
        return page(of: found) { Cursor("a", $0.account.id.rawValue) }
    }

    private static let listing = SQL("\(AccountQueries.recordSelection) WHERE id > $1 ORDER BY id LIMIT $2")
}

extension AccountsByName: SQLQuery {
    func answer(on connection: any SQLConnection) throws -> Page<AccountRecord> {
        // Names are ASCII: what begins with the prefix is before the prefix with the last of all characters behind it.
        let end = SQLValue.text(prefix + "\u{7F}")
        let found: [AccountRecord]
        if let after = part.after {
            let name = try after.numbersAndText(of: "n", count: 0).1
            guard name.utf8.starts(with: prefix.utf8) else { throw BadCursor(after) }
            found = try connection.list(Self.rest, .row(.text(name), end, lookedFor), AccountRecord.init)
        } else {
            found = try connection.list(Self.start, .row(.text(prefix), end, lookedFor), AccountRecord.init)
        }
        return page(of: found) { Cursor("n", text: $0.account.name.description) }
    }

    private static let start = listing(from: ">=")
    private static let rest = listing(from: ">")

    private static func listing(from comparison: String) -> SQL {
        SQL("\(AccountQueries.recordSelection) WHERE name \(comparison) $1 AND name < $2 ORDER BY name LIMIT $3")
    }
}

extension AccountsByLastOrder: SQLQuery {
    static var use: ScanUse? { .pages }

    func answer(on connection: any SQLConnection) throws -> Page<Row> {
        let start = try position(in: "l", from: .max)
        let unlisted = try OrderTail(on: connection).lastOrders(on: connection)
        var places = unlisted.filter { $0.order.rawValue < start }
        let newer = Set(unlisted.map(\.account))
        var before = min(start, places.last?.order.rawValue ?? start)
        while places.count <= part.limit {
            let listed = try connection.list(Self.listing, .row(.integer(before), lookedFor)) { reader in
                (account: reader.id(AccountID.self), order: reader.id(OrderID.self))
            }
            places += listed.filter { !newer.contains($0.account) }
            guard let last = listed.last, listed.count > part.limit else { break }
            before = last.order.rawValue
        }
        let accounts = places.prefix(part.limit + 1).map(\.account)
        let records = try connection.list(Self.record, .ids(accounts), AccountRecord.init)
        let byID = Dictionary(uniqueKeysWithValues: records.map { ($0.account.id, $0) })
        let found = places.prefix(part.limit + 1).compactMap { place in
            byID[place.account].map { Row(record: $0, lastOrder: place.order) }
        }
        return page(of: found) { Cursor("l", $0.lastOrder.rawValue) }
    }

    private static let listing: SQL = """
        SELECT account_id, last_order_id FROM account_listings
        WHERE last_order_id > 0 AND last_order_id < $1 ORDER BY last_order_id DESC LIMIT $2
        """
    private static let record = SQL("\(AccountQueries.recordSelection) WHERE id = $1")
}

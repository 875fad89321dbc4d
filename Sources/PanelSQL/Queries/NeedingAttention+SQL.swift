import PanelCore
import PanelStore

extension Refills: SQLQuery {
    static var use: ScanUse? { .staff }

    func answer(on connection: any SQLConnection) throws -> Page<Refill> {
        let start = SQLValue.integer(try position(in: "r", from: .max))
        let found =
            if let status {
                try connection.list(Self.some, .row(start, lookedFor, .integer(status.rawValue)), Refill.init)
            } else {
                try connection.list(Self.all, .row(start, lookedFor), Refill.init)
            }
        return page(of: found) { Cursor("r", $0.id.rawValue) }
    }

    private static let all = listing("")
    private static let some = listing("status = $3 AND ")

    private static func listing(_ condition: String) -> SQL {
        SQL("SELECT \(Refill.columns) FROM refills WHERE \(condition)id < $1 ORDER BY id DESC LIMIT $2")
    }
}

extension RefillByID: SQLQuery {
    func answer(on connection: any SQLConnection) throws -> Refill? {
        try connection.list(Self.row, .row(.integer(id.rawValue)), Refill.init).first
    }

    private static let row = SQL("SELECT \(Refill.columns) FROM refills WHERE id = $1")
}

extension SubmissionsNeedingAttention: SQLQuery {
    static var use: ScanUse? { .staff }

    func answer(on connection: any SQLConnection) throws -> Page<Submission> {
        let start = try part.after?.numbers(of: "w", count: 2) ?? [0, 0]
        let parameters = SQLParameters.row(.integer(start[0]), .integer(start[1]), lookedFor)
        let found = try connection.list(Self.listing, parameters, Submission.init)
        return page(of: found) { Cursor("w", $0.key.order.rawValue, $0.key.run) }
    }

    private static let listing = SQL(
        """
        SELECT \(Submission.columns) FROM submissions
        WHERE attention IS NOT NULL AND (order_id, run) > ($1, $2) ORDER BY order_id, run LIMIT $3
        """
    )
}

extension RefillsNeedingAttention: SQLQuery {
    static var use: ScanUse? { .staff }

    func answer(on connection: any SQLConnection) throws -> Page<Refill> {
        let start = SQLValue.integer(try position(in: "u", from: 0))
        let found = try connection.list(Self.listing, .row(start, lookedFor), Refill.init)
        return page(of: found) { Cursor("u", $0.id.rawValue) }
    }

    private static let listing = SQL(
        """
        SELECT * FROM (
            SELECT \(Refill.columns) FROM refills WHERE status <= 2 AND relay_state = 4 AND id > $1
            UNION ALL
            SELECT \(Refill.columns) FROM refills WHERE status <= 2 AND relay_state <= 3 AND id > $1
                AND relay_provider_id IN (SELECT id FROM providers WHERE removed_at IS NOT NULL)
        ) AS unclear ORDER BY id LIMIT $2
        """
    )
}

extension NeedingAttention: SQLQuery {
    static var use: ScanUse? { .staff }

    func answer(on connection: any SQLConnection) throws -> Page<Row> {
        var rows: [Row] = []
        var refills = part
        // A cursor of neither listing is refused by the first one.
        if part.after.map({ (try? $0.numbers(of: "u", count: 1)) == nil }) ?? true {
            let page = try SubmissionsNeedingAttention(part).answer(on: connection)
            rows = page.rows.map { .submission($0) }
            guard page.next == nil else { return Page(rows: rows, next: page.next) }
            refills = Part(limit: part.limit - rows.count)
        }
        let page = try RefillsNeedingAttention(refills).answer(on: connection)
        // One is looked for even where there is no room: it tells that there is more.
        guard rows.count < part.limit else { return Page(rows: rows, next: page.rows.isEmpty ? nil : Cursor("u", 0)) }
        return Page(rows: rows + page.rows.map { .refill($0) }, next: page.next)
    }
}

extension Orphans: SQLQuery {
    static var use: ScanUse? { .staff }

    func answer(on connection: any SQLConnection) throws -> Page<OrphanOrder> {
        let (numbers, id) = try part.after?.numbersAndText(of: "f", count: 1) ?? ([0], "")
        let found = try connection.list(
            Self.listing,
            .row(.integer(numbers[0]), .text(id), lookedFor),
            OrphanOrder.init
        )
        return page(of: found) { Cursor("f", $0.upstream.provider.rawValue, text: $0.upstream.id.description) }
    }

    private static let listing = SQL(
        """
        SELECT \(OrphanOrder.columns) FROM orphan_orders o
        WHERE (provider_id, upstream_id) > ($1, $2) AND NOT EXISTS (
            SELECT 1 FROM submissions s WHERE s.provider_id = o.provider_id AND s.upstream_id = o.upstream_id
        ) ORDER BY provider_id, upstream_id LIMIT $3
        """
    )
}

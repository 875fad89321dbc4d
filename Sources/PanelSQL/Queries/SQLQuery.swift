import PanelStore

/// A query that is answered by a database. A query of `PanelStore` that is none fails a test.
protocol SQLQuery: Query {
    /// Whose readers it takes; `nil` for what looks at a few rows by their keys.
    static var use: ScanUse? { get }

    func answer(on connection: any SQLConnection) throws -> Answer
}

extension SQLQuery {
    static var use: ScanUse? { nil }
}

extension Listing {
    /// A page of what was found, which is one row more than wanted when there is more.
    ///
    /// - Parameter cursor: Where the listing goes on after a row.
    func page(of found: [Row], cursor: (Row) -> Cursor) -> Page<Row> {
        let rows = Array(found.prefix(part.limit))
        guard found.count > part.limit, let last = rows.last else { return Page(rows: rows, next: nil) }
        return Page(rows: rows, next: cursor(last))
    }

    /// One row more than wanted, as a parameter: it tells that there is more.
    var lookedFor: SQLValue { .integer(Int64(part.limit) + 1) }

    /// What the cursor says, which is one number; `start` on the first page.
    func position(in listing: String, from start: Int64) throws -> Int64 {
        try part.after?.numbers(of: listing, count: 1)[0] ?? start
    }
}

/// Some rows of a table that follow each other in the order of its key.
struct TablePage: Sendable {
    /// Where in a table a page begins, and how much of it is read at once.
    struct Place: Sendable {
        /// The key of the row before it; `nil` at the beginning of the table.
        var key: [SQLValue]?
        var limit = 512
    }

    /// The most rows of a page. How much memory a page takes follows from it and from the size of the rows before.
    private static let mostRows = 4096
    /// What a page should be smaller than, in bytes.
    private static let wantedSize = 2 << 20

    let table: TableLayout
    /// The values of all rows, one row after the other.
    let values: [SQLValue]
    /// Where the rows behind this page begin; `nil` when there are none.
    let next: Place?

    var count: Int { values.count / table.columns.count }

    func row(_ number: Int) -> ArraySlice<SQLValue> {
        values[(number * table.columns.count)..<((number + 1) * table.columns.count)]
    }

    /// The rows as parameters of ``TableLayout/insert``.
    var parameters: SQLParameters {
        .rows(0..<count, width: table.columns.count) { Array(row($0)) }
    }

    /// Reads a page.
    ///
    /// - Throws: ``SQLError/unreadable(table:value:)`` when a value is not of its column's type, which would become
    ///   another value in another database.
    static func read(_ table: TableLayout, from place: Place, of engine: any SQLEngine) async throws -> TablePage {
        try await engine.read { connection in
            let columns = table.columns
            var values: [SQLValue] = []
            var size = 0
            let query = table.page(isFirst: place.key == nil, limit: place.limit)
            let parameters = SQLParameters.rows(place.key == nil ? [] : [place.key ?? []], width: table.key.count) {
                $0
            }
            try connection.run([
                .query(query, place.key == nil ? .none : parameters) { row in
                    for index in columns.indices {
                        let value = row.value(index).storable
                        guard value.isA(columns[index].kind) else {
                            throw SQLError.unreadable(
                                table: table.name,
                                value: "a \(columns[index].name) of another type"
                            )
                        }
                        size += value.size
                        values.append(value)
                    }
                }
            ])
            return TablePage(table, values, size: size, limit: place.limit)
        }
    }

    private init(_ table: TableLayout, _ values: [SQLValue], size: Int, limit: Int) {
        self.table = table
        self.values = values
        let width = table.columns.count
        guard values.count == limit * width else {
            next = nil
            return
        }
        // Rows of strangers' texts can be large: as many as fit, and not many more than the last time.
        let fitting = max(1, limit * TablePage.wantedSize / max(1, size))
        next = Place(
            key: table.key.map { values[values.count - width + $0] },
            limit: min(TablePage.mostRows, limit * 2, fitting)
        )
    }
}

extension SQLValue {
    fileprivate func isA(_ kind: TableLayout.Kind) -> Bool {
        switch (self, kind) {
        case (.null, _), (.integer, .integer), (.text, .text), (.blob, .blob): true
        default: false
        }
    }

    /// About how much memory it takes, in bytes.
    fileprivate var size: Int {
        switch self {
        case .null, .integer: 16
        case .text(let text): 16 + text.utf8.count
        case .blob(let bytes): 48 + bytes.count
        }
    }
}

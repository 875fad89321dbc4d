import Synchronization

extension PanelCopy {
    /// Reads a table of both databases as it is there.
    func compare(_ table: TableLayout) async throws -> CopyReport.Table {
        let total = try await count(table, of: source) + count(table, of: target)
        let done = RowCount()
        let report: @Sendable (Int) -> Void = { rows in
            observe(CopyProgress(stage: .comparing, table: table.name, done: done.add(rows), total: total))
        }
        async let sources = TableDigest.read(table, of: source.engine, progress: report)
        async let targets = TableDigest.read(table, of: target.engine, progress: report)
        let (left, right) = try await (sources, targets)
        return CopyReport.Table(
            name: table.name,
            moneyColumns: table.moneyColumns.map { table.columns[$0].name },
            source: left,
            target: right,
            difference: left == right ? nil : try await firstDifference(in: table)
        )
    }

    /// The key of the first row that is not the same on both sides, as text.
    private func firstDifference(in table: TableLayout) async throws -> String? {
        // Both sides' pages are of the same number of rows as long as the rows are the same.
        var place: TablePage.Place? = TablePage.Place()
        while let current = place {
            let left = try await TablePage.read(table, from: current, of: source.engine)
            let right = try await TablePage.read(table, from: current, of: target.engine)
            for number in 0..<max(left.count, right.count) {
                guard number < left.count, number < right.count else {
                    return PanelCopy.key(of: number, in: number < left.count ? left : right)
                }
                if TableDigest.bytes(of: left.row(number)) != TableDigest.bytes(of: right.row(number)) {
                    return PanelCopy.key(of: number, in: left)
                }
            }
            place = left.next
        }
        return nil
    }

    private static func key(of number: Int, in page: TablePage) -> String {
        let row = Array(page.row(number))
        return page.table.key.map { index in
            let value =
                switch row[index] {
                case .null: "NULL"
                case .integer(let integer): "\(integer)"
                case .text(let text): "'\(text)'"
                case .blob(let bytes): "\(bytes)"
                }
            return "\(page.table.columns[index].name) \(value)"
        }.joined(separator: ", ")
    }
}

/// Rows that two readers count together.
private final class RowCount: Sendable {
    private let count = Atomic<Int64>(0)

    /// - Returns: How many there are now.
    func add(_ rows: Int) -> Int64 {
        count.add(Int64(rows), ordering: .relaxed).newValue
    }
}

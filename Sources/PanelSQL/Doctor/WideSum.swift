/// Sums of money that may need more than 64 bits: SQLite's `SUM` fails there, and what PostgreSQL's comes to is no longer
/// a number that can be read. Billions and what is left of them are added up apart; each of these fits for more rows than
/// a table can have.
enum WideSum {
    private static let unit = 1_000_000_000

    /// The columns `high` and `low`, which together are the sum of `amount` over a group.
    static func of(_ amount: String) -> String {
        "CAST(SUM((\(amount)) / \(unit)) AS BIGINT) AS high, CAST(SUM((\(amount)) % \(unit)) AS BIGINT) AS low"
    }

    /// Whether `value` is another number than the sum in `table`, where a missing row is 0.
    static func differs(_ value: String, from table: String) -> String {
        let low = "(\(value) % \(unit) - COALESCE(\(table).low, 0))"
        return "(\(low) % \(unit) <> 0 OR \(value) / \(unit) - COALESCE(\(table).high, 0) + \(low) / \(unit) <> 0)"
    }

    /// The sum in `table` as the two last columns of a query, for ``total(_:_:)``.
    static func parts(of table: String) -> String {
        "COALESCE(\(table).high, 0), COALESCE(\(table).low, 0)"
    }

    /// The parts of one number.
    static func split(_ value: Int64) -> (high: Int64, low: Int64) {
        let (high, low) = value.quotientAndRemainder(dividingBy: Int64(unit))
        return (high, low)
    }

    static func total(_ high: Int64, _ low: Int64) -> Int128 {
        Int128(high) * Int128(unit) + Int128(low)
    }
}

import PanelCore

/// How many transfers of each kind there were on each day, and what they come to.
struct DayTotals {
    struct Key: Hashable, Comparable {
        /// Days since 1970-01-01, in UTC.
        let day: Int64
        let kind: TransferKind

        static func < (left: Key, right: Key) -> Bool {
            (left.day, left.kind.rawValue) < (right.day, right.kind.rawValue)
        }
    }

    struct Total {
        var count: Int64
        /// Together a ``WideSum``, never below zero.
        var high: Int64
        var low: Int64
    }

    private(set) var totals: [Key: Total] = [:]

    mutating func add(_ total: Total, of key: Key) {
        var sum = totals[key] ?? Total(count: 0, high: 0, low: 0)
        sum.count += total.count
        sum.high += total.high
        sum.low += total.low
        totals[key] = sum
    }

    mutating func add(_ transfer: AccountTransfer) {
        let kind = TransferKind(transfer.cause, isAddition: transfer.amount > 0)
        let (high, low) = WideSum.split(abs(transfer.amount))
        add(Total(count: 1, high: high, low: low), of: Key(day: transfer.at.daysSince1970, kind: kind))
    }

    // MARK: Storing

    static let columns = "day, kind, transfers, high, low"

    /// Reads ``columns``.
    static func entry(_ reader: inout RowReader) throws -> (Key, Total) {
        (
            Key(day: reader.integer(), kind: try reader.value(of: "transfer_days")),
            Total(count: reader.integer(), high: reader.integer(), low: reader.integer())
        )
    }

    /// Adds these to what is stored.
    func write() -> [SQLJob] {
        ChangesWriter.writing(DayTotals.addition, totals.sorted { $0.key < $1.key }, width: 5) { key, total in
            [
                .integer(key.day), .integer(key.kind.rawValue), .integer(total.count), .integer(total.high),
                .integer(total.low),
            ]
        }
    }

    private static let addition = SQL(
        """
        INSERT INTO transfer_days (\(columns)) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (day, kind) DO UPDATE SET transfers = transfer_days.transfers + excluded.transfers,
            high = transfer_days.high + excluded.high, low = transfer_days.low + excluded.low
        """
    )
}

extension Timestamp {
    /// The day it falls on in UTC.
    fileprivate var daysSince1970: Int64 {
        let (days, remainder) = milliseconds.quotientAndRemainder(dividingBy: Timestamp.millisecondsPerDay)
        return remainder < 0 ? days - 1 : days
    }
}

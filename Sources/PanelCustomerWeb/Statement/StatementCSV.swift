import PanelCore
import PanelStore
import PanelWeb

/// A statement as a file for spreadsheets: a line for each entry, the oldest first, so that each balance is the one above
/// it and the amount beside it, and the last one is what the account has.
enum StatementCSV {
    /// The names of the columns.
    static let head = CSVRow(["time", "cause", "amount", "balance"]).line

    /// The line of an entry: its moment, its cause in English, and plain decimals.
    ///
    /// - Parameter zone: On whose clocks the page shows the moment too.
    static func line(_ entry: StatementEntry, in zone: TimeZoneName) -> [UInt8] {
        var row = CSVRow()
        row.append(zone.iso8601(entry.row.at))
        row.append(cause(of: entry))
        row.append(entry.row.amount)
        row.append(entry.row.balance)
        return row.line
    }

    static func name(of month: CalendarMonth?) -> String {
        month.map { "statement-\($0).csv" } ?? "statement.csv"
    }

    private static func cause(of entry: StatementEntry) -> String {
        switch entry.row.cause {
        case .orderCharge(let id): "Order \(id)"
        case .orderRefund(let id, _): "Refund of order \(id)"
        case .credit where entry.row.amount > .zero: "Deposit \(entry.reference ?? "")"
        case .credit(let id): "Correction by staff #\(id)"
        case .providerCharge: "Other"
        }
    }
}

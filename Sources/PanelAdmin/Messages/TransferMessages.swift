import PanelCore
import PanelStore

/// What moved a user's balance.
package struct StatementMessage: Codable, Sendable {
    package let at: String
    /// `order:42:charge`, `order:42:refund:1` or `credit:7`: never twice.
    package let cause: String
    /// Below zero for what was taken.
    package let amount: String
    /// What the user had after it.
    package let balance: String

    init(_ row: Statement.Row) {
        at = row.at.iso8601
        cause = row.cause.description
        amount = row.amount.description
        balance = row.balance.description
    }
}

/// What was moved on a day, of one kind.
package struct TransferDayMessage: Codable, Sendable {
    /// `2026-11-24`, in UTC.
    package let day: String
    /// `charge`, `refund`, `deposit`, `correction`, `cost` or `returned_cost`.
    package let kind: String
    package let count: Int64
    package let amount: String

    init(_ row: TransfersByDay.Row) {
        day = CalendarDay(daysSince1970: row.day).yearMonthDay
        kind = row.kind.identifier
        count = row.count
        amount = MoneySum.text(row.micros)
    }
}

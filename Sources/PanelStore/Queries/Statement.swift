package import PanelCore

/// What moved an account's balance, the newest first, with what the balance was after it.
///
/// Entries go by time, so in a batch of several servers, or behind a clock that was set, they may stand otherwise than
/// they were carried out. The newest balance is always the account's.
package struct Statement: Listing {
    package struct Row: Sendable, Equatable {
        package let cause: Cause
        /// Below zero for what was taken.
        package let amount: Money
        /// What the account had after it.
        package let balance: Money
        package let at: Timestamp

        package init(cause: Cause, amount: Money, balance: Money, at: Timestamp) {
            self.cause = cause
            self.amount = amount
            self.balance = balance
            self.at = at
        }
    }

    package let account: AccountID
    package var part: Part

    package init(of account: AccountID, _ part: Part) {
        self.account = account
        self.part = part
    }
}

/// How many transfers there were on each day, and what they come to.
package struct TransfersByDay: Query {
    package struct Row: Sendable, Equatable {
        /// Days since 1970-01-01, in UTC.
        package let day: Int64
        package let kind: TransferKind
        package let count: Int64
        /// In millionths. A day may move more than fits 64 bits.
        package let micros: Int128

        package init(day: Int64, kind: TransferKind, count: Int64, micros: Int128) {
            self.day = day
            self.kind = kind
            self.count = count
            self.micros = micros
        }
    }

    /// By day, and by kind. Where nothing was moved there is no row.
    package typealias Answer = [Row]

    /// Most days that one question is about: ten years, of which nobody looks at each day of more. It is no setting, since
    /// the answer is a few rows a day.
    package static let mostDays: Int64 = 3_660

    /// The days that are asked for, since 1970-01-01, at most ``mostDays``; of more only the last ones.
    package let days: ClosedRange<Int64>

    package init(_ days: ClosedRange<Int64>) {
        let first = days.upperBound.subtractingReportingOverflow(TransfersByDay.mostDays - 1)
        self.days = first.overflow ? days : max(days.lowerBound, first.partialValue)...days.upperBound
    }
}

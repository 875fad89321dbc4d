package import PanelCore

/// One thing that moved an account's balance, with what tells its owner more of it.
package struct StatementEntry: Sendable, Equatable {
    package let row: Statement.Row
    /// The order that caused it, without its parameters, where the question wants it.
    package let order: OrderRecord?
    /// By which a deposit, or a correction by staff, was booked.
    package let reference: String?

    package init(_ row: Statement.Row, order: OrderRecord? = nil, reference: String? = nil) {
        self.row = row
        self.order = order
        self.reference = reference
    }

    package var kind: TransferKind { TransferKind(row.cause, isAddition: row.amount > .zero) }
}

/// What moved an account's balance in a span of time, such as a month, a page of it with what the account had before and
/// after the span.
///
/// An entry is in the span in whose part of the statement it stands. A part ends with the last entry whose time is before
/// the end of the span, as halving finds it among entries that go by time. So spans that follow each other leave out no
/// entry and share none, one opens with what the one before it closed with, and the span of the newest entry ends with the
/// account's balance, also where entries stand otherwise than by their time (``Statement``): such a one may be in the span
/// beside its own.
package struct StatementOfSpan: Query {
    package struct Answer: Sendable, Equatable {
        /// What the account had before the span.
        package let opening: Money
        /// What it had at the end of it, or has now.
        package let closing: Money
        /// How many entries the span has.
        package let count: Int64
        /// What they come to by kind; `nil` when they are more than ``StatementOfSpan/mostSummed``.
        package let sums: [TransferKind: Money]?
        /// The newest first.
        package let entries: [StatementEntry]
        /// Where the next page of the same span begins.
        package let next: Cursor?
        /// When the account's first entry of all was; `nil` while there is none.
        package let begins: Timestamp?
        /// When its last entry was.
        package let ends: Timestamp?

        package init(
            opening: Money,
            closing: Money,
            count: Int64,
            sums: [TransferKind: Money]?,
            entries: [StatementEntry],
            next: Cursor?,
            begins: Timestamp?,
            ends: Timestamp?
        ) {
            self.opening = opening
            self.closing = closing
            self.count = count
            self.sums = sums
            self.entries = entries
            self.next = next
            self.begins = begins
            self.ends = ends
        }
    }

    /// Most entries that are added up for one answer, all of which are read for it.
    package static let mostSummed: Int64 = 1000

    package let account: AccountID
    package let span: Range<Timestamp>
    package let part: Part

    package init(of account: AccountID, in span: Range<Timestamp>, _ part: Part) {
        self.account = account
        self.span = span
        self.part = part
    }
}

/// The same entries from the oldest to the newest, without their orders, to be read from one end to the other.
///
/// What is listed stays as it is, so a page begins where the one before it ended, whatever happens between them. What is
/// not listed yet may still be put in another order, and comes all at once at the end. So each entry follows the one
/// before it, and the last balance is what the account has at that moment.
package struct StatementInOrder: Query {
    package struct Answer: Sendable, Equatable {
        package let entries: [StatementEntry]
        /// Where the next page begins; `nil` at the end.
        package let next: Cursor?

        package init(entries: [StatementEntry], next: Cursor?) {
            self.entries = entries
            self.next = next
        }
    }

    package let account: AccountID
    /// `nil` for everything there is.
    package let span: Range<Timestamp>?
    /// As many listed entries are on a page at most.
    package let part: Part

    package init(of account: AccountID, in span: Range<Timestamp>?, _ part: Part) {
        self.account = account
        self.span = span
        self.part = part
    }
}

/// The deposits of an account, the newest first. Corrections by staff, which take something, are none.
package struct Deposits: Listing {
    package struct Row: Sendable, Equatable {
        package let id: CreditID
        /// By which it was booked.
        package let reference: String
        package let amount: Money
        package let at: Timestamp

        package init(id: CreditID, reference: String, amount: Money, at: Timestamp) {
            self.id = id
            self.reference = reference
            self.amount = amount
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

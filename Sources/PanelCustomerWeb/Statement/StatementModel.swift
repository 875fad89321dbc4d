package import PanelCore
package import PanelStore

/// What the page of a statement shows.
package struct StatementModel: Sendable {
    package var month: CalendarMonth
    /// Those that can be chosen, the newest first.
    package var months: [CalendarMonth]
    package var opening: Money
    package var closing: Money
    /// How many entries the month has, on this page and others.
    package var count: Int64
    /// What they come to by kind; `nil` for so many that nobody adds them up.
    package var sums: [TransferKind: Money]?
    /// The newest first.
    package var entries: [Entry]
    /// Where the next page of the month begins.
    package var next: Cursor?
    /// Whether there are newer entries of the month on other pages.
    package var isContinued: Bool
    /// What was asked for and is no month.
    package var wrongMonth: String?

    package init(
        month: CalendarMonth,
        months: [CalendarMonth],
        opening: Money,
        closing: Money,
        count: Int64,
        sums: [TransferKind: Money]?,
        entries: [Entry],
        next: Cursor? = nil,
        isContinued: Bool = false,
        wrongMonth: String? = nil
    ) {
        self.month = month
        self.months = months
        self.opening = opening
        self.closing = closing
        self.count = count
        self.sums = sums
        self.entries = entries
        self.next = next
        self.isContinued = isContinued
        self.wrongMonth = wrongMonth
    }

    /// Something that moved the balance, as its owner may know it.
    package struct Entry: Sendable {
        package let cause: Cause
        package let amount: Money
        package let balance: Money
        package let at: Timestamp

        package enum Cause: Sendable {
            case charge(OrderID, service: String)
            /// - Parameter reckoning: How it came about, where that is one sum.
            case refund(OrderID, service: String, reckoning: RefundReckoning?)
            /// - Parameter reference: By which it was booked.
            case deposit(reference: String)
            /// Staff took something back. Why, they tell each other.
            case correction(CreditID)
            /// Nothing that moves a customer's balance.
            case other
        }

        package init(_ cause: Cause, amount: Money, balance: Money, at: Timestamp) {
            self.cause = cause
            self.amount = amount
            self.balance = balance
            self.at = at
        }
    }
}

extension StatementModel {
    /// A page of a month as it was read.
    ///
    /// - Parameters:
    ///   - today: The visitor's present month.
    ///   - cursor: With which it was asked for.
    ///   - day: What day the visitor's calendars show at a moment.
    init(
        _ answer: StatementOfSpan.Answer,
        of month: CalendarMonth,
        today: CalendarMonth,
        after cursor: Cursor?,
        day: (Timestamp) -> CalendarDay
    ) {
        let first = answer.begins.map { CalendarMonth(of: day($0)) } ?? today
        let last = max(today, answer.ends.map { CalendarMonth(of: day($0)) } ?? today)
        self.init(
            month: month,
            months: StatementModel.months(from: first, to: last, with: month),
            opening: answer.opening,
            closing: answer.closing,
            count: answer.count,
            sums: answer.sums,
            entries: answer.entries.map(Entry.init),
            next: answer.next,
            isContinued: cursor != nil
        )
    }

    /// Most months that can be chosen. Those before them are reached from one to the next.
    private static let mostMonths = 120

    private static func months(
        from first: CalendarMonth,
        to last: CalendarMonth,
        with shown: CalendarMonth
    ) -> [CalendarMonth] {
        var months: [CalendarMonth] = []
        var month: CalendarMonth? = last
        while let next = month, next >= first, months.count < mostMonths {
            months.append(next)
            month = next.previous
        }
        if !months.contains(shown) { months = (months + [shown]).sorted(by: >) }
        return months
    }

    /// The month to go on with towards the past; `nil` when there is nothing before this one.
    var earlier: CalendarMonth? {
        // Where more months have entries than are listed, those behind the last one follow it.
        months.first { $0 < month } ?? (months.count < StatementModel.mostMonths ? nil : month.previous)
    }

    /// The month to go on with towards today.
    var later: CalendarMonth? { months.last { $0 > month } }
}

extension StatementModel.Entry {
    init(_ entry: StatementEntry) {
        let cause: Cause =
            switch entry.row.cause {
            case .orderCharge(let id): .charge(id, service: entry.order?.serviceName ?? "")
            case .orderRefund(let id, _):
                .refund(
                    id,
                    service: entry.order?.serviceName ?? "",
                    reckoning: entry.order.flatMap { RefundReckoning(of: entry.row.amount, for: $0.order) }
                )
            case .credit(let id):
                entry.row.amount > .zero ? .deposit(reference: entry.reference ?? "") : .correction(id)
            case .providerCharge: .other
            }
        self.init(cause, amount: entry.row.amount, balance: entry.row.balance, at: entry.row.at)
    }
}

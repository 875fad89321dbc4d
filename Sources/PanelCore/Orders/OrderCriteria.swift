/// Which of their orders a customer looks for. What is `nil` does not matter.
package struct OrderCriteria: Hashable, Sendable {
    /// An order's id, or a link that leads to the same as the order's (``LinkTarget``). Never empty.
    package var text: String?
    package var status: OrderStatus?
    package var service: ServiceID?
    /// The first day, by the calendar of whoever asks.
    package var from: CalendarDay?
    /// The last day, by the calendar of whoever asks.
    package var to: CalendarDay?

    package init(
        text: String? = nil,
        status: OrderStatus? = nil,
        service: ServiceID? = nil,
        from: CalendarDay? = nil,
        to: CalendarDay? = nil
    ) {
        self.text = text.flatMap { $0.isBlank ? nil : $0.trimmedASCII }
        self.status = status
        self.service = service
        self.from = from
        self.to = to
    }

    /// All orders.
    package static let all = OrderCriteria()

    /// Whether all orders of a status are meant, or all.
    package var isOfStatusAlone: Bool { self == OrderCriteria(status: status) }

    /// The id that ``text`` may be, as `12` or `#12`.
    package var orderID: OrderID? {
        text.flatMap { OrderID($0.hasPrefix("#") ? String($0.dropFirst()) : $0) }
    }

    /// The moments that are meant.
    ///
    /// - Parameter start: When a day begins for whoever asks.
    package func period(startOf start: (CalendarDay) -> Timestamp) -> Period {
        Period(
            from: from.map(start),
            before: to.map { start(CalendarDay(daysSince1970: $0.daysSince1970 + 1)) }
        )
    }

    /// When orders were placed. What is `nil` is without end.
    package struct Period: Hashable, Sendable {
        package let from: Timestamp?
        package let before: Timestamp?

        package init(from: Timestamp? = nil, before: Timestamp? = nil) {
            self.from = from
            self.before = before
        }

        package static let always = Period()

        package func contains(_ moment: Timestamp) -> Bool {
            (from.map { moment >= $0 } ?? true) && (before.map { moment < $0 } ?? true)
        }
    }
}

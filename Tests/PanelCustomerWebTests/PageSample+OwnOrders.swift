import PanelCore
import PanelCustomerWeb
import PanelMarkup
import PanelOperations
import PanelStore
import PanelTesting
import PanelWeb

// The pages of orders.
extension PageSample {
    func orders(_ frame: Frame, typed: String) -> HTML? {
        let rows = OrderStatus.allCases.enumerated().map { index, status in
            PageSample.own(1_000_214 - Int64(index), status, typed: typed)
        }
        var model = OrderListModel(
            query: OrderQuery(),
            counts: [.pending: 3, .inProgress: 41, .completed: 2061, .partial: 28, .canceled: 15],
            rows: rows,
            next: Cursor(typed)
        )
        switch self {
        case .orders: model.after = Cursor(typed)
        case .ordersEmpty: model = OrderListModel(query: OrderQuery(), counts: [:], rows: [])
        case .ordersNotFound: (model.query, model.rows, model.next) = (PageSample.search(typed), [], nil)
        case .ordersSearchOn: (model.query, model.rows) = (PageSample.search(typed), [])
        case .ordersRefused:
            let fields = FormFields(
                query: "q=%F0%9F&status=x&service=\(PageSample.encoded(typed))&from=abc&to=2026-02-30"
            )
            (model.query, model.rows, model.next) = (OrderQuery(fields), [], nil)
        case .ordersDone:
            model.query = PageSample.search(typed)
            model.done = (.cancelRequested, OrderID(rawValue: 12))
        case .ordersSuspended:
            model.isSuspended = true
            model.rows = model.rows.map { OwnOrder(record: $0.record, actions: .none) }
        case .ordersOutcomes: return PageSample.outcomes(frame, typed: typed)
        case .ordersNotChosen:
            return OrderOutcomePage(frame, .refill, [], back: .ordersWhere(.all, after: Cursor(typed))).html
        default: return nil
        }
        return OrderListPage(frame, model).html
    }

    func order(_ frame: Frame, typed: String) -> HTML? {
        switch self {
        case .order: OrderPage(frame, PageSample.details(.partial, typed: typed)).html
        case .orderRunning:
            OrderPage(frame, PageSample.details(.inProgress, typed: typed), done: .cancelRequested).html
        case .orderChecked: OrderPage(frame, PageSample.details(.pending, typed: typed)).html
        case .orderCompleted: OrderPage(frame, PageSample.details(.completed, typed: typed)).html
        case .orderSuspended: OrderPage(frame, PageSample.details(.canceled, typed: typed), isSuspended: true).html
        default: nil
        }
    }

    private static func search(_ typed: String) -> OrderQuery {
        OrderQuery(
            OrderCriteria(
                text: typed,
                status: .completed,
                service: ServiceID(rawValue: 7),
                from: CalendarDay(daysSince1970: 20_700),
                to: CalendarDay(daysSince1970: 20_800)
            )
        )
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.prefix(3000).map { "%" + [$0].hexadecimal }.joined()
    }

    private static func outcomes(_ frame: Frame, typed: String) -> HTML {
        let outcomes: [(order: OrderID, outcome: OrderOutcomePage.Outcome)] = [
            (OrderID(rawValue: 1), .canceled(refunded: .of("1.5"))), (OrderID(rawValue: 2), .cancelRequested),
            (OrderID(rawValue: 3), .refillRequested(RefillID(rawValue: 9))),
            (OrderID(rawValue: 4), .refused(.cancelUnavailable)),
        ]
        return OrderOutcomePage(frame, .cancel, outcomes, back: .ordersWhere(search(typed).criteria, after: nil)).html
    }

    // MARK: One order

    private static func record(_ id: Int64, _ status: OrderStatus, typed: String) -> OrderRecord {
        let remains: [OrderStatus: Int64] = [.inProgress: 500, .completed: 0, .partial: 658, .canceled: 1400]
        let refunded: [OrderStatus: Money] = [.partial: .of("1.645"), .canceled: .of("3.5")]
        let order = Order(
            id: OrderID(rawValue: id),
            account: AccountID(rawValue: 1),
            service: ServiceID(rawValue: 1),
            type: .customComments,
            link: typed,
            quantity: 1400,
            dripFeed: status == .inProgress ? DripFeed(runs: 7, interval: 60) : nil,
            charge: .of("3.5"),
            guardsLink: false,
            createdAt: now.adding(hours: -30),
            status: status,
            refunded: refunded[status] ?? .zero,
            refundCount: refunded[status] == nil ? 0 : 1,
            startCount: status == .pending ? nil : 3419,
            remains: remains[status],
            cancelRequestedAt: status == .inProgress ? now.adding(hours: -1) : nil,
            finishedAt: status.isFinal ? now.adding(hours: -20) : nil
        )
        return OrderRecord(
            order: order,
            accountName: AccountName(unchecked: typed),
            serviceName: typed,
            parameters: [.init(.comments, "\(typed)\nb\nc"), .init(.username, typed)]
        )
    }

    private static func own(_ id: Int64, _ status: OrderStatus, typed: String) -> OwnOrder {
        let record = record(id, status, typed: typed)
        let actions = OrderActions(of: record.order, .sample(1), hasOpenRefill: false, at: now)
        return OwnOrder(record: record, actions: actions)
    }

    private static func details(_ status: OrderStatus, typed: String) -> OwnOrderDetails {
        let own = own(1_000_210, status, typed: typed)
        let order = own.order
        let refills: [Refill] = (status == .partial ? [.completed, .rejected] : []).enumerated().map { index, status in
            Refill(
                id: RefillID(rawValue: 118 - Int64(index)),
                order: order.id,
                account: order.account,
                createdAt: now.adding(hours: -10 - Int64(index)),
                status: status,
                updatedAt: now.adding(hours: -5)
            )
        }
        let refunds = [
            Transfer(
                cause: .orderRefund(order.id, number: 1),
                source: .sales,
                destination: .customer(order.account),
                amount: order.refunded,
                at: now.adding(hours: -20)
            )
        ]
        let history = CustomerHistory(
            of: order,
            events: events(of: order, typed: typed),
            submissions: submissions(of: order),
            refunds: order.refunded > .zero ? refunds : [],
            refills: refills
        )
        return OwnOrderDetails(
            own: own,
            service: .sample(1),
            history: history,
            refunds: refunds,
            refills: refills
        )
    }

    private static func events(of order: Order, typed: String) -> [OrderEvent] {
        func event(_ hours: Int64, _ what: OrderEvent.Payload) -> OrderEvent {
            OrderEvent(id: EventID(rawValue: 1), order: order.id, at: now.adding(hours: hours), what: what)
        }
        guard order.status != .pending else { return [event(-29, .uncertain(.attemptLost))] }
        return [
            event(-29, .accepted(UpstreamID(unchecked: typed))),
            event(-28, .reported(UpstreamReport(statusText: "In progress"))),
            event(-1, .cancelRefused(KeptText(typed))),
        ]
    }

    private static func submissions(of order: Order) -> [Submission] {
        [
            Submission(
                key: .first(of: order.id),
                service: order.service,
                quantity: order.quantity,
                createdAt: order.createdAt,
                state: order.status == .pending ? .uncertain : .accepted,
                dueAt: now,
                destination: nil
            )
        ]
    }
}

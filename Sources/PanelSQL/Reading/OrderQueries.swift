import PanelCore
import PanelStore

/// What is asked about orders and refills.
enum OrderQueries {
    static func states(
        _ ids: [OrderID],
        of account: AccountID,
        on connection: any SQLConnection
    ) throws -> [OrderID: OrderState] {
        var states: [OrderID: OrderState] = [:]
        states.reserveCapacity(ids.count)
        var subscriptions: [OrderID] = []
        let query = SQLJob.query(stateQuery, .ids(ids)) { row in
            // Somebody else's order is one that does not exist.
            guard row.integer(1) == account.rawValue else { return }
            let id = OrderID(rawValue: row.integer(0))
            if row.integer(7) != 0 { subscriptions.append(id) }
            states[id] = try OrderState(row)
        }
        try connection.run([query])
        guard !subscriptions.isEmpty else { return states }
        let reports = try self.subscriptionReports(of: subscriptions, on: connection)
        for (id, parameters) in try self.parameters(of: subscriptions, on: connection) {
            states[id] = states[id]?.with(OrderState.Subscription(parameters, report: reports[id]))
        }
        return states
    }

    /// What providers say of subscriptions.
    private static func subscriptionReports(
        of orders: [OrderID],
        on connection: any SQLConnection
    ) throws -> [OrderID: UpstreamReport.Subscription] {
        let rows = try connection.list(subscriptionReport, .ids(orders)) { reader in
            let order: OrderID = reader.id()
            return (order, UpstreamReport.Subscription(posts: reader.optionalText(), expiry: reader.optionalText()))
        }
        return Dictionary(rows.compactMap { order, report in report.map { (order, $0) } }) { first, _ in first }
    }

    private static let subscriptionReport: SQL = """
        SELECT order_id, report_posts, report_expiry FROM submissions
        WHERE order_id = $1 AND run = 1 AND report_posts IS NOT NULL
        """

    private static let stateQuery = SQL(
        """
        SELECT id, account_id, status, charge, refunded, COALESCE(start_count, 0), COALESCE(remains, quantity),
            type = '\(ServiceType.subscriptions.rawValue)'
        FROM orders WHERE id = $1
        """
    )

    static func parameters(
        of orders: [OrderID],
        on connection: any SQLConnection
    ) throws -> [OrderID: [ParameterSet.Entry]] {
        var parameters: [OrderID: [ParameterSet.Entry]] = [:]
        let query = SQLJob.query(
            "SELECT order_id, name, value FROM order_parameters WHERE order_id = $1",
            .ids(orders)
        ) { row in
            guard let name = ParameterName(rawValue: row.text(1)) else {
                throw SQLError.unreadable(table: "order_parameters", value: row.text(1))
            }
            parameters[OrderID(rawValue: row.integer(0)), default: []].append(.init(name, row.text(2)))
        }
        try connection.run([query])
        return parameters
    }

    /// The newest orders of an account, as its customer sees them.
    static func newest(
        of account: AccountID,
        limit: Int64,
        on connection: any SQLConnection
    ) throws -> [CustomerOrder] {
        let ids: [OrderID] = try connection.list(newestIDs, .row(.integer(account.rawValue), .integer(limit))) {
            reader in reader.id()
        }
        let states = try states(ids, of: account, on: connection)
        let orders = try connection.list(orderDetails, .ids(ids)) { reader in
            let id: OrderID = reader.id()
            return states[id].map { state in
                CustomerOrder(
                    id: id,
                    service: reader.id(),
                    link: reader.text(),
                    quantity: reader.integer(),
                    createdAt: reader.timestamp(),
                    state: state
                )
            }
        }
        return orders.compactMap(\.self).sorted { $0.id > $1.id }
    }

    /// Follows the chain from the account's last order, and stops when there are enough.
    private static let newestIDs: SQL = """
        WITH RECURSIVE chain (order_id, place) AS (
            SELECT last_order_id, 1 FROM balances WHERE account_id = $1 AND last_order_id IS NOT NULL
            UNION ALL
            SELECT orders.previous_order_id, chain.place + 1 FROM chain JOIN orders ON orders.id = chain.order_id
            WHERE orders.previous_order_id IS NOT NULL AND chain.place < $2
        )
        SELECT order_id FROM chain
        """
    private static let orderDetails: SQL = "SELECT id, service_id, link, quantity, created_at FROM orders WHERE id = $1"

    static func refillStatuses(
        _ ids: [RefillID],
        of account: AccountID,
        on connection: any SQLConnection
    ) throws -> [RefillID: RefillStatus] {
        var statuses: [RefillID: RefillStatus] = [:]
        let query = SQLJob.query(refillStatus, .ids(ids)) { row in
            guard row.integer(1) == account.rawValue else { return }
            var reader = RowReader(row, from: 2)
            statuses[RefillID(rawValue: row.integer(0))] = try reader.value(of: "refills")
        }
        try connection.run([query])
        return statuses
    }

    private static let refillStatus: SQL = "SELECT id, account_id, status FROM refills WHERE id = $1"
    static func order(_ id: OrderID, on connection: any SQLConnection) throws -> OrderRecord? {
        let parameters = try parameters(of: [id], on: connection)[id] ?? []
        return try connection.list(orderByID, .ids([id])) { try OrderRecord(&$0, parameters: parameters) }.first
    }

    /// Orders without their parameters.
    static func records(
        of orders: some Collection<OrderID>,
        on connection: any SQLConnection
    ) throws -> [OrderID: OrderRecord] {
        let records = try connection.list(orderByID, .ids(Set(orders)), OrderRecord.init)
        return Dictionary(uniqueKeysWithValues: records.map { ($0.order.id, $0) })
    }

    /// What ``OrderRecord/init(_:parameters:)`` reads of a row of `orders`.
    static let recordSelection = """
        SELECT \(Order.columns), (SELECT name FROM accounts WHERE accounts.id = orders.account_id),
            (SELECT name FROM services WHERE services.id = orders.service_id)
        """
    private static let orderByID = SQL("\(recordSelection) FROM orders WHERE id = $1")
}

extension OrderRecord {
    /// Reads one without its parameters.
    init(_ reader: inout RowReader) throws {
        try self.init(&reader, parameters: [])
    }

    fileprivate init(_ reader: inout RowReader, parameters: [ParameterSet.Entry]) throws {
        self.init(
            order: try Order(&reader),
            accountName: AccountName(unchecked: reader.text()),
            serviceName: reader.text(),
            parameters: parameters
        )
    }
}

extension OrderState {
    /// Reads columns 2 to 6 of the state query.
    fileprivate init(_ row: any SQLRow) throws {
        var reader = RowReader(row, from: 2)
        let status: OrderStatus = try reader.value(of: "orders")
        let charge = reader.money()
        let refunded = reader.money()
        self.init(
            status: status,
            // The schema holds `refunded` between 0 and the charge.
            netCharge: Money(micros: charge.micros - refunded.micros),
            startCount: reader.integer(),
            remains: reader.integer()
        )
    }

    fileprivate func with(_ subscription: Subscription) -> OrderState {
        OrderState(
            status: status,
            netCharge: netCharge,
            startCount: startCount,
            remains: remains,
            subscription: subscription
        )
    }
}

extension OrderState.Subscription {
    /// What the provider says, else what was ordered.
    fileprivate init(_ parameters: [ParameterSet.Entry], report: UpstreamReport.Subscription?) {
        let sent = ParameterSet(parameters)
        self.init(
            posts: report?.posts ?? sent[.posts].flatMap { WholeNumber.parse(trimming: $0) } ?? 0,
            expiry: report?.expiry?.dayMonthYear ?? sent[.expiry] ?? ""
        )
    }
}

import PanelCore

extension Order {
    static let columns = """
        id, account_id, service_id, type, link, quantity, runs, interval_minutes, charge, guards_link, \
        previous_order_id, created_at, status, refunded, refund_count, start_count, remains, cancel_requested_at, \
        updated_at, finished_at, started_at
        """

    init(_ reader: inout RowReader) throws {
        self.init(
            id: reader.id(),
            account: reader.id(),
            service: reader.id(),
            type: try reader.value(of: "orders"),
            link: reader.text(),
            quantity: reader.integer(),
            dripFeed: DripFeed(&reader),
            charge: reader.money(),
            guardsLink: reader.flag(),
            previous: reader.optionalInteger().map(OrderID.init(rawValue:)),
            createdAt: reader.timestamp(),
            status: try reader.value(of: "orders"),
            refunded: reader.money(),
            refundCount: reader.integer(),
            startCount: reader.optionalInteger(),
            remains: reader.optionalInteger(),
            cancelRequestedAt: reader.optionalTimestamp(),
            updatedAt: reader.timestamp(),
            finishedAt: reader.optionalTimestamp(),
            startedAt: reader.optionalTimestamp()
        )
    }

    /// All columns of a new order.
    var values: [SQLValue] {
        [
            .integer(id.rawValue), .integer(account.rawValue), .integer(service.rawValue), .text(type.rawValue),
            .text(link), .integer(quantity), SQLValue(dripFeed?.runs), SQLValue(dripFeed?.interval),
            .integer(charge.micros), SQLValue(guardsLink), SQLValue(previous?.rawValue),
            .integer(createdAt.milliseconds),
        ] + changingValues
    }

    /// The columns that change in an order's life, in the order of ``columns``.
    var changingValues: [SQLValue] {
        [
            .integer(status.rawValue), .integer(refunded.micros), .integer(refundCount), SQLValue(startCount),
            SQLValue(remains), SQLValue(cancelRequestedAt?.milliseconds), .integer(updatedAt.milliseconds),
            SQLValue(finishedAt?.milliseconds), SQLValue(startedAt?.milliseconds),
        ]
    }
}

extension DripFeed {
    fileprivate init?(_ reader: inout RowReader) {
        let runs = reader.optionalInteger()
        let interval = reader.optionalInteger()
        guard let runs, let interval else { return nil }
        self.init(runs: runs, interval: interval)
    }
}

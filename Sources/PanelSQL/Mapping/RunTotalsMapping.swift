import PanelCore

extension RunTotals {
    static let columns = "order_id, made, open, ended, taken, rejected, undelivered"
    static let width = 7

    init(_ reader: inout RowReader) {
        self.init(
            made: reader.integer(),
            open: reader.integer(),
            ended: reader.integer(),
            taken: reader.integer(),
            rejected: reader.integer(),
            undelivered: reader.integer()
        )
    }

    func values(of order: OrderID) -> [SQLValue] {
        [
            .integer(order.rawValue), .integer(made), .integer(open), .integer(ended), .integer(taken),
            .integer(rejected), .integer(undelivered),
        ]
    }

    /// A query for what must be stored: ``columns`` of each order that has several submissions. A migration and the doctor
    /// use it.
    static let ofAllOrders = """
        SELECT order_id, COUNT(*) AS made,
            CAST(SUM(CASE WHEN state <= 4 OR (state = 6 AND outcome IS NULL) THEN 1 ELSE 0 END) AS BIGINT) AS open,
            COUNT(outcome) AS ended, COUNT(upstream_id) AS taken,
            CAST(SUM(CASE WHEN state = 7 THEN 1 ELSE 0 END) AS BIGINT) AS rejected,
            CAST(SUM(CASE
                WHEN outcome = 4 OR (outcome IS NULL OR outcome = 5) AND report_remains < 0 THEN 0
                WHEN (outcome IS NULL OR outcome = 5) AND report_remains < quantity THEN report_remains
                ELSE quantity
            END) AS BIGINT) AS undelivered
        FROM submissions GROUP BY order_id HAVING COUNT(*) > 1
        """
}

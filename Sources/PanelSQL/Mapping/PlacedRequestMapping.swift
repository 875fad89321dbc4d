import PanelCore

extension PlacedRequest {
    static let query: SQL = """
        SELECT account_id, request_id, fingerprint, order_id FROM placed_requests
        WHERE account_id = $1 AND request_id = $2
        """

    init(_ row: any SQLRow) {
        self.init(
            key: Key(account: AccountID(rawValue: row.integer(0)), requestID: row.text(1)),
            fingerprint: row.blob(2),
            order: OrderID(rawValue: row.integer(3))
        )
    }
}

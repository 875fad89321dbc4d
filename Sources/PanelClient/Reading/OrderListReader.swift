import PanelCore

/// Reads a list of orders.
struct OrderListReader {
    let root: JSONValue

    /// - Throws: ``AnswerReader/Failure/unexpected(_:)`` when a row names no order: it may be one that matters.
    func orders() throws(AnswerReader.Failure) -> [ListedOrder] {
        if root.isObject, let message = ErrorDialects.message(in: root) { throw .refused(message) }
        let list = root.isArray ? root : root.value("orders", "data", "result")
        guard let list, list.isArray else { throw .unexpected("no list of orders") }
        var orders: [ListedOrder] = []
        for row in list.elements {
            guard row.isObject, let id = row.value("order", "order_id", "id")?.id else {
                if let message = ErrorDialects.message(in: row) { throw .refused(message) }
                throw .unexpected("an order without id")
            }
            var state: PanelOrder?
            if case .order(let order)? = OrderReader.reply(row) { state = order }
            orders.append(
                ListedOrder(
                    id: id,
                    service: row.value("service", "service_id")?.id,
                    link: row.value("link")?.nonBlankText,
                    quantity: row.value("quantity")?.wholeNumber,
                    created: row.value("created", "created_at", "date")?.nonBlankText,
                    state: state
                )
            )
        }
        return orders
    }
}

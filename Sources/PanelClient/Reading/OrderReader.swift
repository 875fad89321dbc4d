import PanelCore

/// Reads the state of one order.
enum OrderReader {
    /// Whether an object has what only an order has, whatever its `status` says.
    static func hasOrderFields(_ object: JSONValue) -> Bool {
        for field in object.fields
        where field.name.isText("charge") || field.name.isText("remains") || field.name.isText("start_count") {
            return true
        }
        return false
    }

    /// Whether an object is the state of an order or its error, and nothing around one.
    static func isReply(_ object: JSONValue) -> Bool {
        hasOrderFields(object) || object.value("status")?.nonBlankText != nil || object.value("error") != nil
    }

    /// The reply that an object is, or `nil` when it has neither a status nor an error.
    ///
    /// One pass over the fields: of all that the client reads, this is read most.
    static func reply(_ object: JSONValue) -> StatusReply? {
        if let text = object.nonBlankText { return .error(text) }
        guard object.isObject else { return nil }
        var state = State()
        for field in object.fields { state.read(field.name, field.value) }
        if !state.mayHaveFailed, let status = state.status {
            return .order(state.order(status))
        }
        if let message = ErrorDialects.message(in: object, mayBeOrder: true) { return .error(message) }
        return state.status.map { .order(state.order($0)) }
    }

    private struct State {
        var status: String?
        var startCount: Int64?
        var remains: Int64?
        var charge: PanelAmount?
        var currency: String?
        var posts: Int64?
        var expiry: String?
        var orders: [String] = []
        /// Whether there is a field that can make it an error, or no field that makes it an order.
        var hasErrorField = false
        var hasOrderField = false

        var mayHaveFailed: Bool { hasErrorField || !hasOrderField }

        mutating func read(_ name: JSONValue, _ value: JSONValue) {
            if name.isText("status") {
                status = value.nonBlankText
            } else if name.isText("charge") {
                charge = value.amount
                hasOrderField = true
            } else if name.isText("start_count") {
                startCount = value.wholeNumber
                hasOrderField = true
            } else if name.isText("remains") {
                remains = value.wholeNumber
                hasOrderField = true
            } else if name.isText("currency") {
                currency = value.nonBlankText
            } else if name.isText("error") || name.isText("errors") || name.isText("success") || name.isText("ok") {
                hasErrorField = true
            } else {
                readRare(name, value)
            }
        }

        /// What subscriptions have, and names that a few panels use.
        private mutating func readRare(_ name: JSONValue, _ value: JSONValue) {
            if name.isText("posts") {
                posts = value.wholeNumber
            } else if name.isText("expiry") {
                expiry = value.nonBlankText
            } else if name.isText("orders") {
                orders = value.elements.compactMap(\.id)
                if let text = value.nonBlankText {
                    orders = text.split(separator: ",").map { $0.trimmedASCII }.filter(UpstreamID.isValid)
                }
            } else if name.isText("start_counter") {
                startCount = startCount ?? value.wholeNumber
            } else if name.isText("remain") {
                remains = remains ?? value.wholeNumber
            } else if name.isText("order_status") {
                status = status ?? value.nonBlankText
            }
        }

        func order(_ status: String) -> PanelOrder {
            PanelOrder(
                rawStatus: status,
                startCount: startCount,
                remains: remains,
                charge: charge,
                currency: currency,
                posts: posts,
                expiry: expiry,
                orders: orders
            )
        }
    }
}

import PanelCore

/// Reads what panels answer, whatever dialect they speak.
///
/// It takes an answer for a success, a refusal, or neither: ``PanelClientError/Kind/unexpectedShape``. It never guesses
/// which of two it is.
struct AnswerReader {
    /// Why an answer is neither what was asked for nor a refusal that concerns the whole of it.
    enum Failure: Error {
        case refused(String)
        /// With what is wrong.
        case unexpected(String)
        /// It says that something was done, and also what speaks against it.
        case contradiction(String)
    }

    let root: JSONValue

    /// Throws the error that concerns the whole answer, where there is one.
    func checkRefusal() throws(Failure) {
        if let message = ErrorDialects.message(in: sole(root)) { throw .refused(message) }
    }

    // MARK: Single values

    /// The order that was made.
    ///
    /// Everything here is strict, as what is read decides about money: an id and an error together, two ids, more
    /// than one row are neither a success nor a refusal, nor is an error beside anything that may speak of an order.
    func added() throws(Failure) -> AddedOrder {
        var object = sole(root)
        guard object.isObject else { throw .unexpected("neither an order nor an error") }
        var message = ErrorDialects.message(in: object)
        var found = try orderID(in: object)
        if found == nil, let inner = object.value("data", "result"), inner.isObject {
            object = inner
            found = try orderID(in: object)
            message = message ?? ErrorDialects.message(in: object)
            if found != nil, let inner = ErrorDialects.message(in: object) {
                throw .contradiction("an order and \(inner)")
            }
        }
        switch (found, message) {
        case (let id?, nil): return AddedOrder(id: id)
        case (nil, let message?):
            if let trace = OrderTraces.first(in: root, beside: message) {
                throw .contradiction("an error and \(trace)")
            }
            throw .refused(message)
        case (_?, _?): throw .contradiction("an order and an error")
        case (nil, nil): throw .unexpected("neither an order nor an error")
        }
    }

    /// The id of an order in any field that may hold one. `null`, `false`, 0 and empty text are none.
    private func orderID(in object: JSONValue) throws(Failure) -> String? {
        var found: String?
        for field in object.fields {
            guard field.name.isText("order") || field.name.isText("order_id") || field.name.isText("orderId"),
                !isNothing(field.value)
            else { continue }
            var value = field.value
            if value.isObject {
                if let message = ErrorDialects.message(in: value) { throw .contradiction("an order with \(message)") }
                guard let inner = value.value("id", "order", "order_id") else {
                    throw .contradiction("an order without id")
                }
                value = inner
            }
            guard let id = value.id else { throw .contradiction("a malformed order id") }
            guard found == nil || found == id else { throw .contradiction("two order ids") }
            found = id
        }
        return found
    }

    private func isNothing(_ value: JSONValue) -> Bool {
        switch value.kind {
        case .null, .false: true
        case .string: value.nonBlankText == nil || value.wholeNumber == 0
        case .array: value.elements.first { _ in true } == nil
        case .number: value.wholeNumber == 0
        case .object, .true: false
        }
    }

    func balance() throws(Failure) -> PanelBalance {
        try checkRefusal()
        var object = sole(root)
        if object.value("balance") == nil, let inner = object.value("data", "result", "user") { object = inner }
        guard var value = object.value("balance") else { throw .unexpected("no balance") }
        let currency = object.value("currency") ?? value.value("currency")
        if value.isObject, let inner = value.value("amount", "balance", "value") { value = inner }
        guard let amount = value.amount else { throw .unexpected("a balance that is no amount") }
        return PanelBalance(amount: amount, currency: currency?.nonBlankText)
    }

    // MARK: Shared

    /// The only element of an array that has one, or the value itself.
    private func sole(_ value: JSONValue) -> JSONValue {
        var elements = value.elements
        guard let first = elements.next(), elements.next() == nil else { return value }
        return first
    }
}

package import PanelCore

extension Answers {
    /// Room for what is told of one order, in bytes.
    private static let stateCapacity = 160

    /// One order.
    ///
    /// - Parameter currency: The panel's, as `USD`.
    package static func status(_ state: OrderState, currency: String) -> [UInt8] {
        var writer = JSONWriter(capacity: stateCapacity)
        writer.appendState(state, currency: currencyPiece(currency))
        return writer.bytes
    }

    /// Many orders, under the ids as they were sent.
    ///
    /// - Parameter items: In the order of the request, no text twice. A state is `nil` when the caller has no such
    ///   order.
    package static func statuses(_ items: [(text: String, state: OrderState?)], currency: String) -> [UInt8] {
        let currency = currencyPiece(currency)
        // The two profiles word an unknown order alike.
        let unknown = errorText(for: .unknownOrder, profile: .seed)
        var writer = JSONWriter(capacity: 2 + items.count * stateCapacity)
        writer.append("{")
        for (index, item) in items.enumerated() {
            if index > 0 { writer.append(",") }
            writer.appendString(item.text)
            writer.append(":")
            if let state = item.state {
                writer.appendState(state, currency: currency)
            } else {
                writer.appendError(unknown)
            }
        }
        writer.append("}")
        return writer.bytes
    }

    /// The newest orders of a customer.
    package static func orders(_ orders: [CustomerOrder], currency: String) -> [UInt8] {
        let currency = currencyPiece(currency)
        let links = orders.reduce(0) { $0 + $1.link.utf8.count }
        var writer = JSONWriter(capacity: 2 + orders.count * 2 * stateCapacity + links)
        writer.appendArray(orders) { writer, order in
            writer.append(#"{"order":"#)
            writer.appendInteger(order.id.rawValue)
            writer.append(#","service":"#)
            writer.appendInteger(order.service.rawValue)
            writer.append(#","link":"#)
            writer.appendString(order.link)
            writer.append(#","quantity":""#)
            writer.appendInteger(order.quantity)
            writer.append(#"","created":"#)
            writer.appendString(order.createdAt.iso8601)
            writer.append(#","charge":""#)
            writer.appendState(behindCharge: order.state, currency: currency)
        }
        return writer.bytes
    }

    /// What stands between `remains` and the end of an order, the same for all orders of an answer.
    private static func currencyPiece(_ currency: String) -> [UInt8] {
        var writer = JSONWriter(capacity: smallCapacity)
        writer.append(#"","currency":"#)
        writer.appendString(currency)
        return writer.bytes
    }

    /// What stands between `start_count` and `remains`, at the place of each status's number.
    fileprivate static let statusPieces: [[UInt8]] = {
        let last = OrderStatus.allCases.map(\.rawValue).max() ?? 0
        var pieces = [[UInt8]](repeating: [], count: Int(last) + 1)
        for status in OrderStatus.allCases {
            var writer = JSONWriter(capacity: smallCapacity)
            writer.append(#"","status":"#)
            writer.appendString(status.wireName)
            writer.append(#","remains":""#)
            pieces[Int(status.rawValue)] = writer.bytes
        }
        return pieces
    }()
}

extension JSONWriter {
    fileprivate mutating func appendState(_ state: OrderState, currency: [UInt8]) {
        append(#"{"charge":""#)
        appendState(behindCharge: state, currency: currency)
    }

    /// Adds a state from the amount of its charge on.
    fileprivate mutating func appendState(behindCharge state: OrderState, currency: [UInt8]) {
        appendMoney(state.netCharge)
        append(#"","start_count":""#)
        appendInteger(state.startCount)
        append(json: Answers.statusPieces[Int(state.status.rawValue)])
        appendInteger(state.remains)
        append(json: currency)
        if let subscription = state.subscription {
            append(#","posts":""#)
            appendInteger(subscription.posts)
            append(#"","expiry":"#)
            appendString(subscription.expiry)
            // Nothing here makes orders for the posts of a subscription.
            append(#","orders":[]"#)
        }
        append("}")
    }
}

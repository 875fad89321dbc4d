package import PanelCore

extension Answers {
    /// Room for what is told of one order, in bytes.
    private static let stateCapacity = 160

    /// An order was taken.
    package static func orderPlaced(_ id: OrderID, profile: ResponseProfile, language: Language) -> [UInt8] {
        var writer = JSONWriter(capacity: smallCapacity)
        switch profile {
        case .seed:
            writer.append(#"{"status":"success","msg":"#)
            writer.appendString(MessageText.orderPlaced(in: language))
            writer.append(#","order":""#)
            writer.appendInteger(id.rawValue)
            writer.append(#""}"#)
        case .perfectpanel:
            writer.append(#"{"order":"#)
            writer.appendInteger(id.rawValue)
            writer.append("}")
        }
        return writer.bytes
    }

    /// One order.
    ///
    /// - Parameter currency: The panel's, as `USD`.
    package static func status(_ state: OrderState, currency: String) -> [UInt8] {
        var writer = JSONWriter(capacity: smallCapacity)
        writer.appendState(state, currency: currency)
        return writer.bytes
    }

    /// Many orders, under the ids as they were sent.
    ///
    /// - Parameter items: In the order of the request, no text twice. A state is `nil` when the caller has no such
    ///   order.
    package static func statuses(_ items: [(text: String, state: OrderState?)], currency: String) -> [UInt8] {
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

    /// Whether the request to cancel each order was taken.
    ///
    /// - Parameter items: The ids as they were sent, in the order of the request.
    package static func cancels(
        _ items: [(text: String, result: Result<Void, APIRefusal>)],
        profile: ResponseProfile
    ) -> [UInt8] {
        var writer = JSONWriter(capacity: 2 + items.count * stateCapacity)
        writer.appendArray(items) { writer, item in
            writer.append(#"{"order":"#)
            writer.appendSentID(item.text)
            writer.append(#","cancel":"#)
            switch item.result {
            case .success: writer.append("1")
            case .failure(let refusal): writer.appendError(errorText(for: refusal, profile: profile))
            }
            writer.append("}")
        }
        return writer.bytes
    }

    /// What the caller can spend.
    ///
    /// - Parameter currency: The panel's, as `USD`.
    package static func balance(_ amount: Money, currency: String) -> [UInt8] {
        var writer = JSONWriter(capacity: smallCapacity)
        writer.append(#"{"balance":""#)
        writer.appendMoney(amount)
        writer.append(#"","currency":"#)
        writer.appendString(currency)
        writer.append("}")
        return writer.bytes
    }
}

extension JSONWriter {
    fileprivate mutating func appendState(_ state: OrderState, currency: String) {
        append(#"{"charge":""#)
        appendMoney(state.netCharge)
        append(#"","start_count":""#)
        appendInteger(state.startCount)
        append(#"","status":"#)
        appendString(state.status.wireName)
        append(#","remains":""#)
        appendInteger(state.remains)
        append(#"","currency":"#)
        appendString(currency)
        if let subscription = state.subscription {
            append(#","posts":"#)
            appendString(subscription.posts)
            append(#","expiry":"#)
            appendString(subscription.expiry)
            append(#","orders":"#)
            appendArray(subscription.orders) { $0.appendInteger($1.rawValue) }
        }
        append("}")
    }
}

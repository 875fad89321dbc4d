package import PanelCore

extension Answers {
    /// Room for what is told of one refill, in bytes.
    private static let itemCapacity = 96

    /// The refill of one order was taken.
    package static func refill(_ id: RefillID) -> [UInt8] {
        var writer = JSONWriter(capacity: smallCapacity)
        writer.append(#"{"refill":""#)
        writer.appendInteger(id.rawValue)
        writer.append(#""}"#)
        return writer.bytes
    }

    /// Whether the refill of each order was taken.
    ///
    /// - Parameter items: The ids of orders as they were sent, in the order of the request.
    package static func refills(
        _ items: [(text: String, result: Result<RefillID, APIRefusal>)],
        profile: ResponseProfile
    ) -> [UInt8] {
        var writer = JSONWriter(capacity: 2 + items.count * itemCapacity)
        writer.appendArray(items) { writer, item in
            writer.append(#"{"order":"#)
            writer.appendSentID(item.text)
            writer.append(#","refill":"#)
            switch item.result {
            case .success(let id): writer.appendInteger(id.rawValue)
            case .failure(let refusal): writer.appendError(errorText(for: refusal, profile: profile))
            }
            writer.append("}")
        }
        return writer.bytes
    }

    /// One refill.
    package static func refillStatus(
        _ id: RefillID,
        _ status: RefillStatus,
        profile: ResponseProfile
    ) -> [UInt8] {
        var writer = JSONWriter(capacity: smallCapacity)
        switch profile {
        case .seed:
            writer.append(#"[{"refill":""#)
            writer.appendInteger(id.rawValue)
            writer.append(#"","status":"#)
            writer.appendString(status.wireName)
            writer.append("}]")
        case .perfectpanel:
            writer.append(#"{"status":"#)
            writer.appendString(status.wireName)
            writer.append("}")
        }
        return writer.bytes
    }

    /// Many refills.
    ///
    /// - Parameter items: The ids as they were sent, in the order of the request. A status is `nil` when the caller
    ///   has no such refill.
    package static func refillStatuses(_ items: [(text: String, status: RefillStatus?)]) -> [UInt8] {
        // The two profiles word an unknown refill alike.
        let unknown = errorText(for: .unknownRefill, profile: .seed)
        var writer = JSONWriter(capacity: 2 + items.count * itemCapacity)
        writer.appendArray(items) { writer, item in
            writer.append(#"{"refill":"#)
            writer.appendSentID(item.text)
            writer.append(#","status":"#)
            if let status = item.status {
                writer.appendString(status.wireName)
            } else {
                writer.appendError(unknown)
            }
            writer.append("}")
        }
        return writer.bytes
    }
}

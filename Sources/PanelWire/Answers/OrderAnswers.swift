package import PanelCore
import PanelWords

extension Answers {
    /// Room for what is told of one cancel request, in bytes.
    private static let itemCapacity = 96

    /// An order was taken.
    package static func orderPlaced(_ id: OrderID, profile: ResponseProfile, language: Language) -> [UInt8] {
        var writer = JSONWriter(capacity: smallCapacity)
        switch profile {
        case .seed:
            writer.append(#"{"status":"success","msg":"#)
            writer.appendString(id.placedWords(in: language))
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

    /// The request to cancel one order was taken, as the `perfectpanel` profile says it. Programs that read that profile
    /// take a list for a success, whatever is in it.
    package static func cancel(_ id: OrderID) -> [UInt8] {
        var writer = JSONWriter(capacity: smallCapacity)
        writer.append(#"{"order":"#)
        writer.appendInteger(id.rawValue)
        writer.append(#","cancel":1}"#)
        return writer.bytes
    }

    /// Whether the request to cancel each order was taken.
    ///
    /// - Parameter items: The ids as they were sent, in the order of the request.
    package static func cancels(
        _ items: [(text: String, result: Result<Void, APIRefusal>)],
        profile: ResponseProfile
    ) -> [UInt8] {
        var writer = JSONWriter(capacity: 2 + items.count * itemCapacity)
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
    /// - Parameters:
    ///   - currency: The panel's, as `USD`.
    ///   - profile: In `perfectpanel` a whole amount has two places, for programs that look for a point.
    package static func balance(_ amount: Money, currency: String, profile: ResponseProfile) -> [UInt8] {
        var writer = JSONWriter(capacity: smallCapacity)
        writer.append(#"{"balance":""#)
        writer.appendMoney(amount)
        if profile == .perfectpanel, amount.micros.isMultiple(of: Money.microsPerUnit) { writer.append(".00") }
        writer.append(#"","currency":"#)
        writer.appendString(currency)
        writer.append("}")
        return writer.bytes
    }
}

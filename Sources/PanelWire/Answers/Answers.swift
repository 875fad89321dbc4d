import PanelCore

/// The answers of the API v2, as compact JSON in UTF-8. Keys stand in the order of the API document's examples.
///
/// Every answer is `200 OK`, refusals too, for most client libraries throw the body of any other away. Every refusal
/// has an `error` key.
package enum Answers {
    /// Room for an answer about one thing, in bytes.
    static let smallCapacity = 256

    /// What the transport itself answers, with another status than 200.
    package static func transportError(_ text: String) -> [UInt8] {
        var writer = JSONWriter(capacity: smallCapacity)
        writer.appendError(text)
        return writer.bytes
    }
}

extension JSONWriter {
    /// Adds `{"error":"…"}`.
    mutating func appendError(_ text: String) {
        append(#"{"error":"#)
        appendString(text)
        append("}")
    }

    /// Adds an id as the customer wrote it: as a number when it reads as one, else as a string.
    mutating func appendSentID(_ text: String) {
        // A number with a leading zero is no JSON.
        guard text.utf8.first != UInt8(ascii: "0"), let number = WholeNumber.parse(text.utf8) else {
            return appendString(text)
        }
        appendInteger(number)
    }

    /// Adds `items` as an array.
    mutating func appendArray<Item>(_ items: [Item], _ appendItem: (inout JSONWriter, Item) -> Void) {
        append("[")
        for (index, item) in items.enumerated() {
            if index > 0 { append(",") }
            appendItem(&self, item)
        }
        append("]")
    }
}

import PanelCore

/// The fields of a form as a browser sends them (`application/x-www-form-urlencoded`).
package struct FormFields: Sendable {
    private var values: [String: [String]] = [:]

    /// The fields that a form may have several times: what is chosen of many.
    private static let lists: Set = ["order", "take"]

    package init() {}

    /// - Returns: `nil` for what is no such form: bytes that are no text, or a field that comes twice and is no list.
    package init?(_ body: some Sequence<UInt8>) {
        let bytes = Array(body)
        for part in bytes.split(separator: UInt8(ascii: "&")) {
            let pair = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = FormFields.text(pair[0]), let value = pair.count == 2 ? FormFields.text(pair[1]) : "",
                values[name] == nil || FormFields.lists.contains(name)
            else { return nil }
            values[name, default: []].append(value)
        }
    }

    /// The fields of a query. A program may have written it, so of a field that comes twice the last one counts, and what
    /// is no text is left out.
    package init(query: String?) {
        for part in (query ?? "").utf8.split(separator: UInt8(ascii: "&")) {
            let pair = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = FormFields.text(pair[0]), let value = pair.count == 2 ? FormFields.text(pair[1]) : ""
            else { continue }
            values[name] = [value]
        }
    }

    /// What was typed; empty when the field was not sent, or several times.
    package subscript(name: String) -> String {
        guard let values = values[name], values.count == 1 else { return "" }
        return values[0]
    }

    /// All that was sent of a field that a form may have several times, in order.
    package func list(_ name: String) -> [String] { values[name] ?? [] }

    package func has(_ name: String) -> Bool { values[name] != nil }

    private static func text(_ encoded: some Collection<UInt8>) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(encoded.count)
        var rest = encoded[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst()?.hexDigitValue, let low = rest.popFirst()?.hexDigitValue else {
                    return nil
                }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

import PanelCore

/// The fields of a form as a browser sends them (`application/x-www-form-urlencoded`).
package struct FormFields: Sendable {
    private var values: [String: String] = [:]

    package init() {}

    /// - Returns: `nil` for what is no such form: bytes that are no text, or a field that comes twice.
    package init?(_ body: some Sequence<UInt8>) {
        let bytes = Array(body)
        for part in bytes.split(separator: UInt8(ascii: "&")) {
            let pair = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = FormFields.text(pair[0]), let value = pair.count == 2 ? FormFields.text(pair[1]) : "",
                values.updateValue(value, forKey: name) == nil
            else { return nil }
        }
    }

    /// The fields of a query. A program may have written it, so of a field that comes twice the last one counts, and what
    /// is no text is left out.
    package init(query: String?) {
        for part in (query ?? "").utf8.split(separator: UInt8(ascii: "&")) {
            let pair = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = FormFields.text(pair[0]), let value = pair.count == 2 ? FormFields.text(pair[1]) : ""
            else { continue }
            values[name] = value
        }
    }

    /// What was typed; empty when the field was not sent.
    package subscript(name: String) -> String { values[name] ?? "" }

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

import PanelWire

/// A value of a ``JSONDocument``.
struct JSONValue {
    let document: JSONDocument
    let index: Int

    private var node: JSONDocument.Node { document.nodes[index] }

    var kind: JSONDocument.Kind { node.kind }
    var isObject: Bool { kind == .object }
    var isArray: Bool { kind == .array }
    var isScalar: Bool { kind != .object && kind != .array }

    /// The value of the last field of that name, as in PHP and JavaScript; `nil` where there is none, it is `null`,
    /// or this is no object.
    func value(_ name: StaticString) -> JSONValue? {
        var found: JSONValue?
        for field in fields where field.name.isText(name) { found = field.value }
        return found?.kind == .null ? nil : found
    }

    /// The value of the first of these fields that is there.
    func value(_ names: StaticString...) -> JSONValue? {
        for name in names {
            if let value = value(name) { return value }
        }
        return nil
    }

    /// Whether a string is this text, which is ASCII.
    func isText(_ expected: StaticString) -> Bool {
        let node = node
        guard node.kind == .string else { return false }
        if node.hasEscapes { return text == "\(expected)" }
        let start = Int(node.start)
        guard Int(node.end) - start == expected.utf8CodeUnitCount else { return false }
        let bytes = document.bytes
        let other = expected.utf8Start
        for offset in 0..<expected.utf8CodeUnitCount where bytes[start + offset] != other[offset] { return false }
        return true
    }

    /// The text of a string, or a number, `true` or `false` as they are spelled; `nil` for all else.
    ///
    /// What is no UTF-8, and escapes that JSON does not have, become U+FFFD: a description that a panel cut in the
    /// middle of a character is no reason to do without the service.
    var text: String? {
        let node = node
        let range = Int(node.start)..<Int(node.end)
        switch node.kind {
        case .string where node.hasEscapes:
            let bytes = document.bytes
            return String(decoding: JSONEscape.undone(in: bytes.span.extracting(range)), as: UTF8.self)
        case .string, .number, .true, .false: return String(decoding: document.bytes[range], as: UTF8.self)
        case .object, .array, .null: return nil
        }
    }

    /// Calls with the bytes of a string without escapes, or of a number; `nil` for all else.
    func withBytes<Result>(_ body: (Span<UInt8>) -> Result?) -> Result? {
        let node = node
        guard node.kind == .number || (node.kind == .string && !node.hasEscapes) else { return nil }
        let bytes = document.bytes
        return body(bytes.span.extracting(Int(node.start)..<Int(node.end)))
    }

    // MARK: What it holds

    /// The fields of an object, in their order; empty for all else.
    var fields: Fields { Fields(of: self) }

    /// The elements of an array; empty for all else.
    var elements: Elements { Elements(of: self) }

    struct Fields: Sequence, IteratorProtocol {
        private let document: JSONDocument
        private var index: Int
        private let end: Int

        init(of value: JSONValue) {
            document = value.document
            index = value.index + 1
            end = value.isObject ? Int(value.node.next) : index
        }

        mutating func next() -> (name: JSONValue, value: JSONValue)? {
            guard index < end else { return nil }
            let name = JSONValue(document: document, index: index)
            let value = JSONValue(document: document, index: index + 1)
            index = Int(value.node.next)
            return (name, value)
        }
    }

    struct Elements: Sequence, IteratorProtocol {
        private let document: JSONDocument
        private var index: Int
        private let end: Int

        init(of value: JSONValue) {
            document = value.document
            index = value.index + 1
            end = value.isArray ? Int(value.node.next) : index
        }

        mutating func next() -> JSONValue? {
            guard index < end else { return nil }
            defer { index = Int(document.nodes[index].next) }
            return JSONValue(document: document, index: index)
        }
    }
}

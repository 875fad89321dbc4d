/// Finds the error in an answer, however a panel wraps it.
enum ErrorDialects {
    /// The longest text of an error that is kept, in characters.
    static let longestMessage = 500

    /// The text of the error that an object has, or `nil` when it has none.
    ///
    /// An error is a field `error` or `errors` that says something, a `status` that means failure, or a `success` or
    /// `ok` that is false. `"error": null`, `""`, `0`, `false` and `[]` say that there is none; where the field comes
    /// more than once, the last that says something counts.
    ///
    /// - Parameter mayBeOrder: Whether it may be the state of an order, whose `status` can say `Fail` or `Error`. It is
    ///   then no error where it has what only orders have.
    static func message(in object: JSONValue, mayBeOrder: Bool = false) -> String? {
        guard object.isObject else { return nil }
        var found: String?
        for field in object.fields where field.name.isText("error") || field.name.isText("errors") {
            found = text(of: field.value, in: object) ?? found
        }
        if let found { return found }
        return hasFailed(object, mayBeOrder: mayBeOrder) ? explanation(in: object) ?? "error" : nil
    }

    /// The text of an answer without an error whose status is a fault of the request: some frameworks say no more than
    /// `{"message": "Unauthenticated."}`.
    static func message(in root: JSONValue, ofStatus status: Int) -> String? {
        guard (400...499).contains(status), root.isObject, let message = explanation(in: root),
            OrderTraces.first(in: root, beside: message) == nil
        else { return nil }
        return message
    }

    private static func text(of error: JSONValue, in object: JSONValue) -> String? {
        switch error.kind {
        case .string, .number:
            guard let text = error.nonBlankText, text != "0", text.lowercased() != "false" else { return nil }
            // A number or `"true"` alone says nothing to a person.
            guard error.kind == .number || error.flag == true else { return text }
            return explanation(in: object) ?? text
        case .true:
            return explanation(in: object) ?? "error"
        case .object:
            if let text = explanation(in: error) { return text }
            // As `{"link": ["is missing"]}`, which names fields.
            for field in error.fields {
                if let text = firstText(of: field.value) { return text }
            }
            return nil
        case .array:
            return firstText(of: error)
        case .false, .null:
            return nil
        }
    }

    private static func firstText(of value: JSONValue) -> String? {
        if let text = value.nonBlankText { return text }
        if let text = explanation(in: value) { return text }
        for element in value.elements {
            if let text = element.nonBlankText ?? explanation(in: element) { return text }
        }
        return nil
    }

    /// What an object says to a person.
    private static func explanation(in object: JSONValue) -> String? {
        for name: StaticString in ["message", "msg", "error", "error_message", "text", "reason", "description", "code"]
        {
            if let text = object.value(name)?.nonBlankText { return text }
        }
        return nil
    }

    private static func hasFailed(_ object: JSONValue, mayBeOrder: Bool) -> Bool {
        for name: StaticString in ["success", "ok"] {
            if let value = object.value(name), value.flag == false { return true }
        }
        guard let status = object.value("status") else { return false }
        switch status.kind {
        case .false: return true
        case .string:
            switch status.nonBlankText?.lowercased() {
            case "error", "fail", "failed", "failure", "false":
                return !mayBeOrder || !OrderReader.hasOrderFields(object)
            default: return false
            }
        default: return false
        }
    }
}

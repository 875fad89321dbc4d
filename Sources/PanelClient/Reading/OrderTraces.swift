import PanelCore

/// Looks in a refused `add` for what may speak of an order that was made all the same. Where there is anything of the
/// kind, the refusal proves nothing.
enum OrderTraces {
    /// What stands deeper is not looked at, and counts.
    private static let deepest = 6

    private static let orderNames = names([
        "id", "order", "orders", "order id", "order ids", "order number", "order no", "new order", "new order id",
    ])
    private static let flagNames = names(["success", "ok", "status"])
    private static let successes = names([
        "success", "succeeded", "successful", "ok", "true", "done", "created", "placed",
    ])

    private static func names(_ texts: [String]) -> Set<LooseName> { Set(texts.compactMap { LooseName($0) }) }

    /// The first trace, in a few words; `nil` where there is none.
    ///
    /// - Parameter refusal: The words of the refusal, which whoever gets it reads.
    static func first(in root: JSONValue, beside refusal: String) -> String? {
        trace(in: root, named: nil, beside: refusal, depth: 0)
    }

    private static func trace(
        in value: JSONValue,
        named name: LooseName?,
        beside refusal: String,
        depth: Int
    ) -> String? {
        guard depth < deepest else { return "more" }
        switch value.kind {
        case .object:
            for field in value.fields {
                let name = field.name.text.flatMap { LooseName($0) }
                if let found = trace(in: field.value, named: name, beside: refusal, depth: depth + 1) { return found }
            }
            return nil
        case .array:
            for element in value.elements {
                if let found = trace(in: element, named: name, beside: refusal, depth: depth + 1) { return found }
            }
            return nil
        case .string, .number, .true:
            return isTrace(value, named: name, beside: refusal)
                ? value.text.map { "\"\($0.prefix(40))\"" } ?? "a success" : nil
        case .false, .null:
            return nil
        }
    }

    private static func isTrace(_ value: JSONValue, named name: LooseName?, beside refusal: String) -> Bool {
        if let name, orderNames.contains(name), let id = value.id, id.utf8.contains(where: \.isASCIIDigit) {
            return true
        }
        if let name, flagNames.contains(name) {
            return value.flag == true || value.nonBlankText.flatMap { LooseName($0) }.map(successes.contains) ?? false
        }
        guard value.kind == .string, let text = value.nonBlankText, text != refusal else { return false }
        return RefusalWords.maySpeakOfOrder(text)
    }
}

package import PanelMarkup

/// What was wrong with what somebody sent: in a summary on top of the form, and each at its field.
package struct FormErrors: Sendable {
    package struct Item: Sendable {
        /// The id of the field that it is about; `nil` when it is about the whole.
        package let field: String?
        package let message: String
    }

    package private(set) var items: [Item] = []

    package init() {}

    package init(_ message: String, at field: String? = nil) {
        add(message, at: field)
    }

    package mutating func add(_ message: String, at field: String? = nil) {
        items.append(Item(field: field, message: message))
    }

    package var isEmpty: Bool { items.isEmpty }

    /// What is wrong with the field of this id, if something is.
    package subscript(field: String) -> String? {
        items.first { $0.field == field }?.message
    }

    /// The summary, or nothing while there are no errors. A reader of screens is told at once.
    ///
    /// - Parameter title: What did not happen, as a sentence: "The account was not made."
    package func summary(title: String) -> HTML? {
        guard !isEmpty else { return nil }
        return """
            <div class="alert stack tight" role="alert" tabindex="-1"><b>\(title)</b><ul>\(each: items, line)</ul></div>
            """
    }

    private func line(of item: Item) -> HTML {
        guard let field = item.field else { return "<li>\(item.message)</li>" }
        return #"<li><a href="\#(address: .part(field))">\#(item.message)</a></li>"#
    }
}

package import PanelMarkup

/// A field with its label, what is wrong with it, and a hint. What belongs to it is tied to it for readers of screens.
package struct Field {
    let id: String
    let name: String
    let label: HTML
    let hint: String?
    let error: String?
    let isInvalid: Bool
    private let control: Control

    private enum Control {
        case input(Input, value: String)
        case area(value: String, rows: Int)
        case select([Choice], chosen: String?)
    }

    /// One of the values of a select.
    package struct Choice: Sendable {
        let value: String
        let label: String

        package init(_ value: String, _ label: String) {
            self.value = value
            self.label = label
        }
    }

    /// A field of one line.
    ///
    /// - Parameters:
    ///   - name: By which its value is sent.
    ///   - id: Its id on the page; the name unless another field has that.
    ///   - isInvalid: Whether something is wrong with it that is said elsewhere, because it is wrong with another one too.
    package init(
        _ name: String,
        id: String? = nil,
        label: HTML,
        _ input: Input = .text,
        value: String = "",
        hint: String? = nil,
        error: String? = nil,
        isInvalid: Bool = false
    ) {
        self.init(
            name,
            id: id,
            label: label,
            hint: hint,
            error: error,
            isInvalid: isInvalid,
            control: .input(input, value: value)
        )
    }

    /// A field of several lines.
    package init(
        area name: String,
        id: String? = nil,
        label: HTML,
        rows: Int,
        value: String = "",
        hint: String? = nil,
        error: String? = nil
    ) {
        self.init(name, id: id, label: label, hint: hint, error: error, control: .area(value: value, rows: rows))
    }

    /// A field with a few values to choose from.
    ///
    /// - Parameter chosen: The value that is chosen at first; otherwise it is the first one.
    package init(
        select name: String,
        id: String? = nil,
        label: HTML,
        choices: [Choice],
        chosen: String?,
        hint: String? = nil,
        error: String? = nil
    ) {
        self.init(name, id: id, label: label, hint: hint, error: error, control: .select(choices, chosen: chosen))
    }

    private init(
        _ name: String,
        id: String?,
        label: HTML,
        hint: String?,
        error: String?,
        isInvalid: Bool = false,
        control: Control
    ) {
        self.id = id ?? name
        self.name = name
        self.label = label
        self.hint = hint
        self.error = error
        self.isInvalid = isInvalid || error != nil
        self.control = control
    }

    package var html: HTML {
        """
        <div class="field"><label for="\(id)">\(label)</label>\(controlHTML)\
        \(error.map { #"<span class="error" id="\#(id)-error">\#($0)</span>"# as HTML })\
        \(hint.map { #"<span class="hint" id="\#(id)-hint">\#($0)</span>"# as HTML })</div>
        """
    }

    private var controlHTML: HTML {
        switch control {
        case .input(let input, let value): inputHTML(input, value: value)
        case .area(let value, let rows):
            // A browser drops one line break behind the tag, so one is given to be dropped.
            """
            <textarea id="\(id)" name="\(name)" rows="\(rows)"\(attribute: "aria-describedby", describedBy)\
            \(attribute: "aria-invalid", invalid)>
            \(value)</textarea>
            """
        case .select(let choices, let chosen):
            """
            <select id="\(id)" name="\(name)"\(attribute: "aria-describedby", describedBy)\
            \(attribute: "aria-invalid", invalid)>\(each: choices, { option($0, chosen: chosen) })</select>
            """
        }
    }

    private func inputHTML(_ input: Input, value: String) -> HTML {
        """
        <input type="\(input.type)" id="\(id)" name="\(name)" value="\(value)"\
        \(attribute: "class", input.isCode ? "code" : nil)\(attribute: "autocomplete", input.autocomplete)\
        \(attribute: "inputmode", input.mode)\(attribute: "autocapitalize", input.isProse ? nil : "none")\
        \(attribute: "spellcheck", input.isProse ? nil : "false")\
        \(flag: "required", if: input.isRequired)\(flag: "autofocus", if: input.isFirst)\
        \(attribute: "aria-describedby", describedBy)\(attribute: "aria-invalid", invalid)>
        """
    }

    private func option(_ choice: Choice, chosen: String?) -> HTML {
        #"<option value="\#(choice.value)"\#(flag: "selected", if: choice.value == chosen)>\#(choice.label)</option>"#
    }

    private var describedBy: String? {
        let ids = [error.map { _ in "\(id)-error" }, hint.map { _ in "\(id)-hint" }].compactMap(\.self)
        return ids.isEmpty ? nil : ids.joined(separator: " ")
    }

    private var invalid: String? { isInvalid ? "true" : nil }
}

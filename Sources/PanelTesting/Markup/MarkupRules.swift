/// What the panel's pages are made of. A page that needs more adds it here.
enum MarkupRules {
    static let void: Set = ["br", "input", "link", "meta", "path", "rect"]

    static let elements: Set = void.union([
        "a", "article", "aside", "b", "body", "button", "code", "dd", "details", "dialog", "div", "dl", "dt", "em",
        "fieldset", "form", "h1", "h2", "h3", "h4", "head", "header", "html", "kbd", "label", "legend", "li", "main",
        "nav",
        "ol", "option", "p", "pre", "progress", "s", "script", "section", "select", "span", "strong", "summary", "svg",
        "table",
        "tbody", "td", "textarea", "th", "thead", "time", "title", "tr", "ul",
    ])

    private static let everywhere: Set = [
        "aria-autocomplete", "aria-busy", "aria-controls", "aria-current", "aria-describedby", "aria-disabled",
        "aria-expanded", "aria-hidden", "aria-invalid", "aria-label", "aria-labelledby", "aria-live", "aria-pressed",
        "aria-selected", "class", "hidden", "id", "lang", "role", "tabindex",
    ]

    private static let particular: [String: Set<String>] = [
        "a": ["href", "hreflang", "rel", "target"],
        "button": [
            "data-about", "data-chosen", "data-confirm", "data-copy", "data-done", "data-set", "data-until", "disabled",
            "form", "formaction", "name", "type", "value",
        ],
        "details": ["data-menu", "name", "open"],
        "div": ["data-until"],
        "form": ["action", "data-address", "data-confirm", "data-live", "data-send", "method"],
        "html": ["data-theme"],
        "input": [
            "autocapitalize", "autocomplete", "autofocus", "checked", "data-all", "data-keeps", "data-options",
            "data-pasted", "inputmode", "maxlength", "name", "pattern", "placeholder", "readonly", "required",
            "spellcheck", "type", "value",
        ],
        "label": ["for"],
        "link": ["href", "rel", "type"],
        "meta": ["charset", "content", "name"],
        "option": ["selected", "value"],
        "p": ["data-about"],
        "path": ["d", "fill-rule"],
        "progress": ["max", "value"],
        "rect": ["fill", "height", "width", "x", "y"],
        "script": ["src", "type"],
        "section": ["data-every", "data-refresh"],
        "select": ["name", "required"],
        "span": ["data-word"],
        "summary": ["data-current"],
        "svg": ["fill", "height", "shape-rendering", "viewBox", "width"],
        "tbody": ["data-every", "data-refresh"],
        "td": ["colspan"],
        "textarea": ["autocapitalize", "maxlength", "name", "placeholder", "required", "rows", "spellcheck"],
        "th": ["colspan", "scope"],
        "time": ["datetime"],
    ]

    static func allows(_ attribute: String, on element: String) -> Bool {
        everywhere.contains(attribute) || particular[element]?.contains(attribute) == true
    }

    static let references = [
        ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&#34;", #"""#), ("&#39;", "'"), ("&#13;", "\r"),
    ]

    static func isInName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

import PanelCore
import PanelTesting
import PanelWeb
import Testing

/// A form as a browser has it that shows a page: its fields with what is in them.
struct OrderForm: Sendable {
    let action: String
    private(set) var names: [String] = []
    private var values: [String: String] = [:]

    /// - Parameter id: Of the form on the page.
    init(_ page: String, id: String = "order") throws {
        let page = try MarkupReader.read(Array(page.utf8))
        let form = try #require(page.element(id: id), "the page has no such form")
        try self.init(form)
    }

    init(_ form: MarkupElement) throws {
        action = try #require(form["action"])
        for field in form.descendants {
            guard let name = field["name"] else { continue }
            switch field.name {
            case "input": self[name] = field["value"] ?? ""
            // A line break behind the tag is dropped.
            case "textarea": self[name] = String(field.text.trimmingPrefix("\n"))
            case "select":
                let options = field.all("option")
                self[name] = (options.first { $0["selected"] != nil } ?? options.first)?["value"] ?? ""
            default: continue
            }
        }
    }

    subscript(name: String) -> String {
        get { values[name] ?? "" }
        set {
            if values.updateValue(newValue, forKey: name) == nil { names.append(name) }
        }
    }

    var body: String {
        names.map { "\($0.formEncoded)=\(self[$0].formEncoded)" }.joined(separator: "&")
    }
}

extension String {
    fileprivate var formEncoded: String {
        utf8.map { $0.isASCIILetterOrDigit ? String(UnicodeScalar($0)) : "%" + [$0].hexadecimal }.joined()
    }
}

extension TestBrowser {
    /// The form of an order as a page has it.
    func orderForm(_ query: String) async throws -> OrderForm {
        try await OrderForm(get("/order?\(query)").text)
    }

    func send(_ form: OrderForm) async throws -> Answer {
        try await post(form.action, body: form.body)
    }
}

extension TestBrowser.Answer {
    var page: MarkupElement { get throws { try MarkupReader.read(Array(text.utf8)) } }

    /// The order that the answer leads to.
    var order: OrderID? {
        guard status == 303, let location, location.hasPrefix("/orders/") else { return nil }
        return OrderID(String(location.dropFirst("/orders/".count)))
    }
}

extension WebFixture {
    /// A customer who is logged in and reads English.
    func customer(_ name: String = "alice", balance: String) async throws -> (TestBrowser, Account) {
        let account = try await account(name)
        if Money.of(balance) != .zero {
            try await panel.perform(panel.crediting(account, balance, reference: "opening:\(name)"))
        }
        let browser = browser()
        try await browser.get("/login?lang=en")
        try await browser.logIn(name)
        return (browser, account)
    }
}

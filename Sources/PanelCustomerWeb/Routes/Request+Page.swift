import HTTPTypes
import Hummingbird
import PanelWeb

extension Request {
    /// Whether the script asks, which puts a part of a page where the page has it.
    var wantsFragment: Bool { headers[.fragment] != nil }

    /// What a link or a form says in the address.
    var query: FormFields { FormFields(query: uri.query) }
}

extension HTTPField.Name {
    fileprivate static let fragment = HTTPField.Name("X-Fragment")!
}

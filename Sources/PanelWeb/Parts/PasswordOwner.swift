package import PanelMarkup

/// Whose password a form is about, for password managers: a field that is neither seen nor sent.
package struct PasswordOwner {
    let name: String

    package init(_ name: String) {
        self.name = name
    }

    package var html: HTML { #"<input type="text" value="\#(name)" autocomplete="username" hidden readonly>"# }
}

/// A password's hash with the costs and the salt that checking it needs, `$argon2id$v=19$m=…`. Only `PanelSecrets` makes and
/// reads the text.
package struct PasswordHash: Hashable, Sendable {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }
}

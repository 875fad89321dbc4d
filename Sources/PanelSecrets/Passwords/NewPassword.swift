package import PanelCore

/// A password that may be set for an account: 10 to 128 characters, none that many people use, not the account's name.
///
/// Each of its letters is composed with its marks (``PasswordText``) before it is measured and compared. That changes how many
/// bytes it has, and not how many characters: a letter with its marks is one character, however it was typed.
package struct NewPassword: Sendable {
    let password: PasswordText

    /// - Parameters:
    ///   - typed: As it was typed.
    ///   - name: Of the account that it is for.
    package init(_ typed: String, for name: AccountName) throws(PasswordRefusal) {
        let password = PasswordText(typed)
        try PasswordLength.check(password.text)
        let lowercased = password.text.lowercased()
        guard lowercased != name.description.lowercased() else { throw .sameAsName }
        guard !CommonPasswords.contains(lowercased) else { throw .common }
        self.password = password
    }
}

package import PanelCore

/// A password that may be set for an account: 10 to 128 characters, none that many people use, not the account's name.
///
/// It is taken as it was typed. Characters are not normalized (NFC): the same keyboard types the same bytes again, and
/// what is not changed can not be changed in another way by a later version of Unicode.
package struct NewPassword: Sendable {
    package let text: String

    /// - Parameter name: Of the account that it is for.
    package init(_ text: String, for name: AccountName) throws(PasswordRefusal) {
        try PasswordLength.check(text)
        let lowercased = text.lowercased()
        guard lowercased != name.description.lowercased() else { throw .sameAsName }
        guard !CommonPasswords.contains(lowercased) else { throw .common }
        self.text = text
    }
}

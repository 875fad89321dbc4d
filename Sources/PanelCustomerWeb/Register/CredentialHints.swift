import PanelCore
import PanelWeb

/// What a name and a password that somebody chooses have to be.
struct CredentialHints: PageWords {
    let name, password: String

    static let vi = CredentialHints(
        name: "\(nameLength) chữ cái không dấu, chữ số hoặc . _ - (bắt đầu bằng chữ cái hoặc chữ số)",
        password: "\(passwordLength) ký tự"
    )
    static let en = CredentialHints(
        name: "\(nameLength) letters, digits or . _ - (the first a letter or a digit)",
        password: "\(passwordLength) characters"
    )

    private static let nameLength =
        "\(AccountName.chosenLength.lowerBound)–\(AccountName.chosenLength.upperBound)"
    private static let passwordLength = "\(PasswordLength.least)–\(PasswordLength.most)"
}

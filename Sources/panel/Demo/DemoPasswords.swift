import PanelCore
import PanelSecrets

/// The passwords of a demo, made anew each time.
struct DemoPasswords {
    let customer = DemoPasswords.make()
    let owner = DemoPasswords.make()

    private let hasher = PasswordHasher()

    private static func make() -> String { String(SecretToken().text.prefix(12)) }

    func hash(_ password: String, for name: AccountName) async throws -> PasswordHash {
        try await hasher.hash(NewPassword(password, for: name), for: nil)
    }
}

package import Hummingbird
package import PanelCore
package import PanelSecrets

/// What browsers keep for the panel: the token of a session, by what they are known again, and a language.
package struct SessionCookies: Sendable {
    private let isSecure: Bool

    /// - Parameter allowsPlainHTTP: Whether the operator has said that people reach the panel over plain http. Cookies go
    ///   without `Secure` then, and without the `__Host-` that needs it.
    package init(allowsPlainHTTP: Bool) {
        isSecure = !allowsPlainHTTP
    }

    private func name(_ name: String) -> String { isSecure ? "__Host-\(name)" : name }

    // MARK: Reading

    package func token(of request: Request) -> SecretToken? {
        value("session", of: request).flatMap { SecretToken($0) }
    }

    /// What a browser shows that has logged in before.
    package func mark(of request: Request) -> String? { value("browser", of: request) }

    package func language(of request: Request) -> Language? {
        value("language", of: request).flatMap { Language(rawValue: $0) }
    }

    private func value(_ name: String, of request: Request) -> String? {
        request.cookies[self.name(name)]?.value
    }

    // MARK: Writing

    /// - Parameter life: In seconds.
    package func set(_ token: SecretToken, life: Int64, on response: inout Response) {
        set("session", token.text, life: life, on: &response)
    }

    package func forgetSession(on response: inout Response) {
        set("session", "", life: 0, on: &response)
    }

    package func set(mark: String, on response: inout Response) {
        set("browser", mark, life: SessionCookies.year, on: &response)
    }

    package func set(_ language: Language, on response: inout Response) {
        set("language", language.rawValue, life: SessionCookies.year, on: &response)
    }

    private static let year: Int64 = 365 * 24 * 3600

    private func set(_ name: String, _ value: String, life: Int64, on response: inout Response) {
        response.setCookie(
            Cookie(
                name: self.name(name),
                value: value,
                maxAge: Int(life),
                path: "/",
                secure: isSecure,
                httpOnly: true,
                sameSite: .lax
            )
        )
    }
}

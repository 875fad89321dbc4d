package import PanelCore

/// What an operator can set about the API.
package struct APIConfiguration: Sendable {
    /// The panel's currency, such as `USD`.
    package var currency: String
    /// How answers are worded to whoever has no valid key.
    package var defaultProfile = ResponseProfile.seed
    /// The language of messages to whoever has no valid key.
    package var defaultLanguage = Language.vietnamese
    /// Largest body in bytes.
    package var bodyLimit = 256 * 1024
    /// Whether requests may come as `GET` with a query string, as several real clients send them.
    package var acceptsGet = true
    /// Requests per second and account; `nil` for any number.
    package var requestsPerSecond: Int?

    package init(currency: String) {
        self.currency = currency
    }
}

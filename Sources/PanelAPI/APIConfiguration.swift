package import PanelCore
package import PanelHTTP

/// What an operator can set about the API.
package struct APIConfiguration: Sendable {
    /// How answers are worded to whoever has no valid key.
    package var defaultProfile = ResponseProfile.seed
    /// The language of messages to whoever has no valid key.
    package var defaultLanguage = Language.vietnamese
    /// Largest body in bytes.
    package var bodyLimit = 256 * 1024
    /// Whether requests may come as `GET` with a query string, as several real clients send them.
    package var acceptsGet = true
    /// The websites whose pages may use the API.
    package var origins = AllowedOrigins()
    /// Requests per second and account; `nil` for any number.
    package var requestsPerSecond: Int?
    package var limits = Limits()

    /// How much all requests together may have.
    package struct Limits: Sendable {
        /// Bytes of bodies that have not arrived whole and have a key that is known.
        package var bodies = 64 * 1024 * 1024
        /// Bytes of all other bodies that have not arrived whole.
        package var bodiesWithoutKey = 8 * 1024 * 1024
        /// Wrong keys of one address in a second, when it goes on.
        package var wrongKeysPerSecond = 20
        /// Wrong keys of one address at once.
        package var wrongKeysAtOnce = 100
        /// Addresses whose wrong keys are counted; when there are more, all start anew.
        package var addresses = 50_000
        /// Bytes of answers to `services` that are kept for price lists.
        package var priceLists = 16 * 1024 * 1024
        /// Longest answer that is kept, in bytes: longer ones must not go out as a whole, for nobody could tell a reader
        /// that is slow from one that is gone.
        package var priceList = 1024 * 1024
        /// Accounts whose requests per second are counted; when there are more, all start anew.
        package var countedAccounts = 100_000

        package init() {}
    }

    package init() {}
}

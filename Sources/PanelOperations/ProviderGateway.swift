package import PanelCore

/// What staff operations need from the part of the program that calls providers.
package protocol ProviderGateway: Sendable {
    /// The address in the form in which it is kept.
    ///
    /// - Throws: `ProviderProblem` when it is none, or leads to this machine or a private network and must not.
    func checked(url: String, allowsPrivateAddress: Bool) async throws(ProviderProblem) -> String

    /// Encrypts a provider's key for storage.
    func seal(_ key: String, for name: ProviderName) throws(ProviderProblem) -> SealedText

    /// Asks a provider for the balance and the catalogue.
    func probe(_ provider: Provider) async throws(ProviderProblem) -> ProviderProbe

    /// How calling providers goes, whichever server calls them; nothing of those that nobody does.
    func health(of providers: [ProviderID]) async -> [ProviderID: ProviderHealth]
}

/// What a provider answered to a test.
package struct ProviderProbe: Sendable {
    package let balance: Money
    /// The currency of the balance, when the provider names one.
    package let currency: String?
    package let catalogue: ProviderCatalogue

    package init(balance: Money, currency: String?, catalogue: ProviderCatalogue) {
        self.balance = balance
        self.currency = currency
        self.catalogue = catalogue
    }
}

/// A provider's catalogue.
package struct ProviderCatalogue: Sendable {
    package let listings: [UpstreamListing]
    /// What can not be sold here.
    package let skipped: [SkippedListing]

    package init(listings: [UpstreamListing], skipped: [SkippedListing]) {
        self.listings = listings
        self.skipped = skipped
    }
}

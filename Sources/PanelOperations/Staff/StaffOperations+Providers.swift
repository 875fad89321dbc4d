package import PanelCore
package import PanelStore

/// What a new provider is to be.
package struct NewProvider: Sendable {
    package let name: ProviderName
    package let url: String
    /// As `Provider.key(typed:)` reads it.
    package let key: String
    package let terms: ProviderTerms

    package init(name: ProviderName, url: String, key: String, terms: ProviderTerms) {
        self.name = name
        self.url = url
        self.key = key
        self.terms = terms
    }
}

/// A provider with how it goes.
package struct ProviderStatus: Sendable {
    package let provider: Provider
    /// How many orders without an outcome it has, by how far they are.
    package let open: [Submission.State: Int64]
    /// `nil` while nobody calls it.
    package let health: ProviderHealth?
}

/// What an import of a provider's catalogue is to do.
package struct CatalogueImport: Sendable {
    package let creation: SyncCatalogue.Creation
    package let allowsEmpty: Bool
    /// Whether it is only to be found out what would change.
    package let isRehearsal: Bool

    package init(creation: SyncCatalogue.Creation, allowsEmpty: Bool, isRehearsal: Bool) {
        self.creation = creation
        self.allowsEmpty = allowsEmpty
        self.isRehearsal = isRehearsal
    }
}

extension StaffOperations {
    /// Providers that were not removed, in the order they were made.
    package func providers(_ part: Part) async throws -> Page<ProviderStatus> {
        try require(.viewProviders)
        let page = try await store.read(Providers(part))
        return Page(rows: try await statuses(of: page.rows), next: page.next)
    }

    package func provider(named name: String) async throws -> ProviderStatus {
        try require(.viewProviders)
        return try await status(of: active(name))
    }

    package func addProvider(_ new: NewProvider) async throws -> ProviderStatus {
        try require(.manageProviders)
        let url = try await panel.gateway.checked(
            url: new.url,
            allowsPrivateAddress: new.terms.allowsPrivateAddress
        )
        let sealed = try panel.gateway.seal(new.key, for: new.name)
        let provider = try await perform { now in
            AddProvider(name: new.name, url: url, sealedKey: sealed, terms: new.terms, now: now)
        }
        return ProviderStatus(provider: provider, open: [:], health: nil)
    }

    package func changeProvider(named name: String, _ change: ChangeProvider.Change) async throws -> ProviderStatus {
        try require(.manageProviders)
        let provider = try await active(name)
        let changed = try await perform { now in ChangeProvider(id: provider.id, change: change, now: now) }
        return try await status(of: changed)
    }

    /// Asks a provider for the balance and the catalogue.
    package func testProvider(named name: String) async throws -> ProviderProbe {
        try require(.manageProviders)
        return try await panel.gateway.probe(try await active(name))
    }

    /// Brings the services of a provider to what it sells now, and makes those that are new here.
    ///
    /// - Returns: What changed, and what of the provider's can not be sold here.
    package func importCatalogue(
        ofProvider name: String,
        _ wish: CatalogueImport
    ) async throws -> (outcome: SyncCatalogue.Outcome, skipped: [SkippedListing]) {
        try require(.manageCatalogue)
        let provider = try await active(name)
        let probe = try await panel.gateway.probe(provider)
        let currency = try await store.currency()
        if let theirs = probe.currency, !theirs.isEmpty, theirs.uppercased() != currency.uppercased() {
            throw StaffRefusal.provider(.otherCurrency(provider.name, theirs: theirs, ours: currency))
        }
        let outcome = try await perform { now in
            SyncCatalogue(
                provider: provider.id,
                listings: probe.catalogue.listings,
                creation: wish.creation,
                allowsEmpty: wish.allowsEmpty,
                isRehearsal: wish.isRehearsal,
                now: now
            )
        }
        return (outcome, probe.catalogue.skipped)
    }

    private func active(_ name: String) async throws -> Provider {
        guard let provider = try await store.read(ProviderNamed(name)), provider.removedAt == nil else {
            throw StaffRefusal.provider(.unknown(.name(name)))
        }
        return provider
    }

    private func status(of provider: Provider) async throws -> ProviderStatus {
        try await statuses(of: [provider])[0]
    }

    private func statuses(of providers: [Provider]) async throws -> [ProviderStatus] {
        let ids = providers.map(\.id)
        let open = try await store.read(OpenSubmissions(of: ids))
        let health = await panel.gateway.health(of: ids)
        return providers.map { ProviderStatus(provider: $0, open: open[$0.id] ?? [:], health: health[$0.id]) }
    }
}

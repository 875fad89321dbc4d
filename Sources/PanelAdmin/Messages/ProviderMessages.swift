import PanelCore
import PanelOperations
import PanelStore
import PanelWords

/// What is needed to make a provider known. What is missing takes its default.
package struct ProviderCreation: Codable, Sendable {
    package var name: String
    package var url: String
    package var key: String
    package var idempotencyParameter: String?
    package var idempotencyHours: Int64?
    package var maxInFlight: Int64?
    package var requestsPerMinute: Int64?
    package var timeout: Int64?
    package var pollSeconds: Int64?
    package var pollLongest: Int64?
    package var allowPrivateAddress: Bool?

    enum CodingKeys: String, CodingKey {
        case name
        case url
        case key
        case idempotencyParameter = "idempotency_parameter"
        case idempotencyHours = "idempotency_hours"
        case maxInFlight = "max_in_flight"
        case requestsPerMinute = "requests_per_minute"
        case timeout
        case pollSeconds = "poll_seconds"
        case pollLongest = "poll_longest"
        case allowPrivateAddress = "allow_private_address"
    }

    package init(name: String, url: String, key: String) {
        self.name = name
        self.url = url
        self.key = key
    }
}

/// A provider as staff see it. The key is never shown.
package struct ProviderMessage: Codable, Sendable {
    package let id: Int64
    package let name: String
    package let url: String
    /// `active` or `paused`.
    package let state: String
    package let idempotencyParameter: String?
    /// How long a key is remembered.
    package let idempotencyHours: Int64
    package let maxInFlight: Int64
    package let requestsPerMinute: Int64?
    package let timeout: Int64
    package let pollSeconds: Int64
    package let pollLongest: Int64
    package let allowPrivateAddress: Bool
    /// Orders without an outcome, by how far they are.
    package let open: [String: Int64]
    package let createdAt: String
    /// `closed` while calls go through, `open` while the provider fails and is left alone, `probing` while it is
    /// tried; missing while no server runs.
    package let circuit: String?
    package let failures: Int64?
    package let inFlight: Int?
    package let lastError: String?
    /// Until when the provider asked to be left alone.
    package let quietUntil: String?
    package let watched: Int?

    enum CodingKeys: String, CodingKey {
        case id
        case name
        case url
        case state
        case idempotencyParameter = "idempotency_parameter"
        case idempotencyHours = "idempotency_hours"
        case maxInFlight = "max_in_flight"
        case requestsPerMinute = "requests_per_minute"
        case timeout
        case pollSeconds = "poll_seconds"
        case pollLongest = "poll_longest"
        case allowPrivateAddress = "allow_private_address"
        case open
        case createdAt = "created_at"
        case circuit
        case failures
        case inFlight = "in_flight"
        case lastError = "last_error"
        case quietUntil = "quiet_until"
        case watched
    }

    init(_ status: ProviderStatus) {
        let provider = status.provider
        id = provider.id.rawValue
        name = provider.name.description
        url = provider.url
        state = provider.isPaused ? "paused" : "active"
        idempotencyParameter = provider.terms.idempotencyParameter
        idempotencyHours = provider.terms.idempotencyHours
        maxInFlight = provider.terms.maxInFlight
        requestsPerMinute = provider.terms.requestsPerMinute
        timeout = provider.terms.timeoutSeconds
        pollSeconds = provider.terms.pollSeconds
        pollLongest = provider.terms.pollLongestSeconds
        allowPrivateAddress = provider.terms.allowsPrivateAddress
        self.open = Dictionary(uniqueKeysWithValues: status.open.map { ($0.key.identifier, $0.value) })
        createdAt = provider.createdAt.iso8601
        circuit = status.health.map { health in
            switch health.circuit {
            case .closed: "closed"
            case .open: "open"
            case .probing: "probing"
            }
        }
        failures = status.health?.failures
        inFlight = status.health?.inFlight
        lastError = status.health?.lastTrouble?.english
        quietUntil = status.health?.quietUntil?.iso8601
        watched = status.health?.watched
    }
}

/// What a provider answered to a test.
package struct ProviderTestMessage: Codable, Sendable {
    package let balance: String
    package let currency: String?
    package let services: Int
    /// What can not be sold here, in words.
    package let skipped: [String]

    init(_ probe: ProviderProbe) {
        balance = probe.balance.description
        currency = probe.currency
        services = probe.catalogue.listings.count
        skipped = probe.catalogue.skipped.map(\.english)
    }
}

/// What to make of a provider's catalogue.
package struct ProviderImport: Codable, Sendable {
    /// What is added to the cost, in percent.
    package var markup: String?
    /// The category for all services; without it they keep the provider's.
    package var category: String?
    /// Whether to say only what would change.
    package var dryRun: Bool
    /// Whether a catalogue of which nothing can be sold is meant.
    package var allowEmpty: Bool?

    enum CodingKeys: String, CodingKey {
        case markup
        case category
        case dryRun = "dry_run"
        case allowEmpty = "allow_empty"
    }

    package init(markup: String?, category: String?, dryRun: Bool, allowEmpty: Bool) {
        self.markup = markup
        self.category = category
        self.dryRun = dryRun
        self.allowEmpty = allowEmpty
    }
}

/// What an import of a provider's catalogue changed.
package struct ProviderImportMessage: Codable, Sendable {
    package let created: Int
    package let updated: Int
    package let unchanged: Int
    package let disabled: Int
    /// The changes in words.
    package let changes: [String]
    /// What can not be sold here, in words.
    package let skipped: [String]

    init(_ outcome: SyncCatalogue.Outcome, skipped: [SkippedListing]) {
        created = outcome.created
        updated = outcome.updated
        unchanged = outcome.unchanged
        disabled = outcome.disabled
        changes = outcome.changes.map { $0.words(in: .english) }
        self.skipped = skipped.map(\.english)
    }
}

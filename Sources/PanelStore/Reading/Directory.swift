package import PanelCore
import Synchronization

/// The catalogue and the customers that the API needs for nearly every request, kept in memory for as long as the
/// version of the settings stays what it is.
package final class Directory: Sendable {
    private struct State {
        var version: SettingsVersion
        var customers: [KeyDigest: Customer] = [:]
    }

    /// How much is kept.
    package struct Limits: Sendable {
        /// Most customers. When there are more, all are dropped and come back as they order.
        package var customers = 100_000

        package init() {}
    }

    private let limits: Limits
    private let store: any Store
    private let catalogues: CatalogueCache
    private let state: Mutex<State>

    package init(store: any Store, limits: Limits = Limits()) {
        self.limits = limits
        self.store = store
        catalogues = CatalogueCache(store: store)
        state = Mutex(State(version: store.settingsVersion))
    }

    /// The current catalogue. It includes every change that was answered before the call.
    package func catalogue() async throws -> Catalogue {
        try await catalogues.current()
    }

    /// The customer whose key has this digest.
    ///
    /// Somebody who prices an order asks for the catalogue first and for the customer second: then the customer is
    /// never older than the catalogue, whose version the order's command checks.
    package func customer(key digest: KeyDigest) async throws -> Customer? {
        let version = store.settingsVersion
        let known = state.withLock { state in
            if state.version != version { state = State(version: version) }
            return state.customers[digest]
        }
        if let known { return known }
        // Unknown keys are not kept: whoever guesses keys must not fill the memory.
        guard let customer = try await store.customer(key: digest) else { return nil }
        state.withLock { state in
            guard state.version == version else { return }
            if state.customers.count >= limits.customers { state.customers = [:] }
            state.customers[digest] = customer
        }
        return customer
    }
}

package import PanelCore
import Synchronization

/// What prices an order: the catalogue and the customers, which the API needs for nearly every request, kept in memory
/// for as long as nothing of it changes. A change of settings has the catalogue read anew, one of an account its
/// customer alone.
package final class PricingCache: Sendable {
    private struct State {
        /// Every change of an account up to this one is taken in.
        var version: AccountsVersion
        var customers: [KeyDigest: Customer] = [:]
        /// The key under which each account's customer is kept.
        var keys: [AccountID: KeyDigest] = [:]

        mutating func keep(_ customer: Customer) {
            drop(customer.account.id)
            customers[customer.account.keyDigest] = customer
            keys[customer.account.id] = customer.account.keyDigest
        }

        mutating func drop(_ account: AccountID) {
            if let key = keys.removeValue(forKey: account) { customers[key] = nil }
        }
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
        state = Mutex(State(version: store.accountsVersion))
    }

    /// The current catalogue. It includes every change that was answered before the call.
    package func catalogue() async throws -> Catalogue {
        try await catalogues.current()
    }

    /// The customer whose key has this digest. It includes every change that was answered before the call, as far as
    /// this process knows of it; an order's command checks under its lock whether there was another one.
    package func customer(key digest: KeyDigest) async throws -> Customer? {
        let version = store.accountsVersion
        var (known, current) = state.withLock { ($0.customers[digest], $0.version) }
        if current < version {
            current = try await dropChanged(upTo: version, since: current)
            known = state.withLock { $0.customers[digest] }
        }
        if let known { return known }
        // Unknown keys are not kept: whoever guesses keys must not fill the memory.
        guard let customer = try await store.customer(key: digest) else { return nil }
        state.withLock { [limits] state in
            // What was changed since was not there to be dropped.
            guard state.version == current else { return }
            if state.customers.count >= limits.customers { state = State(version: state.version) }
            state.keep(customer)
        }
        return customer
    }

    /// Has a customer read anew who turned out to have been changed through another server.
    package func forget(_ account: AccountID) {
        state.withLock { $0.drop(account) }
    }

    /// Drops the customers that were changed.
    ///
    /// - Returns: The version of those that are left.
    private func dropChanged(
        upTo version: AccountsVersion,
        since known: AccountsVersion
    ) async throws -> AccountsVersion {
        let changed = try await store.accounts(changedSince: known)
        return state.withLock { state in
            for account in changed { state.drop(account) }
            state.version = max(state.version, version)
            return state.version
        }
    }
}

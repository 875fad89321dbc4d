import PanelCore
import Synchronization

/// The catalogue of the newest version, loaded once per version however many ask for it at the same time.
final class CatalogueCache: Sendable {
    private struct State {
        var catalogue: Catalogue?
        /// A load that is under way, and the oldest version that it can answer with.
        var loading: (version: SettingsVersion, task: Task<Catalogue, any Error>)?
    }

    private let store: any Store
    private let state = Mutex(State())

    init(store: any Store) {
        self.store = store
    }

    func current() async throws -> Catalogue {
        let version = store.settingsVersion
        let (catalogue, task) = state.withLock { state -> (Catalogue?, Task<Catalogue, any Error>?) in
            if let catalogue = state.catalogue, catalogue.version >= version { return (catalogue, nil) }
            if let loading = state.loading, loading.version >= version { return (nil, loading.task) }
            let task = Task { try await self.load(version) }
            state.loading = (version, task)
            return (nil, task)
        }
        if let catalogue { return catalogue }
        guard let task else { return try await store.catalogue() }
        return try await task.value
    }

    private func load(_ version: SettingsVersion) async throws -> Catalogue {
        defer {
            state.withLock { state in
                if state.loading?.version == version { state.loading = nil }
            }
        }
        let catalogue = try await store.catalogue()
        state.withLock { state in
            if let known = state.catalogue, known.version > catalogue.version { return }
            state.catalogue = catalogue
        }
        return catalogue
    }
}

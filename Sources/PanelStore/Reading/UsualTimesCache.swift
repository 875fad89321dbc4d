package import PanelCore
import Synchronization

/// How long orders of each service usually take, kept in memory for ``life``: whoever looks at services pays no question
/// for it.
package final class UsualTimesCache: Sendable {
    private struct State {
        var times: [ServiceID: UsualTimes]?
        var readAt = Timestamp(milliseconds: .min)
    }

    private let store: any Store
    private let now: @Sendable () -> Timestamp
    private let state = Mutex(State())

    /// In seconds.
    package static let life: Int64 = 60

    /// - Parameter now: The wall clock.
    package init(store: any Store, now: @escaping @Sendable () -> Timestamp) {
        self.store = store
        self.now = now
    }

    /// The times of all services that have some, at most ``life`` old, or a little more while they are read anew.
    ///
    /// - Throws: The engine's error, when they were never read.
    package func current() async throws -> [ServiceID: UsualTimes] {
        let now = now()
        let kept: [ServiceID: UsualTimes]? = state.withLock { state in
            guard let times = state.times else { return nil }
            if state.readAt <= now, now < state.readAt.adding(seconds: UsualTimesCache.life) { return times }
            // One reads them anew, and the others go on with those that there are.
            state.readAt = now
            return nil
        }
        if let kept { return kept }
        do {
            let times = try await store.read(UsualTimesOfServices())
            state.withLock { ($0.times, $0.readAt) = (times, now) }
            return times
        } catch {
            guard let times = state.withLock({ $0.times }) else { throw error }
            return times
        }
    }
}

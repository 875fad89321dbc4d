import Synchronization

/// Keeps a message that goes on for as long as a stranger wants to one a minute.
package final class NoticePace: Sendable {
    private let next = Mutex(ContinuousClock.now)

    package init() {}

    /// Whether it is time for the message, which counts as written then.
    package func isDue() -> Bool {
        next.withLock { next in
            guard ContinuousClock.now >= next else { return false }
            next = .now + .seconds(60)
            return true
        }
    }
}

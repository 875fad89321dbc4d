package import PanelCore

/// What a process that died left behind.
package enum AttemptRecovery {
    /// Most attempts that are looked at in one transaction.
    private static let page = 1000

    /// Marks every attempt that was under way as uncertain, before anything new is begun.
    ///
    /// Only for a store that no other process works with: the attempts of a living one would be given up too.
    package static func run(on store: any Store, at now: Timestamp) async throws {
        while true {
            let attempts = try await store.attemptsUnderWay(limit: page)
            guard !attempts.isEmpty else { return }
            _ = try await store.perform(ExpireAttempts(attempts, now: now))
        }
    }
}

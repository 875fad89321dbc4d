package import PanelCore
package import PanelStore

/// Takes sessions and links away that nobody can use any more.
package struct DropEnded: Job {
    package let name = "ended-sessions"
    package let interval = Duration.seconds(600)
    package let place = JobPlace.oneServer
    package let firstRest = Duration.seconds(60)

    private let store: any Store
    private let writer: BatchWriter
    private let limits: SessionLimits

    /// How many of each go at once.
    private static let portion = 500

    package init(from store: any Store, writer: BatchWriter, limits: SessionLimits) {
        self.store = store
        self.writer = writer
        self.limits = limits
    }

    package func run(at now: Timestamp) async throws -> Bool {
        let unusedSince = now.adding(seconds: -limits.idle)
        let ended = try await store.read(EndedSessions(unusedSince: unusedSince, now: now, most: DropEnded.portion))
        guard !ended.sessions.isEmpty || !ended.links.isEmpty else { return false }
        try await writer.perform(DropEndedSessions(ended.sessions, links: ended.links)).get()
        return max(ended.sessions.count, ended.links.count) == DropEnded.portion
    }
}

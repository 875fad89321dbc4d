package import PanelCore
package import PanelStore

/// Takes news of services away that are older than ``ServiceNews/days``.
package struct DropOldNews: Job {
    package let name = "old-news"
    package let interval = Duration.seconds(3600)
    package let place = JobPlace.oneServer
    package let firstRest = Duration.seconds(90)

    private let store: any Store
    private let writer: BatchWriter

    /// How many go at once.
    package static let portion = 500

    package init(from store: any Store, writer: BatchWriter) {
        self.store = store
        self.writer = writer
    }

    package func run(at now: Timestamp) async throws -> Bool {
        let before = now.adding(days: -ServiceNews.days)
        let old = try await store.read(OldNews(before: before, most: DropOldNews.portion))
        guard !old.isEmpty else { return false }
        try await writer.perform(DropServiceNews(old)).get()
        return old.count == DropOldNews.portion
    }
}

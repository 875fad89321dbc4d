package import PanelCore
package import PanelStore

/// Counts how long orders took that were completed since the last time, for the usual times of their services.
package struct CountOrders: Job {
    package let name = "usual-times"
    package let interval = Duration.seconds(30)
    package let place = JobPlace.oneServer
    package let firstRest = Duration.seconds(10)

    private let store: any Store
    private let writer: BatchWriter

    /// How many orders are counted at once.
    package static let portion = 1000
    /// How long an order is let rest that was completed, in seconds. An order that another server completes at the same
    /// moment is written by then.
    package static let delay: Int64 = 30
    /// How many times as long as a portion took is left to others after it.
    private static let restFactor = 15

    package init(of store: any Store, writer: BatchWriter) {
        self.store = store
        self.writer = writer
    }

    package func rest(after taken: Duration) -> Duration { taken * CountOrders.restFactor }

    package func run(at now: Timestamp) async throws -> Bool {
        let until = now.adding(seconds: -CountOrders.delay)
        let found = try await store.read(CompletedOrders(until: until, most: CountOrders.portion))
        guard !found.orders.isEmpty else { return false }
        // Whoever counted meanwhile has counted these: the next run goes on behind them.
        _ = try await writer.perform(CountCompletedOrders(found.orders, since: found.counted)).get()
        return found.orders.count == CountOrders.portion
    }
}

package import Logging
package import PanelCore
package import ServiceLifecycle

/// Lists what orders, transfers and changes of statuses there are since the last time. Listings are exact without it, too,
/// but read more for it.
package struct FillListings: Sendable {
    private let store: any Store
    private let limits: ListingLimits

    package init(of store: any Store, limits: ListingLimits = ListingLimits()) {
        self.store = store
        self.limits = limits
    }

    /// Lists a portion in one transaction. Several servers may do it at the same time.
    ///
    /// - Returns: Whether more waits.
    package func run(at now: Timestamp) async throws -> Bool {
        try await store.fillListings(limits)
    }
}

/// Fills listings for as long as a server runs, in a small part of the time that its writer has.
package struct ListingService: ServiceLifecycle.Service {
    private let job: FillListings
    private let logger: Logger

    /// How long nothing is done when there was nothing to do.
    private static let interval = Duration.seconds(2)
    /// How many times as long as a portion took is left to commands after it.
    private static let rest = 63

    package init(_ job: FillListings, logger: Logger) {
        self.job = job
        self.logger = logger
    }

    /// Runs until graceful shutdown or cancellation.
    package func run() async {
        await cancelWhenGracefulShutdown {
            var pause = ListingService.interval
            var isFailing = false
            while (try? await Task.sleep(for: pause)) != nil {
                let start = ContinuousClock.now
                var hasMore = false
                do {
                    hasMore = try await job.run(at: .now)
                    if isFailing { logger.notice("Listings are filled again.") }
                    isFailing = false
                } catch {
                    if !isFailing {
                        logger.warning("Listings can not be filled; they read more.", metadata: ["error": "\(error)"])
                    }
                    isFailing = true
                }
                let taken = start.duration(to: .now)
                pause = hasMore ? taken * ListingService.rest : ListingService.interval
            }
        }
    }
}

package import PanelCore

/// Lists what orders, transfers and changes of statuses there are since the last time. Listings are exact without it, too,
/// but read more for it. Several servers may do it at the same time; one is enough.
package struct FillListings: Job {
    package let name = "fill-listings"
    package let interval = Duration.seconds(2)
    package let place = JobPlace.oneServer

    private let store: any Store
    private let limits: ListingLimits

    /// How many times as long as a portion took is left to commands after it.
    private static let restFactor = 63

    package init(of store: any Store, limits: ListingLimits = ListingLimits()) {
        self.store = store
        self.limits = limits
    }

    package func rest(after taken: Duration) -> Duration { taken * FillListings.restFactor }

    /// Lists a portion in one transaction.
    package func run(at now: Timestamp) async throws -> Bool {
        try await store.fillListings(limits)
    }
}

package import PanelCore
package import PanelStore

/// Which orders staff want to see.
package struct OrderFilter: Sendable, Equatable {
    package var account: AccountID?
    package var status: OrderStatus?
    /// Most orders that are listed.
    package var limit: Int

    package init(account: AccountID? = nil, status: OrderStatus? = nil, limit: Int) {
        self.account = account
        self.status = status
        self.limit = limit
    }
}

// Listings from their start, as far as a test wants them.
extension StoreReads {
    /// All accounts in the order they were made.
    package func accounts() async throws -> [AccountRecord] {
        try await rows(of: Accounts(.whole))
    }

    /// The newest orders first, without their parameters.
    package func orders(_ filter: OrderFilter) async throws -> [OrderRecord] {
        guard let account = filter.account else {
            return try await rows(of: Orders(status: filter.status, .whole), atMost: filter.limit)
        }
        return try await rows(of: OrdersOfAccount(account, status: filter.status, .whole), atMost: filter.limit)
    }

    /// The newest refills first.
    package func refills(status: RefillStatus?, limit: Int) async throws -> [Refill] {
        try await rows(of: Refills(status: status, .whole), atMost: limit)
    }

    /// Submissions that wait for a person, the oldest first.
    package func submissionsNeedingAttention(limit: Int) async throws -> [Submission] {
        try await rows(of: SubmissionsNeedingAttention(.whole), atMost: limit)
    }

    /// Open refills that wait for a person, the oldest first.
    package func refillsNeedingAttention(limit: Int) async throws -> [Refill] {
        try await rows(of: RefillsNeedingAttention(.whole), atMost: limit)
    }

    /// Orders at providers that no order here has, in the order of providers.
    package func orphans(limit: Int) async throws -> [OrphanOrder] {
        try await rows(of: Orphans(.whole), atMost: limit)
    }
}

extension Part {
    /// From the start, with all that a test makes.
    fileprivate static let whole = Part(limit: 10_000)
}

extension StoreReads {
    /// The first rows of a listing, at most `count`, of as many pages as it takes.
    ///
    /// - Parameter count: `nil` for all.
    package func rows<L: Listing>(of listing: L, atMost count: Int? = nil) async throws -> [L.Row] {
        var listing = listing
        var rows: [L.Row] = []
        while true {
            let missing = count.map { $0 - rows.count } ?? Part.whole.limit
            guard missing > 0 else { return rows }
            listing.part = Part(limit: missing, after: listing.part.after)
            let page = try await read(listing)
            rows += page.rows
            guard let next = page.next else { return rows }
            listing.part = Part(limit: missing, after: next)
        }
    }
}

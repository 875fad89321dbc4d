package import PanelCore

// Listings from their start, as far as somebody wants them.
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
    /// From the start, as long as a page may be.
    fileprivate static let whole = Part(limit: mostRows)
}

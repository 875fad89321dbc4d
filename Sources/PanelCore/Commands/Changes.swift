/// What commands changed, for a store to write in one transaction.
package struct Changes: Sendable {
    /// Records of all kinds that are not written by hand.
    package internal(set) var records = ByKind()
    package var orders = Written<OrderID, Order>()
    /// What became of orders that were stored before the batch. The balances of their accounts are among ``balances``.
    package var statusChanges: [StatusChange] = []
    package var orderParameters: [OrderID: [ParameterSet.Entry]] = [:]
    package var submissions = Written<SubmissionKey, Submission>()
    package var runTotals = Written<OrderID, RunTotals>()
    /// Whose submissions orders of providers turned out to be.
    package var upstreamOrders: [UpstreamOrderKey: SubmissionKey] = [:]
    /// New entries of orders' histories.
    package var events: [OrderEvent] = []
    /// New balances of accounts that have one already.
    package var balances: [AccountID: Money] = [:]
    /// New last orders of accounts. Each of them is among ``balances`` too.
    package var lastOrders: [AccountID: OrderID] = [:]
    package var transfers: [Transfer] = []
    /// What staff did, in the order in which it gets its numbers.
    package var audit: [AuditEntry] = []
    package var placedRequests: [PlacedRequest.Key: PlacedRequest] = [:]
    /// Orders for which a refill was made.
    package var refilledOrders: Set<OrderID> = []
    /// Links that orders took (the order's id) or gave free (`nil`).
    package var activeLinks: [ActiveLink: OrderID?] = [:]
    /// Until when servers count as alive; `nil` for those that do no longer.
    package var servers: [ServerName: Timestamp?] = [:]
    /// Leases that were taken, renewed or (`nil`) released.
    package var leases: [LeaseName: Lease?] = [:]
    /// Notes for servers that call providers: new ones, and (`nil`) those that were followed.
    package var pollRequests: [SubmissionKey: PollRequest?] = [:]
    /// How many ids of each kind were allotted.
    package var allotted = IDCounts()
    /// Whether settings changed, which servers keep in memory.
    package var changesSettings = false
    /// Accounts of which something changed that servers keep in memory.
    package var changedAccounts: Set<AccountID> = []

    package init() {}

    /// Lays `later` over these changes.
    package mutating func merge(_ later: Changes) {
        records.merge(later.records)
        orders.merge(later.orders)
        statusChanges += later.statusChanges
        orderParameters.overlay(later.orderParameters)
        submissions.merge(later.submissions)
        runTotals.merge(later.runTotals)
        upstreamOrders.overlay(later.upstreamOrders)
        events += later.events
        balances.overlay(later.balances)
        lastOrders.overlay(later.lastOrders)
        transfers += later.transfers
        audit += later.audit
        placedRequests.overlay(later.placedRequests)
        refilledOrders.formUnion(later.refilledOrders)
        activeLinks.overlay(later.activeLinks)
        servers.overlay(later.servers)
        leases.overlay(later.leases)
        pollRequests.overlay(later.pollRequests)
        allotted.add(later.allotted)
        changesSettings = changesSettings || later.changesSettings
        changedAccounts.formUnion(later.changedAccounts)
    }
}

/// Records of one kind that were made or changed.
package struct Written<ID: Hashable & Sendable, Value: Sendable & Equatable>: Sendable, Equatable {
    package private(set) var inserted: [ID: Value] = [:]
    package private(set) var updated: [ID: Value] = [:]

    package init() {}

    /// The record as it was written last, or `nil` when it was not written.
    package subscript(id: ID) -> Value? {
        updated[id] ?? inserted[id]
    }

    /// Notes a record that is not stored yet.
    package mutating func insert(_ record: Value, id: ID) {
        inserted[id] = record
    }

    /// Notes the new state of a record that is stored, or was inserted here.
    package mutating func update(_ record: Value, id: ID) {
        if inserted[id] != nil { inserted[id] = record } else { updated[id] = record }
    }

    /// Forgets what was written of a record.
    ///
    /// - Returns: Whether it was inserted here.
    mutating func remove(_ id: ID) -> Bool {
        updated[id] = nil
        return inserted.removeValue(forKey: id) != nil
    }

    mutating func merge(_ later: Written) {
        inserted.overlay(later.inserted)
        guard !inserted.isEmpty else { return updated.overlay(later.updated) }
        for (id, record) in later.updated { update(record, id: id) }
    }
}

extension Dictionary {
    /// Lays the values of `later` over these. Most batches change few kinds of records, so that nothing is the rule.
    package mutating func overlay(_ later: Self) {
        guard !later.isEmpty else { return }
        if isEmpty { self = later } else { merge(later) { _, later in later } }
    }
}

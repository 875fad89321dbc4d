/// What commands changed, for a store to write in one transaction.
package struct Changes: Sendable {
    /// Records of all kinds that are not written by hand.
    package internal(set) var records = ByKind()
    package var orders = Written<OrderID, Order>()
    package var orderParameters: [OrderID: [ParameterSet.Entry]] = [:]
    package var refills = Written<RefillID, Refill>()
    package var accounts = Written<AccountID, Account>()
    package var services = Written<ServiceID, Service>()
    package var submissions = Written<SubmissionKey, Submission>()
    package var runTotals = Written<OrderID, RunTotals>()
    /// Whose submissions orders of providers turned out to be.
    package var upstreamOrders: [UpstreamOrderKey: SubmissionKey] = [:]
    package var providers = Written<ProviderID, Provider>()
    /// New entries of orders' histories.
    package var events: [OrderEvent] = []
    /// New balances of accounts that have one already.
    package var balances: [AccountID: Money] = [:]
    /// New last orders of accounts. Each of them is among ``balances`` too.
    package var lastOrders: [AccountID: OrderID] = [:]
    package var transfers: [Transfer] = []
    /// New deposits and corrections, by reference.
    package var credits: [ExactText: Credit] = [:]
    package var placedRequests: [PlacedRequest.Key: PlacedRequest] = [:]
    /// Orders for which a refill was made.
    package var refilledOrders: Set<OrderID> = []
    /// Links that orders took (the order's id) or gave free (`nil`).
    package var activeLinks: [ActiveLink: OrderID?] = [:]
    /// Own rates that were agreed, or taken back (`nil`).
    package var ownRates: [OwnRate.Key: Money?] = [:]
    /// Until when servers count as alive; `nil` for those that do no longer.
    package var servers: [ServerName: Timestamp?] = [:]
    /// Leases that were taken, renewed or (`nil`) released.
    package var leases: [ProviderID: ProviderLease?] = [:]
    /// Orders at providers that turned out to be nobody's here.
    package var orphans: [UpstreamOrderKey: OrphanOrder] = [:]
    package var restores: [Restore] = []
    /// Notes for servers that call providers: new ones, and (`nil`) those that were followed.
    package var pollRequests: [SubmissionKey: PollRequest?] = [:]
    /// How many ids of each kind were allotted.
    package var allotted = IDCounts()
    /// Whether something changed that servers keep in memory.
    package var changesSettings = false

    package init() {}

    /// Lays `later` over these changes.
    package mutating func merge(_ later: Changes) {
        records.merge(later.records)
        orders.merge(later.orders)
        orderParameters.overlay(later.orderParameters)
        refills.merge(later.refills)
        accounts.merge(later.accounts)
        services.merge(later.services)
        submissions.merge(later.submissions)
        runTotals.merge(later.runTotals)
        upstreamOrders.overlay(later.upstreamOrders)
        providers.merge(later.providers)
        events += later.events
        balances.overlay(later.balances)
        lastOrders.overlay(later.lastOrders)
        transfers += later.transfers
        credits.overlay(later.credits)
        placedRequests.overlay(later.placedRequests)
        refilledOrders.formUnion(later.refilledOrders)
        activeLinks.overlay(later.activeLinks)
        ownRates.overlay(later.ownRates)
        servers.overlay(later.servers)
        leases.overlay(later.leases)
        orphans.overlay(later.orphans)
        restores += later.restores
        pollRequests.overlay(later.pollRequests)
        allotted.add(later.allotted)
        changesSettings = changesSettings || later.changesSettings
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

/// A `request_id` that was used, and the order that it made.
package struct PlacedRequest: Sendable, Equatable {
    /// `request_id`s are each account's own.
    package struct Key: Hashable, Sendable {
        package let account: AccountID
        private let exactID: ExactText

        package init(account: AccountID, requestID: String) {
            self.account = account
            exactID = ExactText(requestID)
        }

        package var requestID: String { exactID.text }
    }

    package let key: Key
    /// A digest of the parameters it came with.
    package let fingerprint: [UInt8]
    package let order: OrderID

    package init(key: Key, fingerprint: [UInt8], order: OrderID) {
        self.key = key
        self.fingerprint = fingerprint
        self.order = order
    }
}

/// A price agreed with one account for one service.
package enum OwnRate {
    /// Whose price of what.
    package struct Key: Hashable, Sendable {
        package let account: AccountID
        package let service: ServiceID

        package init(account: AccountID, service: ServiceID) {
            self.account = account
            self.service = service
        }
    }
}

/// A deposit, or a correction of a balance by staff when the amount is negative.
package struct Credit: Sendable, Equatable {
    package let id: CreditID
    /// What makes it unique: a payment's number, 1 to 200 bytes.
    package let reference: String
    package let account: AccountID
    package let amount: Money
    package let note: String
    package let at: Timestamp

    package init(id: CreditID, reference: String, account: AccountID, amount: Money, note: String, at: Timestamp) {
        self.id = id
        self.reference = reference
        self.account = account
        self.amount = amount
        self.note = note
        self.at = at
    }
}

extension Dictionary {
    /// Lays the values of `later` over these. Most batches change few kinds of records, so that nothing is the rule.
    package mutating func overlay(_ later: Self) {
        guard !later.isEmpty else { return }
        if isEmpty { self = later } else { merge(later) { _, later in later } }
    }
}

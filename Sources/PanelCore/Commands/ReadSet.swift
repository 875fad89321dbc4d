/// What a batch of commands has to have loaded and locked before it runs.
package struct ReadSet: Sendable, Equatable {
    /// Keys of records of all kinds that are not loaded by hand.
    package internal(set) var records = ByKind()
    package var balances: Set<AccountID> = []
    /// Names of which the accounts, their credentials and their balances are wanted.
    package var accountNames: Set<AccountName> = []
    package var orders: Set<OrderID> = []
    /// Orders of which the open refill is wanted.
    package var openRefills: Set<OrderID> = []
    package var placedRequests: Set<PlacedRequest.Key> = []
    package var activeLinks: Set<ActiveLink> = []
    /// Orders of which all submissions are wanted. A drip-feed has up to 1,000.
    package var submissions: Set<OrderID> = []
    /// Single submissions that are wanted.
    package var runs: Set<SubmissionKey> = []
    /// Orders of which the first submission and those without an outcome are wanted.
    package var openRuns: Set<OrderID> = []
    /// Orders whose accounts' balances are wanted.
    package var balancesOfOrders: Set<OrderID> = []
    /// Orders of providers of which it is wanted whose submissions they are.
    package var upstreamOrders: Set<UpstreamOrderKey> = []
    /// Providers whose services are wanted.
    package var servicesOfProviders: Set<ProviderID> = []
    /// Providers of which it is wanted how many submissions and refills are open. All of these are looked at.
    package var openSubmissions: Set<ProviderID> = []
    /// Whether it is wanted where the catalogue ends: the last position and the last id in it.
    package var catalogueEnd = false
    /// Whether it is wanted if there is any order.
    package var anyOrder = false
    /// Whether it is wanted if there is any owner.
    package var anyOwner = false
    /// Whether a command may change settings: what servers keep in memory and ``SettingsVersion`` counts. Only one
    /// transaction at a time does, and none that reads settings runs beside it.
    package var settings = false
    /// Whether a command may change what servers keep in memory of accounts, and ``AccountsVersion`` counts. Only one
    /// transaction at a time does.
    package private(set) var accountChanges = false
    /// Whether the living servers and their leases are wanted.
    package var sharing = false
    /// Whether entries of the audit may be written, of which each follows the one before it.
    package var audit = false
    /// How many new ids of each kind may be allotted at most.
    package var newIDs = IDCounts()

    /// Orders of which submissions are wanted, and with them their ``RunTotals``.
    package var ordersOfSubmissions: Set<OrderID> {
        submissions.union(openRuns).union(runs.lazy.map(\.order))
    }

    package init() {}

    /// Says that a command may change an account or its own rates. None of its orders is placed meanwhile.
    package mutating func change(_ account: AccountID) {
        balances.insert(account)
        accountChanges = true
    }

    /// Says that a command may change the account of that name. None of its orders is placed meanwhile.
    package mutating func change(_ account: AccountName) {
        accountNames.insert(account)
        accountChanges = true
    }
}

/// Counts or first values of the ids that a batch allots.
package struct IDCounts: Sendable, Equatable {
    package var orders: Int64 = 0
    package var events: Int64 = 0
    /// Those of records, by their kinds.
    private var records: [ObjectIdentifier: Int64] = [:]

    package init() {}

    /// Whether any of records are among them.
    package var hasRecords: Bool { !records.isEmpty }

    /// Those of one kind of record.
    package subscript(kind: ObjectIdentifier) -> Int64 {
        get { records[kind] ?? 0 }
        set { records[kind] = newValue == 0 ? nil : newValue }
    }

    /// Those of one kind of record.
    package subscript<Kind: NumberedRecord>(kind: Kind.Type) -> Int64 {
        get { self[ObjectIdentifier(kind)] }
        set { self[ObjectIdentifier(kind)] = newValue }
    }

    /// Adds each count.
    package mutating func add(_ other: IDCounts) {
        orders += other.orders
        events += other.events
        if !other.records.isEmpty { records.merge(other.records, uniquingKeysWith: +) }
    }

    /// Whether none of these is more than the one of `other`.
    package func isWithin(_ other: IDCounts) -> Bool {
        orders <= other.orders && events <= other.events && records.allSatisfy { $0.value <= other[$0.key] }
    }
}

/// An order at a provider.
package struct UpstreamOrderKey: RecordKey {
    package let provider: ProviderID
    package let id: UpstreamID

    package init(provider: ProviderID, id: UpstreamID) {
        self.provider = provider
        self.id = id
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.provider == right.provider ? left.id < right.id : left.provider < right.provider
    }
}

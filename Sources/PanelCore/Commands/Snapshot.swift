/// What a store loaded for a ``ReadSet``: the state that a batch of commands starts from.
package struct Snapshot: Sendable {
    package var version: SettingsVersion
    /// Loaded for commands that may change accounts.
    package var accountsVersion = AccountsVersion.unchanged
    /// The first id of each kind that is free.
    package var firstIDs: IDCounts
    /// Records of all kinds that are not loaded by hand.
    package var records = Records()
    package var balances: [AccountID: Money] = [:]
    /// The newest order of each account whose balance was loaded, if it has one.
    package var lastOrders: [AccountID: OrderID] = [:]
    /// Of the accounts whose balances were loaded, those that were changed since they were made.
    package var accountVersions: [AccountID: AccountsVersion] = [:]
    package var accountIDs: [AccountName: AccountID] = [:]
    package var orders: [OrderID: Order] = [:]
    package var openRefills: [OrderID: RefillID] = [:]
    package var placedRequests: [PlacedRequest.Key: PlacedRequest] = [:]
    package var activeLinks: [ActiveLink: OrderID] = [:]
    package var submissions: [SubmissionKey: Submission] = [:]
    /// Of the orders whose submissions were loaded, those that have several.
    package var runTotals: [OrderID: RunTotals] = [:]
    /// Whose submission each of the upstream orders that were asked for is.
    package var upstreamOrders: [UpstreamOrderKey: SubmissionKey] = [:]
    /// How many submissions and refills of each provider have no outcome yet.
    package var openSubmissions: [ProviderID: Int64] = [:]
    /// The servers that were heard of, and until when they count as alive.
    package var servers: [ServerName: Timestamp] = [:]
    package var leases: [LeaseName: Lease] = [:]
    /// Where the audit ends, when that was asked for.
    package var auditHead: AuditHead?
    /// Whether there was any order, when that was asked for.
    package var hasOrders = false
    /// Whether there was any owner, when that was asked for.
    package var hasOwner = false
    /// The last id that a service of the catalogue has.
    package var lastServiceID: Int64 = 0
    /// The last position that a service of the catalogue has.
    package var lastServicePosition: Int64 = 0

    package init(version: SettingsVersion, firstIDs: IDCounts) {
        self.version = version
        self.firstIDs = firstIDs
    }
}

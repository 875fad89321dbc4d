import PanelCore
import PanelTesting
import Testing

/// A store in memory that is as strict as a store may be: it loads what commands say they read and nothing more,
/// and after each batch it checks that the changes can be written and that the books agree.
final class MemoryStore {
    private(set) var version = SettingsVersion(rawValue: 7)
    private(set) var accountsVersion = AccountsVersion(rawValue: 3)
    private(set) var accountVersions: [AccountID: AccountsVersion] = [:]
    private(set) var nextIDs = IDCounts()
    /// All records that are not written by hand.
    private(set) var records = Records()
    private(set) var balances: [AccountID: Money] = [:]
    private(set) var lastOrders: [AccountID: OrderID] = [:]
    private(set) var orders: [OrderID: Order] = [:]
    private(set) var orderParameters: [OrderID: [ParameterSet.Entry]] = [:]
    private(set) var submissions: [SubmissionKey: Submission] = [:]
    private(set) var runTotals: [OrderID: RunTotals] = [:]
    /// How many submissions were loaded for the last batch.
    private(set) var loadedSubmissions = 0
    private(set) var servers: [ServerName: Timestamp] = [:]
    private(set) var leases: [LeaseName: Lease] = [:]
    private(set) var events: [OrderEvent] = []
    private(set) var placedRequests: [PlacedRequest.Key: PlacedRequest] = [:]
    private(set) var activeLinks: [ActiveLink: OrderID] = [:]
    private(set) var transfers: [Transfer] = []
    private var keys = Seeded(4711)
    /// What the last batch changed.
    private(set) var changes = Changes()

    var accounts: [AccountID: Account] { records[Account.self] }
    var refills: [RefillID: Refill] { records[Refill.self] }
    var providers: [ProviderID: Provider] { records[Provider.self] }
    var services: [ServiceID: Service] { records[Service.self] }
    var orphans: [UpstreamOrderKey: OrphanOrder] { records[OrphanOrder.self] }
    var credits: [ExactText: Credit] { records[Credit.self] }

    /// A panel with Alice and Bob, who each have `balance`, and these services and orders.
    init(
        selling services: [Service] = [.sample()],
        balance: String = "100",
        orders: [Order] = [],
        refills: [Refill] = [],
        providers: [Provider] = []
    ) {
        for (id, name) in [(alice, "alice"), (bob, "bob")] {
            records[Account.self][id] = .sample(id, name: name)
            balances[id] = money(balance)
        }
        for service in services { records[Service.self][service.id] = service }
        for refill in refills { records[Refill.self][refill.id] = refill }
        for provider in providers { records[Provider.self][provider.id] = provider }
        for order in orders {
            self.orders[order.id] = order
            guard order.guardsLink, !order.status.isFinal else { continue }
            activeLinks[order.activeLink] = order.id
        }
        nextIDs.orders = 101
        nextIDs[Refill.self] = 51
        nextIDs[Account.self] = 3
        nextIDs[Credit.self] = 1
        nextIDs[LinkRule.self] = 1
        nextIDs[Provider.self] = 11
        nextIDs.events = 1
    }

    /// Runs commands as one batch.
    func run<each C: Decision>(_ commands: repeat each C) -> (repeat Result<(each C).Outcome, (each C).Refusal>) {
        var reads = ReadSet()
        repeat (each commands).declareReads(in: &reads)
        let set = WorkingSet(snapshot(of: reads))
        let results = (repeat set.run(each commands))
        write(set.changes, declared: reads)
        return results
    }

    /// Runs one command alone.
    func run<C: Decision>(_ command: C) -> Result<C.Outcome, C.Refusal> {
        run([command])[0]
    }

    /// Runs commands of one kind as one batch.
    func run<C: Decision>(_ commands: [C]) -> [Result<C.Outcome, C.Refusal>] {
        var reads = ReadSet()
        for command in commands { command.declareReads(in: &reads) }
        let set = WorkingSet(snapshot(of: reads))
        let results = commands.map { set.run($0) }
        write(set.changes, declared: reads)
        return results
    }

    var catalogue: Catalogue {
        let rules = records[LinkRule.self].values.sorted { $0.id < $1.id }
        return Catalogue(version: version, services: Array(services.values), linkRules: rules)
    }

    /// An order as the command line of an API request would make it.
    func place(
        _ sent: ParameterSet = .sample,
        by id: AccountID = alice,
        identity: PlaceOrder.Identity? = nil
    ) throws -> PlaceOrder {
        let account = try #require(accounts[id])
        let rates = records[OwnRate.self].values.filter { $0.key.account == id }.map { ($0.key.service, $0.rate) }
        let customer = Customer(
            account: account,
            ownRates: Dictionary(uniqueKeysWithValues: rates),
            version: accountVersions[id] ?? .unchanged
        )
        let request = try OrderRequest(sent, customer: customer, catalogue: catalogue, today: noon.day)
        return PlaceOrder(
            account: id,
            request: request,
            identity: identity,
            idempotencyKey: request.destination.map { _ in newKey() },
            now: noon
        )
    }

    /// A caller's key that was not used before.
    func newKey() -> IdempotencyKey { IdempotencyKey(drawnFrom: &keys) }

    private func snapshot(of reads: ReadSet) -> Snapshot {
        var snapshot = Snapshot(version: version, firstIDs: nextIDs)
        snapshot.records = records.named(in: reads)
        let locked = lockedAccounts(reads)
        snapshot.balances = balances.filter { locked.contains($0.key) }
        snapshot.lastOrders = lastOrders.filter { locked.contains($0.key) }
        snapshot.accountVersions = accountVersions.filter { locked.contains($0.key) }
        if reads.accountChanges { snapshot.accountsVersion = accountsVersion }
        let named = accounts.values.filter { reads.accountNames.contains($0.name) }
        for account in named {
            snapshot.accountIDs[account.name] = account.id
            snapshot.records[Account.self][account.id] = account
            snapshot.records[Credentials.self][account.id] = records[Credentials.self][account.id]
        }
        if reads.anyOrder { snapshot.hasOrders = !orders.isEmpty }
        if reads.anyOwner { snapshot.hasOwner = accounts.values.contains { $0.role == .owner } }
        snapshot.orders = orders.filter { reads.orders.contains($0.key) }
        let open = refills.values.filter { reads.openRefills.contains($0.order) && $0.status.isOpen }
        snapshot.openRefills = Dictionary(open.map { ($0.order, $0.id) }) { first, _ in first }
        snapshot.placedRequests = placedRequests.filter { reads.placedRequests.contains($0.key) }
        snapshot.activeLinks = activeLinks.filter { reads.activeLinks.contains($0.key) }
        for service in services.values {
            let isOfProvider = service.routes.contains { $0.provider.map(reads.servicesOfProviders.contains) ?? false }
            if isOfProvider { snapshot.records[Service.self][service.id] = service }
        }
        snapshot.submissions = submissions.filter { key, submission in
            reads.submissions.contains(key.order) || reads.runs.contains(key)
                || (reads.openRuns.contains(key.order) && (submission.outcome == nil || key.run == 1))
        }
        loadedSubmissions = snapshot.submissions.count
        snapshot.runTotals = runTotals.filter { reads.ordersOfSubmissions.contains($0.key) }
        for submission in submissions.values {
            guard let upstream = submission.upstreamOrder, reads.upstreamOrders.contains(upstream) else { continue }
            snapshot.upstreamOrders[upstream] = submission.key
        }
        if reads.sharing { (snapshot.servers, snapshot.leases) = (servers, leases) }
        for id in reads.openSubmissions {
            let open = submissions.values.filter { $0.destination?.provider == id && $0.isWithProvider }
            let refilling = refills.values.filter {
                $0.relay?.provider == id && $0.status.isOpen && $0.relay?.state != .unclear
            }
            snapshot.openSubmissions[id] = Int64(open.count + refilling.count)
        }
        if reads.catalogueEnd {
            snapshot.lastServicePosition = services.values.map(\.position).max() ?? 0
            snapshot.lastServiceID = services.keys.map(\.rawValue).max() ?? 0
        }
        return snapshot
    }

    private func lockedAccounts(_ reads: ReadSet) -> Set<AccountID> {
        reads.balances.union(reads.balancesOfOrders.compactMap { orders[$0]?.account })
            .union(accounts.values.lazy.filter { reads.accountNames.contains($0.name) }.map(\.id))
    }

    private func write(_ changes: Changes, declared reads: ReadSet) {
        self.changes = changes
        expectBooksAgree(changes, with: balances)
        #expect(changes.audit.isEmpty || reads.audit, "what is written into the audit is declared")
        transfers += changes.transfers
        #expect(Set(transfers.map(\.cause)).count == transfers.count, "each cause moves money once")
        for (id, balance) in changes.balances {
            #expect(lockedAccounts(reads).contains(id) && !balance.isNegative)
            balances[id] = balance
        }
        for (id, last) in changes.lastOrders {
            #expect(changes.balances[id] != nil, "a last order stands in the row of the balance")
            lastOrders[id] = last
        }
        let problems = records.write(changes)
        #expect(problems.isEmpty, "\(problems)")
        write(changes.orders, to: &orders)
        let open = refills.values.filter(\.status.isOpen).map(\.order)
        #expect(Set(open).count == open.count, "an order has one open refill")
        for (name, end) in changes.servers { servers[name] = end }
        for (provider, lease) in changes.leases { leases[provider] = lease }
        write(changes.submissions, to: &submissions)
        write(changes.runTotals, to: &runTotals)
        let several = Dictionary(grouping: submissions.values, by: \.key.order).filter { $0.value.count > 1 }
        #expect(runTotals == several.mapValues { RunTotals($0) }, "totals are those of the submissions")
        let upstream = submissions.values.compactMap(\.upstreamOrder)
        #expect(Set(upstream).count == upstream.count, "an order of a provider is of one submission")
        let callersKeys = submissions.values.compactMap(\.idempotencyKey)
        #expect(Set(callersKeys).count == callersKeys.count, "a caller's key is of one submission")
        events += changes.events
        #expect(Set(events.map(\.id)).count == events.count, "each event has an id of its own")
        orderParameters.merge(changes.orderParameters) { _, later in later }
        for request in changes.placedRequests.values {
            #expect(placedRequests.updateValue(request, forKey: request.key) == nil)
        }
        for (link, holder) in changes.activeLinks { activeLinks[link] = holder }
        let used = changes.allotted
        #expect(used.isWithin(reads.newIDs))
        nextIDs.add(used)
        #expect(reads.settings || !changes.changesSettings)
        #expect(reads.accountChanges || changes.changedAccounts.isEmpty)
        #expect(changes.changedAccounts.isSubset(of: lockedAccounts(reads).union(changes[Account.self].inserted.keys)))
        if changes.changesSettings { version = version.next }
        if !changes.changedAccounts.isEmpty {
            accountsVersion = accountsVersion.next
            for id in changes.changedAccounts { accountVersions[id] = accountsVersion }
        }
        let held = orders.values.filter { $0.guardsLink && !$0.status.isFinal }
            .map { ($0.activeLink, $0.id) }
        #expect(activeLinks.count == held.count, "unfinished orders hold links, and nothing else does")
        #expect(held.allSatisfy { activeLinks[$0.0] == $0.1 })
    }

    private func write<ID, Record>(_ written: Written<ID, Record>, to records: inout [ID: Record]) {
        for (id, record) in written.inserted { #expect(records.updateValue(record, forKey: id) == nil, "\(id)") }
        for (id, record) in written.updated { #expect(records.updateValue(record, forKey: id) != nil, "\(id)") }
    }
}

import PanelCore

/// Loads what a batch looks at, in one exchange.
final class SnapshotLoader {
    // Filled by the row handlers of the jobs.
    private var snapshot = Snapshot(version: SettingsVersion(rawValue: 0), firstIDs: IDCounts())
    private let passesClosed: Bool
    /// The first id for a new order, where it does not come from `sequences`.
    private let firstOrder: Int64?

    private init(passesClosed: Bool, firstOrder: Int64?) {
        self.passesClosed = passesClosed
        self.firstOrder = firstOrder
    }

    /// The state that `reads` names, locked until the transaction of `connection` ends.
    ///
    /// - Parameters:
    ///   - firstIDs: The first of the ids that the batch may allot, where they do not come from `sequences`.
    ///   - passesClosed: Whether it does not matter that the panel is closed.
    /// - Throws: ``ClosedReason`` when it is and that does matter, ``IDLease/Passed`` when new orders may not have these
    ///   ids any more, or the engine's error.
    static func load(
        _ reads: ReadSet,
        firstIDs: IDCounts?,
        passesClosed: Bool,
        from connection: any SQLConnection
    ) throws -> Snapshot {
        try RecordMappings.check(reads.records)
        let firstOrder = reads.newIDs.orders > 0 ? firstIDs?.orders : nil
        let loader = SnapshotLoader(passesClosed: passesClosed, firstOrder: firstOrder)
        var (reads, accounts) = (reads, reads.balances)
        if !reads.accountNames.isEmpty {
            // An account's name never changes.
            try connection.run([loader.accountIDs(of: reads.accountNames)])
            accounts.formUnion(loader.snapshot.accountIDs.values)
            reads.load(Account.self, loader.snapshot.accountIDs.values)
            reads.load(Credentials.self, loader.snapshot.accountIDs.values)
        }
        // An order's account never changes. Knowing them first, all balances are locked in one order.
        accounts.formUnion(
            try connection.list(accountOfOrder, .ids(reads.balancesOfOrders)) { reader in reader.id() }
        )
        var jobs = loader.jobs(for: reads, accounts: accounts)
        // With every batch a server learns what others changed of accounts, as it learns it of settings.
        if firstIDs != nil, !reads.accountChanges { jobs.append(loader.knownAccountsVersion) }
        if let firstIDs {
            loader.snapshot.firstIDs = firstIDs
        } else if reads.newIDs != IDCounts() {
            jobs.append(loader.sequences)
        }
        try connection.run(jobs)
        return loader.snapshot
    }

    private func jobs(for reads: ReadSet, accounts: Set<AccountID>) -> [SQLJob] {
        // Balances come first: on engines with row locks, accounts are locked before all that depends on them. Then
        // the settings, which only one transaction at a time changes: their rows need no locks of their own.
        var jobs = [balances(accounts), reads.settings ? lockedVersion : version]
        if reads.accountChanges { jobs.append(accountsVersion) }
        let hasRecords = !reads.records.isEmpty
        if hasRecords {
            jobs += RecordMappings.beforeOrders.flatMap { $0.loading(reads, take: self) }
            append(&jobs, { routes(SnapshotLoader.routes, .ids($0)) }, reads[Service.self].keys)
        }
        // Whoever looks at submissions has their order locked: so two that look at several do it one after the other.
        let ordersOfSubmissions = reads.ordersOfSubmissions
        append(&jobs, orders, reads.orders.union(ordersOfSubmissions))
        append(&jobs, submissions, reads.submissions)
        append(&jobs, runs, reads.runs)
        append(&jobs, openRuns, reads.openRuns)
        append(&jobs, runTotals, ordersOfSubmissions)
        append(&jobs, upstreamOrders, reads.upstreamOrders)
        if hasRecords { jobs += RecordMappings.afterOrders.flatMap { $0.loading(reads, take: self) } }
        append(&jobs, openRefills, reads.openRefills)
        append(&jobs, placedRequests, reads.placedRequests)
        append(&jobs, activeLinks, reads.activeLinks)
        if reads.sharing { jobs += [sharingLock, servers, leases] }
        if reads.catalogueEnd { jobs.append(lastServicePosition) }
        if !reads.servicesOfProviders.isEmpty { jobs += servicesOfProviders(reads.servicesOfProviders) }
        append(&jobs, openSubmissions, reads.openSubmissions)
        if reads.anyOrder { jobs.append(.query(SnapshotLoader.anyOrder) { [self] _ in snapshot.hasOrders = true }) }
        if reads.anyOwner { jobs.append(.query(SnapshotLoader.anyOwner) { [self] _ in snapshot.hasOwner = true }) }
        if reads.audit { jobs += AuditQueries.head { [self] in snapshot.auditHead = $0 } }
        return jobs
    }

    /// Takes in what a query for records found.
    func take<Kind: Record>(_ record: Kind) {
        snapshot.records[Kind.self][record.key] = record
    }

    private func append<Key>(_ jobs: inout [SQLJob], _ job: (Set<Key>) -> SQLJob, _ keys: Set<Key>) {
        if !keys.isEmpty { jobs.append(job(keys)) }
    }

    private var version: SQLJob {
        .query(SnapshotLoader.version) { [self] in try take(version: $0) }
    }

    private var lockedVersion: SQLJob {
        .query(SnapshotLoader.lockedVersion) { [self] in try take(version: $0) }
    }

    private func take(version row: any SQLRow) throws {
        if !passesClosed, let reason = row.optionalText(1) { throw ClosedReason(stored: reason) }
        if let firstOrder, firstOrder <= row.integer(2) { throw IDLease.Passed(floor: row.integer(2)) }
        snapshot.version = SettingsVersion(rawValue: row.integer(0))
    }

    private var accountsVersion: SQLJob {
        .query(SnapshotLoader.lockedAccountsVersion) { [self] in take(accountsVersion: $0) }
    }

    private var knownAccountsVersion: SQLJob {
        .query(SnapshotLoader.accountsVersion) { [self] in take(accountsVersion: $0) }
    }

    private func take(accountsVersion row: any SQLRow) {
        snapshot.accountsVersion = AccountsVersion(rawValue: row.integer(0))
    }

    private var sequences: SQLJob {
        .query(SnapshotLoader.nextIDs) { [self] row in
            let name = row.text(0)
            guard let count = IDSequence.all.first(where: { $0.name == name })?.count else {
                throw SQLError.unreadable(table: "sequences", value: name)
            }
            snapshot.firstIDs[keyPath: count] = row.integer(1)
        }
    }

    private func balances(_ accounts: Set<AccountID>) -> SQLJob {
        .query(SnapshotLoader.balances, .ids(accounts)) { [self] row in
            let id = AccountID(rawValue: row.integer(0))
            snapshot.balances[id] = Money(micros: row.integer(1))
            snapshot.lastOrders[id] = row.optionalInteger(2).map(OrderID.init(rawValue:))
            let version = AccountsVersion(rawValue: row.integer(3))
            if version != .unchanged { snapshot.accountVersions[id] = version }
        }
    }

    private func accountIDs(of names: Set<AccountName>) -> SQLJob {
        let parameters = SQLParameters.rows(names, width: 1) { [.text($0.description)] }
        return .query(SnapshotLoader.accountIDs, parameters) { [self] row in
            snapshot.accountIDs[AccountName(unchecked: row.text(1))] = AccountID(rawValue: row.integer(0))
        }
    }

    private func orders(_ ids: Set<OrderID>) -> SQLJob {
        .query(SnapshotLoader.lockedOrders, .ids(ids)) { [self] row in
            var reader = RowReader(row)
            let order = try Order(&reader)
            snapshot.orders[order.id] = order
        }
    }

    private func submissions(_ orders: Set<OrderID>) -> SQLJob {
        .query(SnapshotLoader.submissions, .ids(orders)) { [self] in try take(submission: $0) }
    }

    private func runs(_ keys: Set<SubmissionKey>) -> SQLJob {
        let parameters = SQLParameters.rows(keys.sorted(), width: 2) {
            [.integer($0.order.rawValue), .integer($0.run)]
        }
        return .query(SnapshotLoader.runs, parameters) { [self] in try take(submission: $0) }
    }

    private func openRuns(_ orders: Set<OrderID>) -> SQLJob {
        .query(SnapshotLoader.openRuns, .ids(orders)) { [self] in try take(submission: $0) }
    }

    private func take(submission row: any SQLRow) throws {
        var reader = RowReader(row)
        let submission = try Submission(&reader)
        snapshot.submissions[submission.key] = submission
    }

    private func runTotals(_ orders: Set<OrderID>) -> SQLJob {
        .query(SnapshotLoader.runTotals, .ids(orders)) { [self] row in
            var reader = RowReader(row)
            let order: OrderID = reader.id()
            snapshot.runTotals[order] = RunTotals(&reader)
        }
    }

    private func upstreamOrders(_ orders: Set<UpstreamOrderKey>) -> SQLJob {
        let parameters = SQLParameters.rows(orders, width: 2) {
            [.integer($0.provider.rawValue), .text($0.id.description)]
        }
        return .query(SnapshotLoader.upstreamOrders, parameters) { [self] row in
            let provider = ProviderID(rawValue: row.integer(0))
            let upstream = UpstreamOrderKey(provider: provider, id: UpstreamID(unchecked: row.text(1)))
            let order = OrderID(rawValue: row.integer(2))
            snapshot.upstreamOrders[upstream] = SubmissionKey(order: order, run: row.integer(3))
        }
    }

    /// One server at a time settles who does what: leases that are not there yet could not be locked.
    private var sharingLock: SQLJob {
        .query(SharingQueries.lock) { _ in }
    }

    private var servers: SQLJob {
        .query(SharingQueries.allServers) { [self] row in
            snapshot.servers[ServerName(row.text(0))] = Timestamp(milliseconds: row.integer(1))
        }
    }

    private var leases: SQLJob {
        SharingQueries.leases { [self] in snapshot.leases[$0] = $1 }
    }

    private func servicesOfProviders(_ providers: Set<ProviderID>) -> [SQLJob] {
        [
            Service.mapping.loading(SnapshotLoader.servicesOfProvider, .ids(providers), take: self),
            routes(SnapshotLoader.routesOfProvider, .ids(providers)),
        ]
    }

    private func openSubmissions(_ providers: Set<ProviderID>) -> SQLJob {
        .query(SnapshotLoader.openSubmissions, .ids(providers)) { [self] row in
            snapshot.openSubmissions[ProviderID(rawValue: row.integer(0))] = row.integer(1)
        }
    }

    private func routes(_ sql: SQL, _ parameters: SQLParameters) -> SQLJob {
        .query(sql, parameters) { [self] row in
            var reader = RowReader(row, from: 2)
            let service = ServiceID(rawValue: row.integer(0))
            // A service that is asked for in two ways comes twice, its routes once.
            let known = snapshot.records[Service.self][service]?.routes.count
            guard let known, row.integer(1) == Int64(known) else { return }
            snapshot.records[Service.self][service]?.routes.append(try Route(&reader))
        }
    }

    private func openRefills(_ orders: Set<OrderID>) -> SQLJob {
        .query(SnapshotLoader.openRefills, .ids(orders)) { [self] row in
            var reader = RowReader(row)
            let refill = try Refill(&reader)
            take(refill)
            snapshot.openRefills[refill.order] = refill.id
        }
    }

    private func placedRequests(_ keys: Set<PlacedRequest.Key>) -> SQLJob {
        let parameters = SQLParameters.rows(keys, width: 2) {
            [.integer($0.account.rawValue), .text($0.requestID)]
        }
        return .query(PlacedRequest.query, parameters) { [self] row in
            let request = PlacedRequest(row)
            snapshot.placedRequests[request.key] = request
        }
    }

    private func activeLinks(_ links: Set<ActiveLink>) -> SQLJob {
        let parameters = SQLParameters.rows(links, width: 2) { [.integer($0.service.rawValue), .text($0.target)] }
        return .query(SnapshotLoader.activeLinks, parameters) { [self] row in
            let link = ActiveLink(service: ServiceID(rawValue: row.integer(0)), target: row.text(1))
            snapshot.activeLinks[link] = OrderID(rawValue: row.integer(2))
        }
    }

    private var lastServicePosition: SQLJob {
        .query("SELECT COALESCE(MAX(position), 0), COALESCE(MAX(id), 0) FROM services") { [self] row in
            snapshot.lastServicePosition = row.integer(0)
            snapshot.lastServiceID = row.integer(1)
        }
    }

    private static let versionQuery = "SELECT version, closed_for, order_floor FROM versions WHERE name = 'settings'"
    private static let version = SQL(versionQuery, lock: .shared)
    private static let lockedVersion = SQL(versionQuery, lock: .exclusive)
    private static let accountsVersionQuery = "SELECT version FROM versions WHERE name = 'account_changes'"
    private static let accountsVersion = SQL(accountsVersionQuery)
    private static let lockedAccountsVersion = SQL(accountsVersionQuery, lock: .exclusive)
    private static let balances = SQL(
        "SELECT account_id, amount, last_order_id, account_version FROM balances WHERE account_id = $1",
        lock: .exclusive
    )
    private static let accountOfOrder: SQL = "SELECT account_id FROM orders WHERE id = $1"
    private static let submissions = SQL(
        "SELECT \(Submission.columns) FROM submissions WHERE order_id = $1 ORDER BY run",
        lock: .exclusive
    )
    private static let runs = SQL(
        "SELECT \(Submission.columns) FROM submissions WHERE order_id = $1 AND run = $2",
        lock: .exclusive
    )
    private static let openRuns = SQL(
        """
        SELECT \(Submission.columns) FROM submissions
        WHERE order_id = $1 AND (outcome IS NULL OR run = 1) ORDER BY run
        """,
        lock: .exclusive
    )
    // Changed only by those who have its order locked.
    private static let runTotals = SQL("SELECT \(RunTotals.columns) FROM run_totals WHERE order_id = $1")
    private static let upstreamOrders: SQL = """
        SELECT provider_id, upstream_id, order_id, run FROM submissions WHERE provider_id = $1 AND upstream_id = $2
        """
    // The states are written out, so that the planner finds the index of each. What a provider has is asked about until
    // it has an outcome.
    private static let openSubmissions: SQL = """
        SELECT CAST($1 AS BIGINT),
            (SELECT COUNT(*) FROM submissions WHERE state = 1 AND provider_id = $1)
            + (SELECT COUNT(*) FROM submissions WHERE state = 2 AND provider_id = $1)
            + (SELECT COUNT(*) FROM submissions WHERE state = 3 AND provider_id = $1)
            + (SELECT COUNT(*) FROM submissions WHERE state = 4 AND provider_id = $1)
            + (SELECT COUNT(*) FROM submissions WHERE is_watched = 1 AND provider_id = $1 AND outcome IS NULL)
            + (SELECT COUNT(*) FROM refills WHERE status <= 2 AND relay_state <= 3 AND relay_provider_id = $1)
        """
    private static let routes = SQL(
        "SELECT \(Route.columns) FROM service_routes WHERE service_id = $1 ORDER BY position"
    )
    private static let routesOfProvider = SQL(
        """
        SELECT \(Route.columns) FROM service_routes
        WHERE service_id IN (SELECT service_id FROM service_routes WHERE provider_id = $1)
        ORDER BY service_id, position
        """
    )
    private static let servicesOfProvider = SQL(
        """
        SELECT \(Service.columns) FROM services
        WHERE id IN (SELECT service_id FROM service_routes WHERE provider_id = $1)
        """
    )
    private static let anyOrder: SQL = "SELECT 1 FROM orders LIMIT 1"
    private static let anyOwner = AccountQueries.anyOwner
    private static let nextIDs: SQL = "SELECT name, next FROM sequences"
    private static let accountIDs: SQL = "SELECT id, name FROM accounts WHERE name = $1"
    static let orders = SQL("SELECT \(Order.columns) FROM orders WHERE id = $1")
    private static let lockedOrders = SQL(orders.text, lock: .exclusive)
    private static let openRefills = SQL(
        "SELECT \(Refill.columns) FROM refills WHERE order_id = $1 AND status <= \(RefillStatus.inProgress.rawValue)",
        lock: .exclusive
    )
    private static let activeLinks: SQL =
        "SELECT service_id, link, order_id FROM active_links WHERE service_id = $1 AND link = $2"
}

extension SQLParameters {
    /// A row for each id, in ascending order: the one order in which rows are locked everywhere.
    static func ids<ID: TypedID>(_ ids: some Collection<ID>) -> SQLParameters {
        .rows(ids.sorted(), width: 1) { [.integer($0.rawValue)] }
    }
}

/// The state that one command sees, with what the command itself wrote laid over it.
///
/// What was loaded and what earlier commands of the batch wrote lies beneath and is never changed from here, so a
/// refused command leaves no trace: its scope is dropped.
package struct Scope {
    let base: WorkingSet
    package internal(set) var changes = Changes()

    init(over base: WorkingSet) {
        self.base = base
    }

    // MARK: Looking

    package var version: SettingsVersion {
        // Commands of one batch see the version that the batch will leave behind.
        base.changes.changesSettings ? base.snapshot.version.next : base.snapshot.version
    }

    /// The version of the last change of an account whose balance is loaded.
    package func version(of id: AccountID) -> AccountsVersion {
        base.changes.changedAccounts.contains(id)
            ? base.snapshot.accountsVersion.next : base.snapshot.accountVersions[id] ?? .unchanged
    }

    package func balance(of id: AccountID) -> Money? {
        changes.balances[id] ?? base.changes.balances[id] ?? base.snapshot.balances[id]
    }

    /// The newest order of an account whose balance is loaded.
    package func lastOrder(of id: AccountID) -> OrderID? {
        changes.lastOrders[id] ?? base.changes.lastOrders[id] ?? base.snapshot.lastOrders[id]
    }

    package func account(named name: AccountName) -> Account? {
        if let id = base.snapshot.accountIDs[name] { return self[Account.self, id] }
        // Made by an earlier command of this batch.
        return base.changes[Account.self].inserted.values.first { $0.name == name }
    }

    package func order(_ id: OrderID) -> Order? {
        changes.orders[id] ?? base.changes.orders[id] ?? base.snapshot.orders[id]
    }

    package func placedRequest(_ key: PlacedRequest.Key) -> PlacedRequest? {
        base.changes.placedRequests[key] ?? base.snapshot.placedRequests[key]
    }

    package func holder(of link: ActiveLink) -> OrderID? {
        if let change = changes.activeLinks[link] ?? base.changes.activeLinks[link] { return change }
        return base.snapshot.activeLinks[link]
    }

    package func submission(_ key: SubmissionKey) -> Submission? {
        changes.submissions[key] ?? base.changes.submissions[key] ?? base.snapshot.submissions[key]
    }

    /// The submissions of an order, all of which must be loaded, in the order of its runs, which are numbered from 1
    /// without gaps.
    package func submissions(of order: OrderID) -> [Submission] {
        var runs: [Submission] = []
        while let next = submission(SubmissionKey(order: order, run: Int64(runs.count) + 1)) { runs.append(next) }
        return runs
    }

    /// The loaded submissions of an order that have no outcome, in the order of its runs.
    package func openRuns(of order: OrderID) -> [Submission] {
        guard let made = runTotals(of: order)?.made else { return [] }
        return (1...max(1, made)).compactMap { submission(SubmissionKey(order: order, run: $0)) }
            .filter { $0.outcome == nil }
    }

    /// What the submissions of an order come to, any of which must be loaded; `nil` when it has none.
    package func runTotals(of order: OrderID) -> RunTotals? {
        storedRunTotals(of: order) ?? submission(.first(of: order)).map { RunTotals(CollectionOfOne($0)) }
    }

    private func storedRunTotals(of order: OrderID) -> RunTotals? {
        changes.runTotals[order] ?? base.changes.runTotals[order] ?? base.snapshot.runTotals[order]
    }

    /// The submission that has this order of a provider.
    package func holder(of upstream: UpstreamOrderKey) -> SubmissionKey? {
        changes.upstreamOrders[upstream] ?? base.changes.upstreamOrders[upstream]
            ?? base.snapshot.upstreamOrders[upstream]
    }

    /// The provider that staff know by this name now. All providers must be loaded.
    package func provider(named name: ProviderName) -> Provider? {
        all(Provider.self).first { $0.name == name && $0.removedAt == nil }
    }

    /// How many submissions of a provider are open. The count of those that are stored must be loaded.
    package func openSubmissions(of provider: ProviderID) -> Int64 {
        func open(_ submission: Submission?) -> Int64 {
            submission?.destination?.provider == provider && submission?.isWithProvider == true ? 1 : 0
        }
        // Those that this batch made or changed were counted as they were before it, and are loaded.
        let written = [base.changes.submissions, changes.submissions].flatMap { [$0.inserted.keys, $0.updated.keys] }
        return Set(written.joined()).reduce(base.snapshot.openSubmissions[provider] ?? 0) { count, key in
            count + open(submission(key)) - open(base.snapshot.submissions[key])
        }
    }

    /// The services that have a route to a provider, whose services must be loaded.
    package func services(of provider: ProviderID) -> [Service] {
        all(Service.self).filter { $0.routes.contains { $0.provider == provider } }
    }

    /// The last position of a service in the catalogue.
    package var lastServicePosition: Int64 {
        let inserted = base.changes[Service.self].inserted.values.map(\.position).max() ?? 0
        return max(base.snapshot.lastServicePosition, inserted)
    }

    /// The last id of a service in the catalogue.
    package var lastServiceID: Int64 {
        let inserted = base.changes[Service.self].inserted.keys.map(\.rawValue).max() ?? 0
        return max(base.snapshot.lastServiceID, inserted)
    }

    /// Whether there is any order.
    package var hasOrders: Bool {
        base.snapshot.hasOrders || !base.changes.orders.inserted.isEmpty || !changes.orders.inserted.isEmpty
    }

    /// Whether any account has the role of an owner.
    package var hasOwner: Bool {
        base.snapshot.hasOwner
            || [base.changes, changes].contains { $0[Account.self].inserted.values.contains { $0.role == .owner } }
    }

    // MARK: Writing

    /// Adds an order, as the newest of its account, whose balance must be loaded.
    package mutating func insert(_ order: Order, parameters: [ParameterSet.Entry]) {
        changes.orders.insert(order, id: order.id)
        // An order that costs nothing moves no balance, but the row that holds it names the last order too.
        changes.balances[order.account] = balance(of: order.account)
        changes.lastOrders[order.account] = order.id
        if !parameters.isEmpty { changes.orderParameters[order.id] = parameters }
        if order.guardsLink { changes.activeLinks[order.activeLink] = .some(order.id) }
    }

    /// Changes an order. When its status changes, its account's balance must be loaded: the row counts the account's
    /// orders by their statuses.
    package mutating func update(_ order: Order) {
        let before = self.order(order.id)?.status
        if let before, before != order.status { note(StatusChange(of: order, from: before)) }
        // While it is unfinished it is the one that holds its link, so the link need not be loaded to free it.
        let wasUnfinished = before?.isFinal == false
        changes.orders.update(order, id: order.id)
        if order.guardsLink, wasUnfinished, order.status.isFinal {
            changes.activeLinks[order.activeLink] = .some(nil)
        }
    }

    private mutating func note(_ change: StatusChange) {
        // One that was made by this batch is counted as it is in the end.
        guard changes.orders.inserted[change.order] == nil, base.changes.orders.inserted[change.order] == nil else {
            return
        }
        changes.statusChanges.append(change)
        changes.balances[change.account] = balance(of: change.account)
    }

    /// Adds the next submission of an order. Beside the second and later ones another one must be loaded.
    package mutating func insert(_ submission: Submission) {
        let order = submission.key.order
        if submission.key.run > 1, var totals = runTotals(of: order) {
            totals.add(submission)
            if storedRunTotals(of: order) == nil {
                changes.runTotals.insert(totals, id: order)
            } else {
                changes.runTotals.update(totals, id: order)
            }
        }
        changes.submissions.insert(submission, id: submission.key)
    }

    package mutating func update(_ submission: Submission) {
        let order = submission.key.order
        if let before = self.submission(submission.key), let stored = storedRunTotals(of: order) {
            var totals = stored
            totals.replace(before, by: submission)
            if totals != stored { changes.runTotals.update(totals, id: order) }
        }
        changes.submissions.update(submission, id: submission.key)
        if let upstream = submission.upstreamOrder { changes.upstreamOrders[upstream] = submission.key }
    }

    /// Adds an entry to an order's history.
    package mutating func note(
        _ what: OrderEvent.Payload,
        of submission: Submission,
        by staff: String? = nil,
        at now: Timestamp
    ) {
        changes.events.append(
            OrderEvent(
                id: EventID(rawValue: allot(\.events)),
                order: submission.key.order,
                at: now,
                what: what,
                run: submission.key.run,
                provider: submission.destination?.provider,
                by: staff
            )
        )
    }

    package mutating func insert(_ request: PlacedRequest) {
        changes.placedRequests[request.key] = request
    }

    /// A refusal of the books.
    package enum TransferRefusal: Error {
        /// The customer's balance does not cover the amount, or there is no such account.
        case insufficientBalance
        /// The balance would not fit 64 bits.
        case balanceTooLarge
    }

    /// Moves money, and with it the balances of the customers at its ends. An amount of zero moves nothing.
    ///
    /// - Parameter amount: Not negative.
    package mutating func transfer(
        _ amount: Money,
        from source: LedgerAccount,
        to destination: LedgerAccount,
        cause: Cause,
        at now: Timestamp
    ) throws(TransferRefusal) {
        precondition(!amount.isNegative && source != destination, "transfers go one way, between two accounts")
        guard amount > .zero else { return }
        if case .customer(let id) = source {
            guard let left = balance(of: id)?.subtracting(amount), !left.isNegative else {
                throw .insufficientBalance
            }
            changes.balances[id] = left
        }
        if case .customer(let id) = destination {
            guard let sum = balance(of: id)?.adding(amount) else { throw .balanceTooLarge }
            changes.balances[id] = sum
        }
        changes.transfers.append(
            Transfer(cause: cause, source: source, destination: destination, amount: amount, at: now)
        )
    }

    // MARK: Ids

    package mutating func newOrderID() -> OrderID {
        OrderID(rawValue: allot(\.orders))
    }

    mutating func allot(_ kind: WritableKeyPath<IDCounts, Int64>) -> Int64 {
        let allotted = base.changes.allotted[keyPath: kind] + changes.allotted[keyPath: kind]
        changes.allotted[keyPath: kind] += 1
        return base.snapshot.firstIDs[keyPath: kind] + allotted
    }
}

import PanelCore

/// What the panel has on its disk. It loads exactly what a read set names, and checks each batch as it is written.
///
/// Orders and all that belongs to them are numbered without gaps, so they are kept in arrays: what is looked through
/// has the same order in each run.
final class ModelStore {
    private(set) var version = SettingsVersion(rawValue: 1)
    private var accountsVersion = AccountsVersion.unchanged
    private var accountVersions: [AccountID: AccountsVersion] = [:]
    /// How often the wall clock was found set back.
    var stepsBack = 0
    private var nextIDs = IDCounts()
    /// All records that are not written by hand.
    private var records = Records()
    private(set) var balances: [AccountID: Money] = [:]
    private var lastOrders: [AccountID: OrderID] = [:]
    private(set) var accounts: [Account] = []
    private(set) var orders: [Order] = []
    private var parameters: [OrderID: [ParameterSet.Entry]] = [:]
    /// The submissions of each order.
    private(set) var runs: [[Submission]] = []
    /// What they come to, of orders with several.
    private(set) var runTotals: [OrderID: RunTotals] = [:]
    /// The submissions of all orders with which the panel has something to do by itself.
    private(set) var active: [Submission] = []
    private(set) var histories: [[OrderEvent]] = []
    private(set) var books: [OrderBook] = []
    private(set) var refills: [Refill] = []
    private(set) var providers: [Provider] = []
    private(set) var services: [Service] = []
    private(set) var transfers: [Transfer] = []
    private var causes: Set<Cause> = []
    private var activeLinks: [ActiveLink: OrderID] = [:]
    private var keys: Set<IdempotencyKey> = []
    private var holders: [UpstreamOrderKey: SubmissionKey] = [:]
    /// The first thing that was found wrong.
    private(set) var violation: String?

    /// What the books say of one order.
    struct OrderBook {
        var charged: Int64 = 0
        var refunded: Int64 = 0
        var refunds: Int64 = 0
        var costs: [Int64: (amount: Int64, count: Int64)] = [:]
    }

    init(accounts: [Account], services: [Service], providers: [Provider]) {
        self.accounts = accounts
        self.services = services
        self.providers = providers
        for service in services { records[Service.self][service.id] = service }
        for provider in providers { records[Provider.self][provider.id] = provider }
        for account in accounts {
            records[Account.self][account.id] = account
            balances[account.id] = .zero
        }
        nextIDs.orders = 1
        nextIDs[Refill.self] = 1
        nextIDs[Account.self] = Int64(accounts.count) + 1
        nextIDs[Credit.self] = 1
        nextIDs[LinkRule.self] = 1
        nextIDs[Provider.self] = Int64(providers.count) + 1
        nextIDs.events = 1
    }

    /// What is on another disk by then: a copy that stays as it is.
    init(copyOf other: ModelStore) {
        version = other.version
        accountsVersion = other.accountsVersion
        accountVersions = other.accountVersions
        nextIDs = other.nextIDs
        records = other.records
        balances = other.balances
        lastOrders = other.lastOrders
        accounts = other.accounts
        orders = other.orders
        parameters = other.parameters
        runs = other.runs
        runTotals = other.runTotals
        active = other.active
        histories = other.histories
        books = other.books
        refills = other.refills
        providers = other.providers
        services = other.services
        transfers = other.transfers
        causes = other.causes
        activeLinks = other.activeLinks
        keys = other.keys
        holders = other.holders
        violation = other.violation
        stepsBack = other.stepsBack
    }

    // MARK: Reading

    /// The first order that was not made yet.
    var nextOrder: OrderID { OrderID(rawValue: nextIDs.orders) }

    func isOrphan(_ id: UpstreamID, at provider: ProviderID) -> Bool {
        records[OrphanOrder.self][UpstreamOrderKey(provider: provider, id: id)] != nil
    }

    var restores: [Restore] { records.inOrder(Restore.self) }

    var catalogue: Catalogue { Catalogue(version: version, services: services, linkRules: []) }

    func customer(_ account: Account) -> Customer {
        Customer(account: account, ownRates: [:], version: accountVersions[account.id] ?? .unchanged)
    }

    func order(_ id: OrderID) -> Order? {
        id.index < orders.count ? orders[id.index] : nil
    }

    func submission(_ key: SubmissionKey) -> Submission? {
        guard key.order.index < runs.count else { return nil }
        let index = Int(key.run) - 1
        return index < runs[key.order.index].count ? runs[key.order.index][index] : nil
    }

    func parameters(of order: OrderID) -> [ParameterSet.Entry] { parameters[order] ?? [] }

    func provider(_ id: ProviderID) -> Provider { providers[Int(id.rawValue) - 1] }

    func holder(of id: UpstreamID, at provider: ProviderID) -> SubmissionKey? {
        holders[UpstreamOrderKey(provider: provider, id: id)]
    }

    func has(_ kind: OrderEvent.Kind, _ order: OrderID) -> Bool {
        histories[order.index].contains { $0.kind == kind }
    }

    func snapshot(of reads: ReadSet) -> Snapshot {
        var snapshot = Snapshot(version: version, firstIDs: nextIDs)
        snapshot.records = records.named(in: reads)
        for id in lockedAccounts(reads) {
            snapshot.balances[id] = balances[id]
            snapshot.lastOrders[id] = lastOrders[id]
            snapshot.accountVersions[id] = accountVersions[id]
        }
        if reads.accountChanges { snapshot.accountsVersion = accountsVersion }
        for id in reads.orders { snapshot.orders[id] = order(id) }
        for id in reads.openRefills {
            snapshot.openRefills[id] = refills.first { $0.order == id && $0.status.isOpen }?.id
        }
        for link in reads.activeLinks { snapshot.activeLinks[link] = activeLinks[link] }
        for service in services where !reads.servicesOfProviders.isEmpty {
            let isWanted = service.routes.contains { $0.provider.map(reads.servicesOfProviders.contains) ?? false }
            if isWanted { snapshot.records[Service.self][service.id] = service }
        }
        for id in reads.submissions where runs.indices.contains(id.index) {
            for submission in runs[id.index] { snapshot.submissions[submission.key] = submission }
        }
        for key in reads.runs { snapshot.submissions[key] = submission(key) }
        for id in reads.openRuns where runs.indices.contains(id.index) {
            for submission in runs[id.index] where submission.outcome == nil || submission.key.run == 1 {
                snapshot.submissions[submission.key] = submission
            }
        }
        if !runTotals.isEmpty {
            for id in reads.ordersOfSubmissions { snapshot.runTotals[id] = runTotals[id] }
        }
        for upstream in reads.upstreamOrders {
            snapshot.upstreamOrders[upstream] = holders[upstream]
        }
        for id in reads.openSubmissions {
            let open = runs.joined().filter { $0.destination?.provider == id && $0.isWithProvider }
            snapshot.openSubmissions[id] = Int64(open.count)
        }
        if reads.catalogueEnd {
            snapshot.lastServicePosition = services.map(\.position).max() ?? 0
            snapshot.lastServiceID = services.map(\.id.rawValue).max() ?? 0
        }
        return snapshot
    }

    private func lockedAccounts(_ reads: ReadSet) -> Set<AccountID> {
        reads.balances.union(reads.balancesOfOrders.compactMap { order($0)?.account })
    }

    // MARK: Writing

    /// Notes that something is wrong, if it is.
    func expect(_ holds: Bool, _ statement: @autoclosure () -> String) {
        if !holds, violation == nil { violation = statement() }
    }

    func write(_ changes: Changes, declared reads: ReadSet) {
        expect(
            changes.allotted.isWithin(reads.newIDs),
            "\(changes.allotted) ids were allotted, \(reads.newIDs) declared"
        )
        writeRecords(changes)
        // Without transfers no balance may change.
        if !changes.transfers.isEmpty || !changes.balances.isEmpty { writeMoney(changes, lockedAccounts(reads)) }
        for id in changes.orders.inserted.keys.sorted() {
            expect(id.index == orders.count, "order \(id) is not the next one")
            guard let order = changes.orders.inserted[id] else { continue }
            orders.append(order)
            runs.append([])
            histories.append([])
            books.append(OrderBook())
        }
        for (id, order) in changes.orders.updated { orders[id.index] = order }
        parameters.overlay(changes.orderParameters)
        for key in changes.submissions.inserted.keys.sorted() {
            expect(Int(key.run) == runs[key.order.index].count + 1, "submission \(key) is not the next run")
            guard let submission = changes.submissions.inserted[key] else { continue }
            runs[key.order.index].append(submission)
            note(submission.idempotencyKey, insteadOf: nil)
            hold(submission, insteadOf: nil)
        }
        for key in changes.submissions.updated.keys.sorted() {
            guard let submission = changes.submissions.updated[key] else { continue }
            let index = Int(key.run) - 1
            note(submission.idempotencyKey, insteadOf: runs[key.order.index][index].idempotencyKey)
            hold(submission, insteadOf: runs[key.order.index][index].upstreamOrder)
            runs[key.order.index][index] = submission
        }
        runTotals.overlay(changes.runTotals.inserted)
        runTotals.overlay(changes.runTotals.updated)
        if !changes.submissions.inserted.isEmpty || !changes.submissions.updated.isEmpty { findActive() }
        for event in changes.events {
            expect(event.order.index < orders.count, "event \(event.id) is of no order")
            histories[event.order.index].append(event)
        }
        for (link, holder) in changes.activeLinks { activeLinks[link] = holder }
        nextIDs.add(changes.allotted)
        if changes.changesSettings { version = version.next }
        if !changes.changedAccounts.isEmpty {
            accountsVersion = accountsVersion.next
            for id in changes.changedAccounts { accountVersions[id] = accountsVersion }
        }
        book(changes.transfers)
        expectOrdersAgree(changes)
    }

    private func findActive() {
        active.removeAll(keepingCapacity: true)
        for runs in runs {
            for run in runs {
                switch run.state {
                case .queued, .submitting, .uncertain: active.append(run)
                case .accepted: if run.cancel == .wanted { active.append(run) }
                case .held, .staff, .rejected: break
                }
            }
        }
    }

    private func writeMoney(_ changes: Changes, _ locked: Set<AccountID>) {
        var entries: [AccountID: Int64] = [:]
        for transfer in changes.transfers {
            expect(
                transfer.amount > .zero && transfer.source != transfer.destination,
                "\(transfer.cause) moves nothing"
            )
            expect(causes.insert(transfer.cause).inserted, "\(transfer.cause) moves money a second time")
            if case .customer(let id) = transfer.source { entries[id, default: 0] -= transfer.amount.micros }
            if case .customer(let id) = transfer.destination { entries[id, default: 0] += transfer.amount.micros }
        }
        transfers += changes.transfers
        for account in accounts {
            let old = balances[account.id] ?? .zero
            let new = changes.balances[account.id] ?? old
            expect(!new.isNegative, "account \(account.id) has \(new)")
            expect(
                new.micros - old.micros == entries[account.id] ?? 0,
                "account \(account.id) went from \(old) to \(new), its transfers are \(entries[account.id] ?? 0)"
            )
            if changes.balances[account.id] != nil {
                expect(locked.contains(account.id), "account \(account.id) was not locked")
                balances[account.id] = new
            }
            if let last = changes.lastOrders[account.id] { lastOrders[account.id] = last }
        }
    }

    private func writeRecords(_ changes: Changes) {
        guard !changes.records.isEmpty else { return }
        for problem in records.write(changes) { expect(false, problem) }
        services = records.inOrder(Service.self)
        providers = records.inOrder(Provider.self)
        guard changes[Refill.self] != RecordChanges() else { return }
        refills = records.inOrder(Refill.self)
        let open = refills.lazy.filter(\.status.isOpen).map(\.order)
        expect(Set(open).count == open.count, "an order has two open refills")
    }

    private func note(_ key: IdempotencyKey?, insteadOf old: IdempotencyKey?) {
        guard let key, key != old else { return }
        expect(keys.insert(key).inserted, "two submissions have the key \(key)")
    }

    private func hold(_ submission: Submission, insteadOf old: UpstreamOrderKey?) {
        guard submission.upstreamOrder != old else { return }
        if let old { holders[old] = nil }
        guard let new = submission.upstreamOrder else { return }
        if let other = holders.updateValue(submission.key, forKey: new) {
            expect(other == submission.key, "order \(new.id) of a provider is \(other)'s and \(submission.key)'s")
        }
    }

    private func book(_ transfers: [Transfer]) {
        for transfer in transfers {
            switch transfer.cause {
            case .orderCharge(let id):
                books[id.index].charged += transfer.amount.micros
            case .orderRefund(let id, let number):
                books[id.index].refunded += transfer.amount.micros
                books[id.index].refunds = max(books[id.index].refunds, number)
            case .providerCharge(let key, let number):
                let sign: Int64 = transfer.destination == .providerCost ? 1 : -1
                let before = books[key.order.index].costs[key.run]?.amount ?? 0
                books[key.order.index].costs[key.run] = (before + sign * transfer.amount.micros, number)
            case .credit:
                break
            }
        }
    }
}

extension OrderID {
    /// Its place in an array of all orders.
    var index: Int { Int(rawValue) - 1 }
}

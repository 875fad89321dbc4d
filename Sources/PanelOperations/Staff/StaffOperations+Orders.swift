package import PanelCore
package import PanelStore

/// Which orders somebody looks for. What is `nil` does not matter.
package struct OrderSearch: Sendable {
    package var account: AccountName?
    package var status: OrderStatus?
    /// The link, and whether others that lead to the same are meant too.
    package var link: (text: String, match: OrdersByLink.Match)?
    /// The id at a provider, of the order or of a run of its drip-feed.
    package var upstreamID: UpstreamID?

    package init(
        account: AccountName? = nil,
        status: OrderStatus? = nil,
        link: (text: String, match: OrdersByLink.Match)? = nil,
        upstreamID: UpstreamID? = nil
    ) {
        self.account = account
        self.status = status
        self.link = link
        self.upstreamID = upstreamID
    }
}

extension StaffOperations {
    /// The newest orders first, without their parameters; by an id at a provider in the order of providers.
    package func orders(_ search: OrderSearch, _ part: Part) async throws -> Page<OrderRecord> {
        try require(.viewOrders)
        var account: AccountID?
        if let name = search.account { account = try await record(named: name).account.id }
        if let id = search.upstreamID {
            let page = try await store.read(OrdersByUpstreamID(id, part))
            let records = page.rows.map(\.record).filter { search.matches($0.order, of: account) }
            return Page(rows: records, next: page.next)
        }
        if let (link, match) = search.link {
            let query = OrdersByLink(
                link,
                match,
                of: account,
                status: search.status,
                lookingAt: panel.limits.lookedAt,
                part
            )
            return try await store.read(query)
        }
        guard let account else { return try await store.read(Orders(status: search.status, part)) }
        return try await store.read(OrdersOfAccount(account, status: search.status, part))
    }

    /// An order with all that happened to it.
    package func order(_ id: OrderID) async throws -> OrderHistory {
        try require(.viewOrders)
        return try await history(of: id, providers: namesOfProviders())
    }

    /// What waits for a person, the oldest first: orders, then refills.
    package func waitingWork(_ part: Part) async throws -> Page<WaitingWork> {
        try require(.viewOrders)
        let providers = try await namesOfProviders()
        let page = try await store.read(NeedingAttention(part))
        var work: [WaitingWork] = []
        for row in page.rows {
            switch row {
            case .submission(let submission):
                let history = try await history(of: submission.key.order, providers: providers)
                work.append(.submission(submission, history))
            case .refill(let refill):
                work.append(.refill(refill, try await history(of: refill.order, providers: providers)))
            }
        }
        return Page(rows: work, next: page.next)
    }

    /// Orders at providers that no order here has, in the order of providers. ``providerNames()`` says what those are
    /// called.
    package func orphans(_ part: Part) async throws -> Page<OrphanOrder> {
        try require(.viewOrders)
        return try await store.read(Orphans(part))
    }

    /// Writes down what was learned of an order that staff deliver.
    package func updateOrder(_ id: OrderID, _ change: OrderChange) async throws {
        let account = try await record(of: id).order.account
        _ = try await perform { now in UpdateOrder(id: id, account: account, change: change, now: now) }
    }

    /// Decides about an order that waits for a person.
    ///
    /// - Parameters:
    ///   - run: Which run of a drip-feed; `nil` for the first that waits.
    ///   - note: As `ResolveOrder.note(typed:)` reads it.
    package func resolveOrder(
        _ id: OrderID,
        run: Int64?,
        _ decision: ResolveOrder.Decision,
        note: String
    ) async throws {
        let submissions = try await store.submissions(of: id)
        // The one that the command will decide about.
        let submission =
            run.map { run in submissions.first { $0.key.run == run } } ?? submissions.first(where: \.waitsForPerson)
            ?? submissions.first
        try await perform { now in
            ResolveOrder(
                order: id,
                run: run,
                provider: submission?.destination?.provider,
                decision: decision,
                note: note,
                staff: principal.name,
                nextKey: .random(),
                now: now
            )
        }
    }

    private func history(of id: OrderID, providers: [ProviderID: String]) async throws -> OrderHistory {
        let record = try await record(of: id)
        return OrderHistory(
            record: record,
            submissions: try await store.submissions(of: id),
            events: try await store.events(of: id),
            refunds: try await store.refunds(of: record.order),
            providers: providers
        )
    }

    private func record(of id: OrderID) async throws -> OrderRecord {
        guard let record = try await store.order(id) else { throw StaffRefusal.order(.unknown(id)) }
        return record
    }
}

// MARK: Refills

extension StaffOperations {
    /// The newest refills first.
    package func refills(status: RefillStatus? = nil, _ part: Part) async throws -> Page<Refill> {
        try require(.viewOrders)
        return try await store.read(Refills(status: status, part))
    }

    package func updateRefill(_ id: RefillID, to status: RefillStatus) async throws -> Refill {
        try await perform { now in UpdateRefill(id: id, status: status, now: now) }
    }

    /// Decides about a refill that its provider may have been asked for or not.
    ///
    /// - Parameter note: As `ResolveOrder.note(typed:)` reads it.
    package func resolveRefill(
        _ id: RefillID,
        _ decision: ResolveRefill.Decision,
        note: String
    ) async throws -> Refill {
        try require(.handleRefills)
        guard let refill = try await store.read(RefillByID(id)) else { throw StaffRefusal.refill(.unknown(id)) }
        return try await perform { now in
            ResolveRefill(
                id: id,
                order: refill.order,
                decision: decision,
                note: note,
                staff: principal.name,
                now: now
            )
        }
    }
}

extension OrderSearch {
    /// Whether it is looked for.
    fileprivate func matches(_ order: Order, of account: AccountID?) -> Bool {
        guard account == nil || order.account == account, status == nil || order.status == status else { return false }
        guard let (text, match) = link else { return true }
        return match.accepts(order.link, for: text, leadingTo: LinkTarget.text(of: text))
    }
}

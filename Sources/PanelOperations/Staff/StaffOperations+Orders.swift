package import PanelCore
package import PanelStore

extension StaffOperations {
    /// The newest orders first, without their parameters.
    ///
    /// - Parameter account: Whose; `nil` for all.
    package func orders(
        of account: AccountName? = nil,
        status: OrderStatus? = nil,
        limit: Int
    ) async throws -> [OrderRecord] {
        try require(.viewOrders)
        var filter = OrderFilter(status: status, limit: limit)
        if let account {
            guard let record = try await store.account(named: account) else {
                throw StaffRefusal.account(.unknown(account))
            }
            filter.account = record.account.id
        }
        return try await store.orders(filter)
    }

    /// An order with all that happened to it.
    package func order(_ id: OrderID) async throws -> OrderHistory {
        try require(.viewOrders)
        let record = try await record(of: id)
        return OrderHistory(
            record: record,
            submissions: try await store.submissions(of: id),
            events: try await store.events(of: id),
            refunds: try await store.refunds(of: record.order),
            providers: try await namesOfProviders()
        )
    }

    /// What waits for a person, the oldest first: orders, then refills.
    package func waitingWork(limit: Int) async throws -> [WaitingWork] {
        try require(.viewOrders)
        var work: [WaitingWork] = []
        for submission in try await store.submissionsNeedingAttention(limit: limit) {
            work.append(.submission(submission, try await order(submission.key.order)))
        }
        for refill in try await store.refillsNeedingAttention(limit: limit - work.count) {
            work.append(.refill(refill, try await order(refill.order)))
        }
        return work
    }

    /// Orders at providers that no order here has, with the names of their providers.
    package func orphans(limit: Int) async throws -> [(orphan: OrphanOrder, provider: String)] {
        try require(.viewOrders)
        let names = try await namesOfProviders()
        return try await store.orphans(limit: limit).map { orphan in
            let provider = orphan.upstream.provider
            return (orphan, names[provider] ?? "provider \(provider)")
        }
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

    private func record(of id: OrderID) async throws -> OrderRecord {
        guard let record = try await store.order(id) else { throw StaffRefusal.order(.unknown(id)) }
        return record
    }
}

// MARK: Refills

extension StaffOperations {
    /// The newest refills first.
    package func refills(status: RefillStatus? = nil, limit: Int) async throws -> [Refill] {
        try require(.viewOrders)
        return try await store.refills(status: status, limit: limit)
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

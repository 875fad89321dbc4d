/// Takes a customer's requests to cancel orders.
///
/// One that was handed to nobody is canceled and refunded at once. For one that was handed on, the request is
/// noted, and the refund comes with the outcome.
package struct CancelOrders: Command {
    package let account: AccountID
    package let orders: [OrderID]
    package let catalogue: Catalogue
    package let now: Timestamp

    /// Whether each order's request was taken; `nil` when the catalogue is no longer the current one.
    package typealias Outcome = [OrderID: Result<CancelOrders.Taken, APIRefusal>]?
    /// A request that was taken, now or before.
    package struct Taken: Sendable, Equatable {}

    /// Each order is refused by itself, the command as a whole never.
    package typealias Refusal = Never

    package init(account: AccountID, orders: [OrderID], catalogue: Catalogue, now: Timestamp) {
        self.account = account
        self.orders = orders
        self.catalogue = catalogue
        self.now = now
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.orders.formUnion(orders)
        reads.openRuns.formUnion(orders)
        reads.balances.insert(account)
        // One for each order: that it is given up here.
        reads.newIDs.events += Int64(orders.count)
    }

    package func execute(in scope: inout Scope) -> Outcome {
        guard scope.version == catalogue.version else { return nil }
        var outcome: [OrderID: Result<Taken, APIRefusal>] = [:]
        for id in orders {
            // A request that is refused half-way leaves nothing of itself.
            var attempt = scope
            do throws(APIRefusal) {
                try cancel(id, in: &attempt)
                scope = attempt
                outcome[id] = .success(Taken())
            } catch {
                outcome[id] = .failure(error)
            }
        }
        return outcome
    }

    private func cancel(_ id: OrderID, in scope: inout Scope) throws(APIRefusal) {
        guard var order = scope.order(id), order.account == account else { throw .unknownOrder }
        switch order.cancelAvailability(catalogue[order.service]) {
        case .available: break
        case .requested: return
        case .unavailable: throw .cancelUnavailable
        }
        guard scope.runTotals(of: id) == nil else { return try cancel(order, scope.openRuns(of: id), in: &scope) }
        order.requestCancel(at: now)
        guard order.status == .pending else { return scope.update(order) }
        do {
            try scope.apply(OrderChange(status: .canceled), to: order, at: now)
        } catch {
            // Nothing was handed on, so only a balance too large to count can stand in the way.
            throw .cancelUnavailable
        }
    }

    /// What was sent to no provider is canceled here and now; a provider that has a part is asked to cancel it, and one
    /// that may have it is asked as soon as that is known.
    private func cancel(_ order: Order, _ runs: [Submission], in scope: inout Scope) throws(APIRefusal) {
        var order = order
        order.requestCancel(at: now)
        scope.update(order)
        var isNoted = false
        func giveUp(_ run: Submission, in scope: inout Scope) {
            if isNoted {
                // Several runs of a drip-feed wait when earlier ones are tried again. The history says it once.
                var run = run
                run.reject(at: now)
                scope.update(run)
            } else {
                scope.reject(run, .canceledByCustomer, at: now)
                isNoted = true
            }
        }
        for var run in runs {
            switch run.state {
            case .queued:
                giveUp(run, in: &scope)
            case .staff where order.status == .pending:
                giveUp(run, in: &scope)
            case .submitting, .uncertain, .held, .accepted:
                run.cancel = .wanted
                scope.update(run)
            case .staff, .rejected:
                continue
            }
        }
        do {
            try scope.settle(by: .first(of: order.id), at: now)
        } catch {
            throw .cancelUnavailable
        }
    }
}

extension Order {
    /// Notes that the customer wants it canceled.
    mutating func requestCancel(at now: Timestamp) {
        cancelRequestedAt = now
        updatedAt = now
    }
}

/// Takes a customer's requests to refill orders.
package struct RequestRefills: Command {
    package let account: AccountID
    package let orders: [OrderID]
    package let catalogue: Catalogue
    package let now: Timestamp

    /// The refill of each order; `nil` when the catalogue is no longer the current one.
    package typealias Outcome = [OrderID: Result<RefillID, APIRefusal>]?

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
        reads.openRefills.formUnion(orders)
        reads.runs.formUnion(orders.map(SubmissionKey.first))
        reads.allot(Refill.self, Int64(orders.count))
    }

    package func execute(in scope: inout Scope) -> Outcome {
        guard scope.version == catalogue.version else { return nil }
        var outcome: [OrderID: Result<RefillID, APIRefusal>] = [:]
        for id in orders where outcome[id] == nil {
            do throws(APIRefusal) {
                outcome[id] = .success(try refill(id, in: &scope))
            } catch {
                outcome[id] = .failure(error)
            }
        }
        return outcome
    }

    private func refill(_ id: OrderID, in scope: inout Scope) throws(APIRefusal) -> RefillID {
        guard let order = scope.order(id), order.account == account else { throw .unknownOrder }
        let service = catalogue[order.service]
        guard case .available = order.refillAvailability(service, hasOpenRefill: scope.hasOpenRefill(id), at: now)
        else {
            throw .refillUnavailable
        }
        let refill = Refill(
            id: scope.newID(of: Refill.self),
            order: id,
            account: account,
            createdAt: now,
            relay: scope.relay(of: id, at: now)
        )
        scope.open(refill)
        return refill.id
    }
}

extension Scope {
    /// The provider that has the order refills it. What several orders there delivered is for staff to sort out.
    fileprivate func relay(of order: OrderID, at now: Timestamp) -> RefillRelay? {
        guard runTotals(of: order)?.made == 1, let submission = submission(.first(of: order)),
            submission.outcome == .completed || submission.outcome == .partial, let upstream = submission.upstreamOrder
        else { return nil }
        return RefillRelay(provider: upstream.provider, order: upstream.id, dueAt: now)
    }
}

/// Takes an order and its charge, in one transaction.
package struct PlaceOrder: Command {
    package let account: AccountID
    package let request: OrderRequest
    /// The `request_id` that it came with, and a digest of all its parameters.
    package let identity: Identity?
    /// The caller's key that a provider gets with it.
    package let idempotencyKey: IdempotencyKey?
    package let now: Timestamp

    /// What makes an order the same as one before.
    package struct Identity: Sendable, Equatable {
        package let requestID: String
        package let fingerprint: [UInt8]

        /// Longest `request_id` in bytes.
        package static let longestRequestID = 128

        package init(requestID: String, fingerprint: [UInt8]) {
            self.requestID = requestID
            self.fingerprint = fingerprint
        }
    }

    /// What became of it.
    package enum Outcome: Sendable, Equatable {
        case placed(OrderID)
        /// The same `request_id` with the same parameters made this order before; nothing was charged.
        case repeated(OrderID)
        /// The catalogue it was priced with is no longer the current one, or the customer was changed; price it again.
        case stale
    }

    /// - Parameter idempotencyKey: Drawn for this order; `nil` when it goes to no provider.
    package init(
        account: AccountID,
        request: OrderRequest,
        identity: Identity?,
        idempotencyKey: IdempotencyKey?,
        now: Timestamp
    ) {
        self.account = account
        self.request = request
        self.identity = identity
        self.idempotencyKey = idempotencyKey
        self.now = now
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.balances.insert(account)
        reads.newIDs.orders += 1
        if let requestKey { reads.placedRequests.insert(requestKey) }
        if let link = request.guardedLink { reads.activeLinks.insert(link) }
    }

    package func execute(in scope: inout Scope) throws(APIRefusal) -> Outcome {
        if let identity, let requestKey, let placed = scope.placedRequest(requestKey) {
            guard placed.fingerprint == identity.fingerprint else { throw .requestIDReused }
            return .repeated(placed.order)
        }
        guard scope.version == request.version, scope.version(of: account) == request.customerVersion else {
            return .stale
        }
        if let link = request.guardedLink, scope.holder(of: link) != nil { throw .duplicateLink }
        let id = scope.newOrderID()
        do {
            try scope.transfer(
                request.charge,
                from: .customer(account),
                to: .sales,
                cause: .orderCharge(id),
                at: now
            )
        } catch {
            throw .insufficientBalance
        }
        let order = order(id, after: scope.lastOrder(of: account))
        scope.insert(order, parameters: request.parameters)
        if let destination = request.destination {
            scope.insert(Submission(run: 1, of: order, to: destination, with: idempotencyKey, dueAt: now))
        }
        if let identity, let requestKey {
            scope.insert(PlacedRequest(key: requestKey, fingerprint: identity.fingerprint, order: id))
        }
        return .placed(id)
    }

    private var requestKey: PlacedRequest.Key? {
        identity.map { PlacedRequest.Key(account: account, requestID: $0.requestID) }
    }

    private func order(_ id: OrderID, after previous: OrderID?) -> Order {
        Order(
            id: id,
            account: account,
            service: request.service,
            type: request.type,
            link: request.link,
            quantity: request.quantity,
            dripFeed: request.dripFeed,
            charge: request.charge,
            guardsLink: request.guardedLink != nil,
            previous: previous,
            createdAt: now
        )
    }
}

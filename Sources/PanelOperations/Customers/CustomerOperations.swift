package import PanelCore
package import PanelStore

/// What a customer can do, on whatever surface, for one who does it.
///
/// Operations throw `WriterError` when the panel can not write, and the engine's error when it can not read. What is not
/// to be done is their outcome: ``APIRefusal``.
package struct CustomerOperations: Sendable {
    let store: any Store
    let writer: BatchWriter
    let prices: PricingCache
    let now: @Sendable () -> Timestamp
    /// Who acts.
    package let customer: Customer
    /// Not newer than the customer is (``PricingCache/customer(key:)``).
    package let catalogue: Catalogue

    /// How often a command is made again because the catalogue changed under it. Each time costs one commit of
    /// somebody else's, so even the second is rare.
    private static let mostAttempts = 5

    package init(
        store: any Store,
        writer: BatchWriter,
        prices: PricingCache,
        customer: Customer,
        catalogue: Catalogue,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.store = store
        self.writer = writer
        self.prices = prices
        self.customer = customer
        self.catalogue = catalogue
        self.now = now
    }

    package var account: Account { customer.account }

    // MARK: Orders

    /// Places an order as it was sent.
    ///
    /// - Parameters:
    ///   - requestID: What makes it one order, however often it is sent.
    /// - Returns: The order; the one that it made before when it was sent before.
    package func placeOrder(
        _ sent: ParameterSet,
        requestID: String?
    ) async throws -> Result<OrderID, APIRefusal> {
        try await placeOrder(sent, requestID: requestID, shown: ShownPrice()).map { placed in
            switch placed {
            case .order(let id): id
            case .costsMore: preconditionFailure("no price was shown, and an order costs more than it")
            }
        }
    }

    /// Places an order as it was sent, unless it costs more than its customer has seen.
    ///
    /// - Parameters:
    ///   - requestID: What makes it one order, however often it is sent.
    ///   - shown: What was said of its price before. It does not matter for an order that was placed already.
    package func placeOrder(
        _ sent: ParameterSet,
        requestID: String?,
        shown: ShownPrice
    ) async throws -> Result<PlacedOrder, APIRefusal> {
        guard !account.isSuspended else { return .failure(.accountSuspended) }
        let identity: PlaceOrder.Identity?
        do throws(APIRefusal) {
            identity = try requestID.map { (id) throws(APIRefusal) in try PlaceOrder.Identity(id, of: sent) }
        } catch {
            return .failure(error)
        }
        if let identity, let earlier = try await earlierOrder(identity) { return earlier.map { .order($0) } }
        return try await placeNewOrder(sent, identity, shown: shown)
    }

    /// As ``placeOrder(_:requestID:shown:)``, for what is known not to have been placed a while ago.
    func placeNewOrder(
        _ sent: ParameterSet,
        _ identity: PlaceOrder.Identity?,
        shown: ShownPrice
    ) async throws -> Result<PlacedOrder, APIRefusal> {
        try await whileCurrent { customer, catalogue in
            let now = now()
            let request: OrderRequest
            do throws(APIRefusal) {
                request = try OrderRequest(sent, customer: customer, catalogue: catalogue, today: now.day)
            } catch {
                return .failure(error)
            }
            guard shown.covers(request.charge, at: catalogue[request.service].map(customer.rate)) else {
                return .success(.costsMore)
            }
            let command = PlaceOrder(
                account: account.id,
                request: request,
                identity: identity,
                idempotencyKey: request.destination == nil ? nil : .random(),
                now: now
            )
            switch try await writer.perform(command) {
            case .success(.placed(let id)), .success(.repeated(let id)): return .success(.order(id))
            case .success(.stale): return nil
            case .failure(let refusal): return .failure(refusal)
            }
        }
    }

    /// What the same `request_id` came to before. Looked up ahead of all checks, so that it stays the same when the
    /// service has changed since. The command looks again, under its lock.
    func earlierOrder(_ identity: PlaceOrder.Identity) async throws -> Result<OrderID, APIRefusal>? {
        let key = PlacedRequest.Key(account: account.id, requestID: identity.requestID)
        guard let placed = try await store.placedRequest(key) else { return nil }
        return placed.fingerprint == identity.fingerprint ? .success(placed.order) : .failure(.requestIDReused)
    }

    /// The states of those of `ids` that are the customer's orders.
    package func orderStates(_ ids: [OrderID]) async throws -> [OrderID: OrderState] {
        try await store.orderStates(ids, of: account.id)
    }

    /// The customer's newest orders, the newest first.
    package func newestOrders(limit: Int64) async throws -> [CustomerOrder] {
        try await store.newestOrders(of: account.id, limit: limit)
    }

    /// Asks for orders to be canceled.
    ///
    /// - Returns: What becomes of each of `ids` that is the customer's.
    package func cancelOrders(_ ids: [OrderID]) async throws -> [OrderID: Result<CancelOrders.Taken, APIRefusal>] {
        try await withCurrentCatalogue { catalogue in
            CancelOrders(account: account.id, orders: ids, catalogue: catalogue, now: now())
        }
    }

    // MARK: Refills

    /// Asks for refills of orders.
    ///
    /// - Returns: The refill of each of `ids` that is the customer's, or why there is none.
    package func requestRefills(of ids: [OrderID]) async throws -> [OrderID: Result<RefillID, APIRefusal>] {
        try await withCurrentCatalogue { catalogue in
            RequestRefills(account: account.id, orders: ids, catalogue: catalogue, now: now())
        }
    }

    /// How far those of `ids` are that are the customer's.
    package func refillStatuses(_ ids: [RefillID]) async throws -> [RefillID: RefillStatus] {
        try await store.refillStatuses(ids, of: account.id)
    }

    // MARK: Balance

    /// What the customer has; `nil` when the account is gone.
    package func balance() async throws -> Money? {
        try await store.balance(of: account.id)
    }

    // MARK: What depends on the catalogue

    /// Carries out a command that depends on the catalogue, with the current one.
    private func withCurrentCatalogue<C: Command, Value>(
        _ command: (Catalogue) -> C
    ) async throws -> Value where C.Outcome == Value?, C.Refusal == Never {
        var catalogue = catalogue
        for _ in 0..<CustomerOperations.mostAttempts {
            if case .success(let outcome?) = try await writer.perform(command(catalogue)) { return outcome }
            catalogue = try await prices.catalogue()
        }
        throw WriterError.overloaded
    }

    /// Repeats `attempt`, which answers `nil` when the catalogue or the customer changed under it, with what they are
    /// now.
    private func whileCurrent<Value>(
        _ attempt: (Customer, Catalogue) async throws -> Result<Value, APIRefusal>?
    ) async throws -> Result<Value, APIRefusal> {
        var (customer, catalogue) = (customer, catalogue)
        for _ in 0..<CustomerOperations.mostAttempts {
            if let outcome = try await attempt(customer, catalogue) { return outcome }
            prices.forget(account.id)
            catalogue = try await prices.catalogue()
            guard let again = try await prices.customer(key: account.keyDigest) else {
                return .failure(.invalidKey)
            }
            guard !again.account.isSuspended else { return .failure(.accountSuspended) }
            customer = again
        }
        throw WriterError.overloaded
    }
}

extension PlaceOrder.Identity {
    /// The identity of what was sent under a `request_id`.
    init(_ requestID: String, of sent: ParameterSet) throws(APIRefusal) {
        let id = requestID.trimmedASCII
        guard id.utf8.count <= PlaceOrder.Identity.longestRequestID, !id.hasControlCharacters() else {
            throw .incorrectParameter(.requestID)
        }
        self.init(requestID: id, fingerprint: RequestFingerprint.of(sent))
    }
}

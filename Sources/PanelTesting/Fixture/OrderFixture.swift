package import PanelCore
package import PanelStore
import Testing

// Orders, and what is done with them.
extension PanelFixture {
    /// The link of orders that do not name one.
    package static let link = "https://example.com/p/1"

    /// Checks and prices an order with the store's catalogue, as the API does.
    package func request(
        _ service: ServiceID,
        of account: Account,
        link: String = PanelFixture.link,
        quantity: Int64 = 1000,
        _ further: [ParameterName: String] = [:]
    ) async throws -> OrderRequest {
        let catalogue = try await store.catalogue()
        let customer = try await store.customer(key: account.keyDigest)
        let sent: [ParameterName: String] = [
            .service: service.description, .link: link, .quantity: String(quantity),
        ]
        return try OrderRequest(
            ParameterSet(sent.merging(further) { $1 }.map { ParameterSet.Entry($0.key, $0.value) }),
            customer: try #require(customer),
            catalogue: catalogue,
            today: PanelFixture.noon.day
        )
    }

    /// A command that places `request`.
    package func placing(
        _ request: OrderRequest,
        for account: Account,
        requestID: String? = nil,
        fingerprint: [UInt8] = [1, 2, 3],
        at now: Timestamp = PanelFixture.noon
    ) -> PlaceOrder {
        PlaceOrder(
            account: account.id,
            request: request,
            identity: requestID.map { PlaceOrder.Identity(requestID: $0, fingerprint: fingerprint) },
            idempotencyKey: request.destination == nil ? nil : .random(),
            now: now
        )
    }

    /// Places an order that must be taken.
    package func place(
        _ service: ServiceID,
        for account: Account,
        link: String = PanelFixture.link,
        quantity: Int64 = 1000,
        requestID: String? = nil,
        at now: Timestamp = PanelFixture.noon
    ) async throws -> OrderID {
        let request = try await request(service, of: account, link: link, quantity: quantity)
        let outcome = try await perform(placing(request, for: account, requestID: requestID, at: now))
        return try #require(outcome.placedOrder, "\(outcome)")
    }

    /// The order as it is stored.
    package func order(_ id: OrderID) async throws -> OrderRecord {
        let record = try await store.order(id)
        return try #require(record)
    }

    /// A command with what staff learned of the order.
    package func updating(
        _ id: OrderID,
        of account: Account,
        _ status: OrderStatus? = nil,
        startCount: Int64? = nil,
        remains: Int64? = nil,
        at now: Timestamp = PanelFixture.noon
    ) -> UpdateOrder {
        let change = OrderChange(status: status, startCount: startCount, remains: remains)
        return UpdateOrder(id: id, account: account.id, change: change, now: now)
    }

    /// Asks to cancel orders.
    ///
    /// - Returns: The refusals; all other requests were taken.
    package func cancel(
        _ ids: [OrderID],
        by account: Account,
        at now: Timestamp = PanelFixture.noon
    ) async throws -> [OrderID: APIRefusal] {
        let catalogue = try await store.catalogue()
        let outcome = try await perform(
            CancelOrders(account: account.id, orders: ids, catalogue: catalogue, now: now)
        )
        let answers = try #require(outcome, "the catalogue was stale")
        #expect(Set(answers.keys) == Set(ids))
        return answers.compactMapValues(\.refusal)
    }

    /// Asks for the refill of an order.
    package func refill(
        _ id: OrderID,
        by account: Account,
        at now: Timestamp = PanelFixture.noon
    ) async throws -> Result<RefillID, APIRefusal> {
        let catalogue = try await store.catalogue()
        let outcome = try await perform(
            RequestRefills(account: account.id, orders: [id], catalogue: catalogue, now: now)
        )
        let answers = try #require(outcome, "the catalogue was stale")
        return try #require(answers[id])
    }
}

extension PlaceOrder.Outcome {
    /// The order that was placed just now.
    package var placedOrder: OrderID? {
        guard case .placed(let id) = self else { return nil }
        return id
    }

    /// The order that the same request made before.
    package var repeatedOrder: OrderID? {
        guard case .repeated(let id) = self else { return nil }
        return id
    }
}

extension Result {
    /// The error, when it is one.
    package var refusal: Failure? {
        guard case .failure(let refusal) = self else { return nil }
        return refusal
    }
}

extension Timestamp {
    /// The moment `hours` after ``PanelFixture/noon``.
    package static func noon(plusHours hours: Int64) -> Timestamp {
        PanelFixture.noon.adding(hours: hours)
    }
}

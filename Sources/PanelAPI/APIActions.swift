import Hummingbird
import PanelCore
import PanelHTTP
import PanelStore
import PanelWire

/// The actions of the API: each turns parameters into a command or a query, and its outcome into an answer.
struct APIActions: Sendable {
    typealias Answer = Result<ResponseBody, APIRefusal>

    private let currency: String
    private let store: any Store
    private let writer: BatchWriter
    private let prices: PricingCache
    private let priceLists: PriceLists

    /// How often a command is made again because the catalogue changed under it. Each time costs one commit of
    /// somebody else's, so even the second is rare.
    private static let mostAttempts = 5

    init(currency: String, store: any Store, writer: BatchWriter, prices: PricingCache, priceLists: PriceLists) {
        self.currency = currency
        self.store = store
        self.writer = writer
        self.prices = prices
        self.priceLists = priceLists
    }

    /// Carries out `action` for a customer who may.
    ///
    /// - Parameter catalogue: Looked up before the customer was.
    func perform(
        _ action: Action,
        _ sent: ParameterSet,
        customer: Customer,
        catalogue: Catalogue
    ) async throws -> Answer {
        switch action {
        case .services: .success(priceLists.answer(for: customer, catalogue: catalogue))
        case .add: try await add(sent, customer: customer, catalogue: catalogue)
        case .status: try await status(sent, account: customer.account)
        case .cancel: try await cancel(sent, account: customer.account, catalogue: catalogue)
        case .refill: try await refill(sent, account: customer.account, catalogue: catalogue)
        case .refillStatus: try await refillStatus(sent, account: customer.account)
        case .balance: try await balance(customer.account)
        case .orders: try await orders(sent, account: customer.account)
        }
    }

    // MARK: Orders

    private func add(_ sent: ParameterSet, customer: Customer, catalogue: Catalogue) async throws -> Answer {
        let account = customer.account
        let identity: PlaceOrder.Identity?
        do throws(APIRefusal) { identity = try placeIdentity(sent) } catch { return .failure(error) }
        if let identity, let earlier = try await earlierAnswer(to: identity, account: account) { return earlier }
        return try await current(customer, catalogue) { customer, catalogue in
            let request: OrderRequest
            let now = Timestamp.now
            do throws(APIRefusal) {
                request = try OrderRequest(sent, customer: customer, catalogue: catalogue, today: now.day)
            } catch {
                return .failure(error)
            }
            let command = PlaceOrder(
                account: account.id,
                request: request,
                identity: identity,
                idempotencyKey: request.destination == nil ? nil : .random(),
                now: now
            )
            switch try await perform(command) {
            case .success(.placed(let id)), .success(.repeated(let id)): return .success(placed(id, account))
            case .success(.stale): return nil
            case .failure(let refusal): return .failure(refusal)
            }
        }
    }

    private func placeIdentity(_ sent: ParameterSet) throws(APIRefusal) -> PlaceOrder.Identity? {
        guard let id = sent.said(.requestID)?.trimmedASCII else { return nil }
        guard id.utf8.count <= PlaceOrder.Identity.longestRequestID, !id.hasControlCharacters() else {
            throw .incorrectParameter(.requestID)
        }
        return PlaceOrder.Identity(requestID: id, fingerprint: RequestFingerprint.of(sent))
    }

    /// The answer that the same `request_id` got before. Looked up ahead of all checks, so that it stays the same
    /// when the service has changed since. The command looks again, under its lock.
    private func earlierAnswer(to identity: PlaceOrder.Identity, account: Account) async throws -> Answer? {
        let key = PlacedRequest.Key(account: account.id, requestID: identity.requestID)
        guard let placed = try await store.placedRequest(key) else { return nil }
        guard placed.fingerprint == identity.fingerprint else { return .failure(.requestIDReused) }
        return .success(self.placed(placed.order, account))
    }

    private func placed(_ id: OrderID, _ account: Account) -> ResponseBody {
        ResponseBody(bytes: Answers.orderPlaced(id, profile: account.profile, language: account.language))
    }

    private func status(_ sent: ParameterSet, account: Account) async throws -> Answer {
        if let list = sent.idList(.orders, or: .order) {
            return try await many(list, as: OrderID.self) { items in
                let states = try await store.orderStates(items.compactMap(\.id), of: account.id)
                return Answers.statuses(
                    items.map { (text: $0.text, state: $0.id.flatMap { states[$0] }) },
                    currency: currency
                )
            }
        }
        guard let id = sent.text(.order).flatMap(OrderID.init),
            let state = try await store.orderStates([id], of: account.id)[id]
        else { return .failure(.unknownOrder) }
        return .success(ResponseBody(bytes: Answers.status(state, currency: currency)))
    }

    /// The newest orders, for whoever lost the answer to an `add`.
    private func orders(_ sent: ParameterSet, account: Account) async throws -> Answer {
        var limit = CustomerOrder.most
        if let text = sent.text(.limit) {
            guard let number = WholeNumber.parse(trimming: text), (1...CustomerOrder.most).contains(number) else {
                return .failure(.incorrectParameter(.limit))
            }
            limit = number
        }
        let orders = try await store.newestOrders(of: account.id, limit: limit)
        return .success(ResponseBody(bytes: Answers.orders(orders, currency: currency)))
    }

    private func cancel(_ sent: ParameterSet, account: Account, catalogue: Catalogue) async throws -> Answer {
        func results(_ ids: [OrderID]) async throws -> [OrderID: Result<CancelOrders.Taken, APIRefusal>] {
            try await taken(catalogue) { catalogue in
                CancelOrders(account: account.id, orders: ids, catalogue: catalogue, now: .now)
            }
        }
        let list = sent.idList(.orders, or: .order)
        if list == nil, account.profile == .perfectpanel {
            guard let id = sent.text(.order).flatMap(OrderID.init) else { return .failure(.unknownOrder) }
            return try await (results([id])[id] ?? .failure(.unknownOrder)).map { _ in
                ResponseBody(bytes: Answers.cancel(id))
            }
        }
        guard let list = list ?? sent.text(.order) else { return .failure(.unknownOrder) }
        return try await many(list, as: OrderID.self) { items in
            let results = try await results(items.compactMap(\.id))
            return Answers.cancels(
                items.map { item in
                    (text: item.text, result: (item.id.flatMap { results[$0] } ?? .failure(.unknownOrder)).map { _ in })
                },
                profile: account.profile
            )
        }
    }

    // MARK: Refills

    private func refill(_ sent: ParameterSet, account: Account, catalogue: Catalogue) async throws -> Answer {
        func results(_ ids: [OrderID]) async throws -> [OrderID: Result<RefillID, APIRefusal>] {
            try await taken(catalogue) { catalogue in
                RequestRefills(account: account.id, orders: ids, catalogue: catalogue, now: .now)
            }
        }
        if let list = sent.idList(.orders, or: .order) {
            return try await many(list, as: OrderID.self) { items in
                let results = try await results(items.compactMap(\.id))
                return Answers.refills(
                    items.map { item in
                        (text: item.text, result: item.id.flatMap { results[$0] } ?? .failure(.unknownOrder))
                    },
                    profile: account.profile
                )
            }
        }
        guard let id = sent.text(.order).flatMap(OrderID.init) else { return .failure(.unknownOrder) }
        return try await (results([id])[id] ?? .failure(.unknownOrder)).map { ResponseBody(bytes: Answers.refill($0)) }
    }

    private func refillStatus(_ sent: ParameterSet, account: Account) async throws -> Answer {
        if let list = sent.idList(.refills, or: .refill) {
            return try await many(list, as: RefillID.self) { items in
                let statuses = try await store.refillStatuses(items.compactMap(\.id), of: account.id)
                return Answers.refillStatuses(
                    items.map { (text: $0.text, status: $0.id.flatMap { statuses[$0] }) }
                )
            }
        }
        guard let id = sent.text(.refill).flatMap(RefillID.init),
            let status = try await store.refillStatuses([id], of: account.id)[id]
        else { return .failure(.unknownRefill) }
        return .success(ResponseBody(bytes: Answers.refillStatus(id, status, profile: account.profile)))
    }

    // MARK: Balance

    private func balance(_ account: Account) async throws -> Answer {
        guard let balance = try await store.balance(of: account.id) else { return .failure(.invalidKey) }
        return .success(
            ResponseBody(bytes: Answers.balance(balance, currency: currency, profile: account.profile))
        )
    }

    // MARK: What actions share

    /// Reads a list of ids and answers for them.
    private func many<ID: TypedID>(
        _ list: String,
        as type: ID.Type,
        _ answer: ([IDList.Item<ID>]) async throws -> [UInt8]
    ) async throws -> Answer {
        let items: [IDList.Item<ID>]
        do throws(APIRefusal) { items = try IDList.parse(list, as: type) } catch { return .failure(error) }
        return .success(ResponseBody(bytes: try await answer(items)))
    }

    /// Carries out a command that depends on the catalogue, with the current one.
    private func taken<C: Command, Value>(
        _ catalogue: Catalogue,
        _ command: (Catalogue) -> C
    ) async throws -> Value where C.Outcome == Value?, C.Refusal == Never {
        var catalogue = catalogue
        for _ in 0..<APIActions.mostAttempts {
            if case .success(let outcome?) = try await perform(command(catalogue)) { return outcome }
            catalogue = try await prices.catalogue()
        }
        throw TransportError.overloaded
    }

    /// Repeats `attempt`, which answers `nil` when the catalogue or the customer changed under it, with what they are
    /// now.
    private func current(
        _ customer: Customer,
        _ catalogue: Catalogue,
        _ attempt: (Customer, Catalogue) async throws -> Answer?
    ) async throws -> Answer {
        var (customer, catalogue) = (customer, catalogue)
        for _ in 0..<APIActions.mostAttempts {
            if let answer = try await attempt(customer, catalogue) { return answer }
            prices.forget(customer.account.id)
            catalogue = try await prices.catalogue()
            guard let again = try await prices.customer(key: customer.account.keyDigest) else {
                return .failure(.invalidKey)
            }
            guard !again.account.isSuspended else { return .failure(.accountSuspended) }
            customer = again
        }
        throw TransportError.overloaded
    }

    private func perform<C: Command>(_ command: C) async throws -> Result<C.Outcome, C.Refusal> {
        do {
            return try await writer.perform(command)
        } catch let error as WriterError {
            throw TransportError(error)
        }
    }
}

import Hummingbird
import PanelCore
import PanelOperations
import PanelStore
import PanelWire

/// The actions of the API for one customer: each reads parameters, has an operation carried out, and words its outcome.
struct APIActions: Sendable {
    typealias Answer = Result<ResponseBody, APIRefusal>

    let operations: CustomerOperations
    let priceLists: PriceLists

    private var account: Account { operations.account }
    private var currency: String { operations.catalogue.settings.currency.code }

    /// Carries out `action` for a customer who may.
    func perform(_ action: Action, _ sent: ParameterSet) async throws -> Answer {
        do {
            return switch action {
            case .services:
                .success(priceLists.answer(for: operations.customer, catalogue: operations.catalogue))
            case .add: try await add(sent)
            case .status: try await status(sent)
            case .cancel: try await cancel(sent)
            case .refill: try await refill(sent)
            case .refillStatus: try await refillStatus(sent)
            case .balance: try await balance()
            case .orders: try await orders(sent)
            }
        } catch let error as WriterError {
            throw TransportError(error)
        }
    }

    // MARK: Orders

    private func add(_ sent: ParameterSet) async throws -> Answer {
        try await operations.placeOrder(sent, requestID: sent.said(.requestID)).map { id in
            ResponseBody(bytes: Answers.orderPlaced(id, profile: account.profile, language: account.language))
        }
    }

    private func status(_ sent: ParameterSet) async throws -> Answer {
        if let list = sent.idList(.orders, or: .order) {
            return try await many(list, as: OrderID.self) { items in
                let states = try await operations.orderStates(items.compactMap(\.id))
                return Answers.statuses(
                    items.map { (text: $0.text, state: $0.id.flatMap { states[$0] }) },
                    currency: currency
                )
            }
        }
        guard let id = sent.text(.order).flatMap(OrderID.init),
            let state = try await operations.orderStates([id])[id]
        else { return .failure(.unknownOrder) }
        return .success(ResponseBody(bytes: Answers.status(state, currency: currency)))
    }

    /// The newest orders, for whoever lost the answer to an `add`.
    private func orders(_ sent: ParameterSet) async throws -> Answer {
        var limit = CustomerOrder.most
        if let text = sent.text(.limit) {
            guard let number = WholeNumber.parse(trimming: text), (1...CustomerOrder.most).contains(number) else {
                return .failure(.incorrectParameter(.limit))
            }
            limit = number
        }
        let orders = try await operations.newestOrders(limit: limit)
        return .success(ResponseBody(bytes: Answers.orders(orders, currency: currency)))
    }

    private func cancel(_ sent: ParameterSet) async throws -> Answer {
        let list = sent.idList(.orders, or: .order)
        if list == nil, account.profile == .perfectpanel {
            guard let id = sent.text(.order).flatMap(OrderID.init) else { return .failure(.unknownOrder) }
            return try await (operations.cancelOrders([id])[id] ?? .failure(.unknownOrder)).map { _ in
                ResponseBody(bytes: Answers.cancel(id))
            }
        }
        guard let list = list ?? sent.text(.order) else { return .failure(.unknownOrder) }
        return try await many(list, as: OrderID.self) { items in
            let results = try await operations.cancelOrders(items.compactMap(\.id))
            return Answers.cancels(
                items.map { item in
                    (text: item.text, result: (item.id.flatMap { results[$0] } ?? .failure(.unknownOrder)).map { _ in })
                },
                profile: account.profile
            )
        }
    }

    // MARK: Refills

    private func refill(_ sent: ParameterSet) async throws -> Answer {
        if let list = sent.idList(.orders, or: .order) {
            return try await many(list, as: OrderID.self) { items in
                let results = try await operations.requestRefills(of: items.compactMap(\.id))
                return Answers.refills(
                    items.map { item in
                        (text: item.text, result: item.id.flatMap { results[$0] } ?? .failure(.unknownOrder))
                    },
                    profile: account.profile
                )
            }
        }
        guard let id = sent.text(.order).flatMap(OrderID.init) else { return .failure(.unknownOrder) }
        return try await (operations.requestRefills(of: [id])[id] ?? .failure(.unknownOrder)).map {
            ResponseBody(bytes: Answers.refill($0))
        }
    }

    private func refillStatus(_ sent: ParameterSet) async throws -> Answer {
        if let list = sent.idList(.refills, or: .refill) {
            return try await many(list, as: RefillID.self) { items in
                let statuses = try await operations.refillStatuses(items.compactMap(\.id))
                return Answers.refillStatuses(
                    items.map { (text: $0.text, status: $0.id.flatMap { statuses[$0] }) }
                )
            }
        }
        guard let id = sent.text(.refill).flatMap(RefillID.init),
            let status = try await operations.refillStatuses([id])[id]
        else { return .failure(.unknownRefill) }
        return .success(ResponseBody(bytes: Answers.refillStatus(id, status, profile: account.profile)))
    }

    // MARK: Balance

    private func balance() async throws -> Answer {
        guard let balance = try await operations.balance() else { return .failure(.invalidKey) }
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
}

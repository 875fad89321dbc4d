import HTTPTypes
import Hummingbird
import PanelCore
import PanelOperations
import PanelStore
import PanelWeb

extension CustomerPages {
    /// Cancels or refills what a form names: the order of the button that was pressed, else those that are ticked.
    func act(_ act: OrderOutcomePage.Act, _ context: PageContext) async throws -> Response {
        let (visit, session) = try context.loggedIn()
        let form = visit.form
        let list = form.list("order").isEmpty ? form.list("take") : form.list("order")
        let back = wayBack(form)
        // Enter in a box presses a button that is for nothing else.
        guard !form.has("nothing") else { return seeOther(back.address) }
        guard !session.account.isSuspended else {
            return outcomes(visit, act, [], refusal: .accountSuspended, back: back, status: .forbidden)
        }
        let ids: [OrderID]
        do throws(APIRefusal) {
            let items = try IDList.parse(list.joined(separator: ","), as: OrderID.self)
            guard items.allSatisfy({ $0.id != nil }) else { throw .unknownOrder }
            ids = items.compactMap(\.id)
        } catch .unknownOrder {
            throw HTTPError(.notFound)
        } catch {
            return outcomes(visit, act, [], refusal: error, back: back, status: .unprocessableContent)
        }
        guard !ids.isEmpty else { return outcomes(visit, act, [], back: back, status: .unprocessableContent) }
        let results = try await perform(act, on: ids, as: customer(visit, session))
        guard ids.count == 1, let outcome = results.first?.outcome else {
            let isDone = results.contains { !$0.outcome.isRefusal }
            return outcomes(visit, act, results, back: back, status: isDone ? .ok : .unprocessableContent)
        }
        switch outcome {
        case .canceled: return seeOther(back.after(.canceled, ids[0]))
        case .cancelRequested: return seeOther(back.after(.cancelRequested, ids[0]))
        case .refillRequested: return seeOther(back.after(.refillRequested, ids[0]))
        case .refused(.unknownOrder): throw HTTPError(.notFound)
        case .refused: return outcomes(visit, act, results, back: back, status: .unprocessableContent)
        }
    }

    private func perform(
        _ act: OrderOutcomePage.Act,
        on ids: [OrderID],
        as customer: CustomerOperations
    ) async throws -> [(order: OrderID, outcome: OrderOutcomePage.Outcome)] {
        switch act {
        case .cancel:
            let results = try await customer.cancelOrders(ids)
            let orders = try await customer.orders(ids).map(\.order)
            return ids.map { id in (id, .init(results[id], of: orders.first { $0.id == id })) }
        case .refill:
            let results = try await customer.requestRefills(of: ids)
            return ids.map { id in
                switch results[id] {
                case .success(let refill): (id, .refillRequested(refill))
                case .failure(let refusal): (id, .refused(refusal))
                case nil: (id, .refused(.unknownOrder))
                }
            }
        }
    }

    private func outcomes(
        _ visit: Visit,
        _ act: OrderOutcomePage.Act,
        _ outcomes: [(order: OrderID, outcome: OrderOutcomePage.Outcome)],
        refusal: APIRefusal? = nil,
        back: WayBack,
        status: HTTPResponse.Status
    ) -> Response {
        let frame = frame(visit, here: .orders)
        return page(
            OrderOutcomePage(frame, act, outcomes, refusal: refusal, back: back.address).html,
            status: status
        )
    }

    // MARK: Where a form leads back to

    /// The page that a form stands on.
    private enum WayBack {
        case list(OrderCriteria, after: Cursor?)
        case order(OrderID)

        var address: Address {
            switch self {
            case .list(let criteria, let after): .ordersWhere(criteria, after: after)
            case .order(let id): .order(id)
            }
        }

        func after(_ deed: OrderDeed, _ order: OrderID) -> Address {
            switch self {
            case .list(let criteria, let after): .ordersAfter(criteria, after: after, deed, order)
            case .order(let id): .orderAfter(id, deed)
            }
        }
    }

    private func wayBack(_ form: FormFields) -> WayBack {
        if form["back"] == "order", let id = OrderID(form["order"]) { return .order(id) }
        return .list(OrderQuery(form).criteria, after: form["after"].isEmpty ? nil : Cursor(form["after"]))
    }
}

extension OrderOutcomePage.Outcome {
    /// - Parameter order: As it is now; `nil` when it is not the customer's.
    fileprivate init(_ result: Result<CancelOrders.Taken, APIRefusal>?, of order: Order?) {
        switch (result, order) {
        case (.success, let order?) where order.status == .canceled: self = .canceled(refunded: order.refunded)
        case (.success, .some): self = .cancelRequested
        case (.failure(let refusal), _): self = .refused(refusal)
        case (nil, _), (.success, nil): self = .refused(.unknownOrder)
        }
    }
}

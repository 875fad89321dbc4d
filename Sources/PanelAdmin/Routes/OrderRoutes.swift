import Hummingbird
import PanelCore
import PanelHTTP
import PanelStore

extension AdminAPI {
    func addOrderRoutes(to orders: RouterGroup<BasicRequestContext>) {
        orders.get { request, _ in
            let records = try await store.orders(try await filter(request))
            return try AdminJSON.response(records.map { OrderMessage($0, withParameters: false) })
        }
        orders.get(":id") { _, context in
            try AdminJSON.response(OrderMessage(try await order(Reading.id(from: context)), withParameters: true))
        }
        orders.patch(":id") { request, context in
            let id: OrderID = try Reading.id(from: context)
            let change = try await AdminJSON.read(OrderUpdate.self, from: request).change()
            let account = try await order(id).order.account
            _ = try await perform(UpdateOrder(id: id, account: account, change: change, now: .now))
            return try AdminJSON.response(OrderMessage(try await order(id), withParameters: true))
        }
    }

    private func order(_ id: OrderID) async throws -> OrderRecord {
        guard let record = try await store.order(id) else { throw AdminError(StaffRefusal.unknownOrder(id)) }
        return record
    }

    private func filter(_ request: Request) async throws -> OrderFilter {
        var filter = OrderFilter(limit: try Reading.limit(request))
        let query = request.uri.queryParameters
        filter.status = try query["status"].map { try Reading.orderStatus(String($0)) }
        if let user = query["user"] {
            let name = try Reading.accountName(String(user))
            guard let record = try await store.account(named: name) else {
                throw AdminError(StaffRefusal.unknownAccount(name))
            }
            filter.account = record.account.id
        }
        return filter
    }

    func addRefillRoutes(to refills: RouterGroup<BasicRequestContext>) {
        refills.get { request, _ in
            let status = try request.uri.queryParameters["status"].map { try Reading.refillStatus(String($0)) }
            let list = try await store.refills(status: status, limit: try Reading.limit(request))
            return try AdminJSON.response(list.map(RefillMessage.init))
        }
        refills.patch(":id") { request, context in
            let status = try Reading.refillStatus(await AdminJSON.read(RefillUpdate.self, from: request).status)
            let refill = try await perform(UpdateRefill(id: Reading.id(from: context), status: status, now: .now))
            return try AdminJSON.response(RefillMessage(refill))
        }
    }
}

extension OrderUpdate {
    fileprivate func change() throws -> OrderChange {
        OrderChange(status: try status.map(Reading.orderStatus), startCount: startCount, remains: remains)
    }
}

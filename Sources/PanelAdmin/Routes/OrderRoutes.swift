import Hummingbird
import PanelCore
import PanelOperations

extension AdminAPI {
    func addOrderRoutes(to orders: RouterGroup<StaffContext>) {
        orders.get { request, context in
            let query = request.uri.queryParameters
            let records = try await operations(context).orders(
                of: try query["user"].map { try AccountName(typed: String($0)) },
                status: try query["status"].map { try OrderStatus(typed: String($0)) },
                limit: try Reading.limit(request)
            )
            return try AdminJSON.response(records.map { OrderMessage($0) })
        }
        orders.get("held") { request, context in
            let work = try await operations(context).waitingWork(limit: try Reading.limit(request))
            return try AdminJSON.response(work.map(HeldOrderMessage.init))
        }
        orders.get("orphans") { request, context in
            let orphans = try await operations(context).orphans(limit: try Reading.limit(request))
            return try AdminJSON.response(orphans.map { OrphanMessage($0.orphan, provider: $0.provider) })
        }
        orders.get(":id") { _, context in
            try AdminJSON.response(OrderMessage(try await operations(context).order(Reading.id(from: context))))
        }
        orders.post(":id/resolve") { request, context in
            let id: OrderID = try Reading.id(from: context)
            let resolution = try await AdminJSON.read(OrderResolution.self, from: request)
            let staff = operations(context)
            try await staff.resolveOrder(
                id,
                run: resolution.run,
                try resolution.decision(),
                note: try ResolveOrder.note(typed: resolution.note)
            )
            return try AdminJSON.response(OrderMessage(try await staff.order(id)))
        }
        orders.patch(":id") { request, context in
            let id: OrderID = try Reading.id(from: context)
            let change = try await AdminJSON.read(OrderUpdate.self, from: request).change()
            let staff = operations(context)
            try await staff.updateOrder(id, change)
            return try AdminJSON.response(OrderMessage(try await staff.order(id)))
        }
    }

    func addRefillRoutes(to refills: RouterGroup<StaffContext>) {
        refills.get { request, context in
            let list = try await operations(context).refills(
                status: try request.uri.queryParameters["status"].map { try RefillStatus(typed: String($0)) },
                limit: try Reading.limit(request)
            )
            return try AdminJSON.response(list.map(RefillMessage.init))
        }
        refills.patch(":id") { request, context in
            let status = try RefillStatus(typed: await AdminJSON.read(RefillUpdate.self, from: request).status)
            let refill = try await operations(context).updateRefill(Reading.id(from: context), to: status)
            return try AdminJSON.response(RefillMessage(refill))
        }
        refills.post(":id/resolve") { request, context in
            let resolution = try await AdminJSON.read(RefillResolution.self, from: request)
            let refill = try await operations(context).resolveRefill(
                Reading.id(from: context),
                try resolution.decision(),
                note: try ResolveOrder.note(typed: resolution.note)
            )
            return try AdminJSON.response(RefillMessage(refill))
        }
    }
}

extension OrderResolution {
    fileprivate func decision() throws(InvalidInput) -> ResolveOrder.Decision {
        switch (link, resubmit ?? false, accept ?? false, refund ?? false) {
        case (let link?, false, false, false): return .link(try UpstreamID(typed: link))
        case (nil, true, false, false): return .resubmit
        case (nil, false, true, false): return .accept
        case (nil, false, false, true): return .refund
        default: throw .oneOf(["--link", "--resubmit", "--accept", "--refund"])
        }
    }
}

extension RefillResolution {
    fileprivate func decision() throws(InvalidInput) -> ResolveRefill.Decision {
        switch (link, resubmit ?? false) {
        case (let link?, false): return .link(try UpstreamID(typed: link))
        case (nil, true): return .resubmit
        default: throw .oneOf(["--link", "--resubmit"])
        }
    }
}

extension OrderUpdate {
    fileprivate func change() throws(InvalidInput) -> OrderChange {
        OrderChange(
            status: try status.map { (text) throws(InvalidInput) in try OrderStatus(typed: text) },
            startCount: startCount,
            remains: remains
        )
    }
}

import Hummingbird
import PanelCore
import PanelOperations
import PanelStore

extension AdminAPI {
    func addOrderRoutes(to orders: RouterGroup<StaffContext>) {
        orders.get { request, context in
            let staff = operations(context)
            let page = try await staff.orders(OrderSearch(request), staff.part(request))
            return try AdminJSON.response(page) { OrderMessage($0) }
        }
        orders.get("held") { request, context in
            let staff = operations(context)
            return try AdminJSON.response(await staff.waitingWork(staff.part(request)), HeldOrderMessage.init)
        }
        orders.get("orphans") { request, context in
            let staff = operations(context)
            let names = try await staff.providerNames()
            return try AdminJSON.response(await staff.orphans(staff.part(request))) { orphan in
                let provider = orphan.upstream.provider
                return OrphanMessage(orphan, provider: names[provider] ?? "provider \(provider)")
            }
        }
        orders.get(":id") { _, context in
            try AdminJSON.response(OrderMessage(try await operations(context).order(Reading.id(from: context))))
        }
        orders.post(":id/resolve") { request, context in
            let id: OrderID = try Reading.id(from: context)
            let resolution = try await read(OrderResolution.self, from: request)
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
            let change = try await read(OrderUpdate.self, from: request).change()
            let staff = operations(context)
            try await staff.updateOrder(id, change)
            return try AdminJSON.response(OrderMessage(try await staff.order(id)))
        }
    }

    func addRefillRoutes(to refills: RouterGroup<StaffContext>) {
        refills.get { request, context in
            let staff = operations(context)
            let status = try request.parameter("status").map { try RefillStatus(typed: $0) }
            return try AdminJSON.response(
                await staff.refills(status: status, staff.part(request)),
                RefillMessage.init
            )
        }
        refills.patch(":id") { request, context in
            let status = try RefillStatus(typed: await read(RefillUpdate.self, from: request).status)
            let refill = try await operations(context).updateRefill(Reading.id(from: context), to: status)
            return try AdminJSON.response(RefillMessage(refill))
        }
        refills.post(":id/resolve") { request, context in
            let resolution = try await read(RefillResolution.self, from: request)
            let refill = try await operations(context).resolveRefill(
                Reading.id(from: context),
                try resolution.decision(),
                note: try ResolveOrder.note(typed: resolution.note)
            )
            return try AdminJSON.response(RefillMessage(refill))
        }
    }
}

extension OrderSearch {
    fileprivate init(_ request: Request) throws {
        let match: OrdersByLink.Match =
            switch request.parameter("match") {
            case nil, "target": .sameTarget
            case "exact": .exact
            default: throw InvalidInput.choice(.match, of: ["target", "exact"])
            }
        self.init(
            account: try request.parameter("user").map { try AccountName(typed: $0) },
            status: try request.parameter("status").map { try OrderStatus(typed: $0) },
            link: request.parameter("link").map { ($0, match) },
            upstreamID: try request.parameter("upstream-id").map { try UpstreamID(typed: $0) }
        )
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

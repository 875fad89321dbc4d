import Hummingbird
import PanelCore
import PanelStore

extension AdminAPI {
    func addOrderRoutes(to orders: RouterGroup<AdminContext>) {
        orders.get { request, _ in
            let records = try await store.orders(try await filter(request))
            return try AdminJSON.response(records.map { OrderMessage($0) })
        }
        orders.get("held") { request, _ in try AdminJSON.response(try await held(limit: try Reading.limit(request))) }
        orders.get("orphans") { request, _ in
            try AdminJSON.response(try await orphans(limit: try Reading.limit(request)))
        }
        orders.get(":id") { _, context in
            try AdminJSON.response(OrderMessage(try await history(Reading.id(from: context))))
        }
        orders.post(":id/resolve") { request, context in
            let id: OrderID = try Reading.id(from: context)
            let resolution = try await AdminJSON.read(OrderResolution.self, from: request)
            try await resolve(id, resolution, by: Reading.staff(request))
            return try AdminJSON.response(OrderMessage(try await history(id)))
        }
        orders.patch(":id") { request, context in
            let id: OrderID = try Reading.id(from: context)
            let change = try await AdminJSON.read(OrderUpdate.self, from: request).change()
            let account = try await order(id).order.account
            _ = try await perform(UpdateOrder(id: id, account: account, change: change, now: .now))
            return try AdminJSON.response(OrderMessage(try await history(id)))
        }
    }

    private func order(_ id: OrderID) async throws -> OrderRecord {
        guard let record = try await store.order(id) else { throw AdminError(StaffRefusal.unknownOrder(id)) }
        return record
    }

    private func history(_ id: OrderID) async throws -> OrderHistory {
        let record = try await order(id)
        return OrderHistory(
            record: record,
            submissions: try await store.submissions(of: id),
            events: try await store.events(of: id),
            refunds: try await store.refunds(of: record.order),
            providers: try await providerNames()
        )
    }

    private func held(limit: Int) async throws -> [HeldOrderMessage] {
        var messages: [HeldOrderMessage] = []
        for submission in try await store.submissionsNeedingAttention(limit: limit) {
            messages.append(HeldOrderMessage(submission, try await history(submission.key.order)))
        }
        for refill in try await store.refillsNeedingAttention(limit: limit - messages.count) {
            messages.append(HeldOrderMessage(refill, try await history(refill.order)))
        }
        return messages
    }

    private func orphans(limit: Int) async throws -> [OrphanMessage] {
        let names = try await providerNames()
        return try await store.orphans(limit: limit).map { orphan in
            let provider = orphan.upstream.provider
            return OrphanMessage(orphan, provider: names[provider] ?? "provider \(provider)")
        }
    }

    private func resolve(_ id: OrderID, _ resolution: OrderResolution, by staff: String) async throws {
        let note = try Reading.note(resolution.note)
        let submissions = try await store.submissions(of: id)
        // The one that the command will decide about.
        let submission =
            resolution.run.map { run in submissions.first { $0.key.run == run } }
            ?? submissions.first(where: \.waitsForPerson) ?? submissions.first
        let provider = submission?.destination?.provider
        try await perform(
            ResolveOrder(
                order: id,
                run: resolution.run,
                provider: provider,
                decision: try resolution.decision(),
                note: note,
                staff: staff,
                nextKey: .random(),
                now: .now
            )
        )
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

    func addRefillRoutes(to refills: RouterGroup<AdminContext>) {
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
        refills.post(":id/resolve") { request, context in
            let id: RefillID = try Reading.id(from: context)
            let resolution = try await AdminJSON.read(RefillResolution.self, from: request)
            guard let refill = try await store.refillsNeedingAttention(limit: .max).first(where: { $0.id == id })
            else { throw AdminError(StaffRefusal.refillIsNotUnclear(id)) }
            let command = ResolveRefill(
                id: id,
                order: refill.order,
                decision: try resolution.decision(),
                note: try Reading.note(resolution.note),
                staff: Reading.staff(request),
                now: .now
            )
            return try AdminJSON.response(RefillMessage(try await perform(command)))
        }
    }
}

extension OrderResolution {
    fileprivate func decision() throws -> ResolveOrder.Decision {
        switch (link, resubmit ?? false, accept ?? false, refund ?? false) {
        case (let link?, false, false, false): return .link(try Reading.upstreamID(link))
        case (nil, true, false, false): return .resubmit
        case (nil, false, true, false): return .accept
        case (nil, false, false, true): return .refund
        default: throw AdminError.invalid("Give one of --link, --resubmit, --accept and --refund.")
        }
    }
}

extension RefillResolution {
    fileprivate func decision() throws -> ResolveRefill.Decision {
        switch (link, resubmit ?? false) {
        case (let link?, false): return .link(try Reading.upstreamID(link))
        case (nil, true): return .resubmit
        default: throw AdminError.invalid("Give one of --link and --resubmit.")
        }
    }
}

extension OrderUpdate {
    fileprivate func change() throws -> OrderChange {
        OrderChange(status: try status.map(Reading.orderStatus), startCount: startCount, remains: remains)
    }
}

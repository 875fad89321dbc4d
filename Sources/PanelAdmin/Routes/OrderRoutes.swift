import Hummingbird
import PanelCore
import PanelHTTP
import PanelStore

extension AdminAPI {
    func addOrderRoutes(to orders: RouterGroup<BasicRequestContext>) {
        orders.get { request, _ in
            let records = try await store.orders(try await filter(request))
            return try AdminJSON.response(records.map { OrderMessage($0) })
        }
        orders.get("held") { request, _ in try AdminJSON.response(try await held(limit: try Reading.limit(request))) }
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
        return messages
    }

    private func resolve(_ id: OrderID, _ resolution: OrderResolution, by staff: String) async throws {
        let note = resolution.note.trimmedASCII
        guard (1...CreditAccount.longestNote).contains(note.utf8.count), !note.hasControlCharacters() else {
            throw AdminError.invalid("A note of 1 to \(CreditAccount.longestNote) bytes says why.")
        }
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
                now: .now
            )
        )
        await gateway.follow(id)
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

extension OrderResolution {
    fileprivate func decision() throws -> ResolveOrder.Decision {
        switch (link, resubmit ?? false, refund ?? false) {
        case (let link?, false, false):
            guard let id = UpstreamID(link.trimmedASCII) else {
                throw AdminError.invalid("The provider's id of an order has 1 to 64 letters, digits, '-' or '_'.")
            }
            return .link(id)
        case (nil, true, false): return .resubmit
        case (nil, false, true): return .refund
        default: throw AdminError.invalid("Give one of --link, --resubmit and --refund.")
        }
    }
}

extension OrderUpdate {
    fileprivate func change() throws -> OrderChange {
        OrderChange(status: try status.map(Reading.orderStatus), startCount: startCount, remains: remains)
    }
}

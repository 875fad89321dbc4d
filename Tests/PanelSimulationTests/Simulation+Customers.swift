import PanelCore

/// What customers want.
extension Simulation {
    /// Plans all that comes from outside: customers, staff, the operator.
    func planLife() {
        for account in store.accounts {
            let amount = Money(micros: random.number(20...60) * 1_000_000)
            perform(
                CreditAccount(
                    name: account.name,
                    account: account.id,
                    amount: amount,
                    reference: "R\(account.id)",
                    note: "",
                    now: now
                )
            )
        }
        for _ in 0..<random.number(3...7) {
            plan(random.number(1000...3_600_000)) { [unowned self] in placeOrder() }
        }
        for _ in 0..<random.number(1...3) {
            plan(random.number(60_000...2 * 3_600_000)) { [unowned self] in cancelOrders() }
        }
        for _ in 0..<random.number(0...2) {
            plan(random.number(2...20) * 3_600_000) { [unowned self] in askForRefills() }
        }
        planOperator()
        planAbsences()
        planSteps()
        planRefusals()
        planRestore()
        plan(random.number(2...40) * 60_000) { [unowned self] in staffRound() }
    }

    func placeOrder() {
        guard isRunning else { return }
        let services = store.services.filter(\.isOffered)
        guard !services.isEmpty else { return }
        let service = random.pick(services)
        let isDripFeed = service.offersDripFeed && random.chance(50)
        var entries: [ParameterSet.Entry] = [
            .init(.service, "\(service.id)"),
            .init(.link, "https://example.com/\(random.number(1...6))"),
            .init(.quantity, "\(random.number(10...60) * 10)"),
        ]
        if isDripFeed {
            entries.append(.init(.runs, "\(random.number(2...4))"))
            entries.append(.init(.interval, "\(random.number(1...60))"))
        }
        let customer = store.customer(random.pick(store.accounts))
        guard
            let request = try? OrderRequest(
                ParameterSet(entries),
                customer: customer,
                catalogue: store.catalogue,
                today: now.day
            )
        else { return }
        let place = PlaceOrder(
            account: customer.account.id,
            request: request,
            identity: nil,
            idempotencyKey: request.destination.map { _ in newKey() },
            now: now
        )
        perform(place) { [unowned self] result in
            guard case .success(.placed(let id)) = result else { return }
            trace.note(at: now.milliseconds, "place", [id.rawValue]) {
                "order \(id) of service \(service.id), \(request.quantity) for \(request.charge)"
                    + (request.dripFeed.map { ", \($0.runs) runs" } ?? "")
            }
            // Some change their minds at once, while the order is on its way.
            guard random.chance(15) else { return }
            plan(random.number(1...(random.chance(50) ? 1500 : 60_000))) { [unowned self] in
                cancel([id], of: customer.account.id)
            }
        }
    }

    private func cancelOrders() {
        let account = random.pick(store.accounts).id
        let own = store.orders.filter { $0.account == account }.map(\.id)
        guard !own.isEmpty else { return }
        cancel(random.chance(50) ? own : [random.pick(own)], of: account)
    }

    private func cancel(_ ids: [OrderID], of account: AccountID) {
        guard isRunning else { return }
        trace.note(at: now.milliseconds, "cancel", ids.map(\.rawValue)) { "orders \(ids)" }
        perform(CancelOrders(account: account, orders: ids, catalogue: store.catalogue, now: now))
    }

    private func askForRefills() {
        guard isRunning, !store.orders.isEmpty else { return }
        let account = random.pick(store.accounts).id
        let own = store.orders.filter { $0.account == account }.map(\.id)
        perform(RequestRefills(account: account, orders: own, catalogue: store.catalogue, now: now))
    }

    // MARK: The operator

    private func planOperator() {
        for index in providers.indices {
            let id = providers[index].id
            if random.chance(20) {
                plan(random.number(1...3600) * 1000) { [unowned self] in
                    guard hasFaults else { return }
                    note(.pause, nil)
                    paused.insert(id)
                    perform(ChangeProvider(id: id, change: .pause, now: now))
                    plan(random.number(1...3600) * 1000) { [unowned self] in resume(id) }
                }
            }
            if providers.count > 1, random.chance(8) {
                plan(random.number(1...7200) * 1000) { [unowned self] in
                    perform(ChangeProvider(id: id, change: .remove, now: now)) { [unowned self] result in
                        if case .success = result { note(.removal, nil) }
                    }
                }
            }
            if random.chance(25) {
                plan(random.number(1...7200) * 1000) { [unowned self] in sync(index) }
            }
        }
    }

    func resume(_ id: ProviderID) {
        guard isRunning else { return plan(60_000) { [unowned self] in resume(id) } }
        paused.remove(id)
        perform(ChangeProvider(id: id, change: .resume, now: now))
        // The process may die before it is written down.
        plan(60_000) { [unowned self] in
            if store.provider(id).isPaused, store.provider(id).removedAt == nil { resume(id) }
        }
    }

    private func sync(_ index: Int) {
        let provider = providers[index]
        if random.chance(50) { provider.rate = Money(micros: random.number(500...2500) * 1000) }
        let listing = UpstreamListing(
            service: random.chance(85) ? ModelProvider.service : UpstreamID(unchecked: "8"),
            name: "Likes",
            type: .standard,
            category: "All",
            rate: provider.rate,
            minimum: 10,
            maximum: 10_000,
            description: nil,
            offersRefill: true,
            offersCancel: true,
            offersDripFeed: true
        )
        perform(SyncCatalogue(provider: provider.id, listings: [listing], creation: nil, now: now))
    }
}

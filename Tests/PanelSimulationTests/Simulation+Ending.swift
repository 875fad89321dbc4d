import PanelCore

/// The end of a simulation: nothing goes wrong any more, and what was promised is looked for.
extension Simulation {
    func finish() {
        hasFaults = false
        touch()
        for provider in store.providers where provider.isPaused && provider.removedAt == nil { resume(provider.id) }
        // What is wrongly linked is asked about until somebody links it anew.
        for hour: Int64 in 1...8 { plan(hour * 3_600_000) { [unowned self] in staffRound() } }
    }

    /// Whether a provider just made the same order a second time.
    func expectNotTwice(_ tag: SubmissionKey) {
        let made = providers.flatMap { $0.orders(of: tag) }
        store.expect(made.count <= 1, "submission \(tag) was made upstream twice: \(made.map(\.id))")
        let all = providers.reduce(0) { total, provider in
            provider.orders.reduce(total) { $0 + ($1.tag.order == tag.order ? $1.quantity : 0) }
        }
        guard !isLost(tag), let ordered = store.order(tag.order)?.quantity else { return }
        store.expect(all <= ordered, "order \(tag.order) asks providers for \(all), its customer for \(ordered)")
    }

    func expectEverythingEnded() {
        for order in store.orders {
            expectEnd(of: order)
            expectMoney(of: order)
        }
        for refill in store.refills {
            store.expect(!refill.status.isOpen, "refill \(refill.id) waits for ever")
            let made = providers.reduce(0) { $0 + $1.refills.count { $0.tag == refill.id } }
            store.expect(made <= 1, "refill \(refill.id) was asked for \(made) times")
        }
        for account in store.accounts { expectBalance(of: account.id) }
        for provider in providers {
            for order in provider.orders { expectKnown(order, at: provider) }
        }
    }

    /// No order is lost: it has an end, or waits for a person with a reason.
    private func expectEnd(of order: Order) {
        guard !order.status.isFinal else { return }
        let waits = store.runs[order.id.index].contains { $0.state == .held && !$0.attention.isEmpty }
        store.expect(waits, "order \(order.id) is \(order.status) and waits for nobody")
    }

    /// What the customer paid is what the outcome says, and the outcome is what the providers say.
    private func expectMoney(of order: Order) {
        let runs = store.runs[order.id.index]
        for run in runs where run.state == .accepted {
            guard let id = run.upstreamID, let provider = run.destination?.provider,
                let truth = providers[Int(provider.rawValue) - 1][id]
            else { continue }
            store.expect(truth.tag == run.key, "submission \(run.key) is linked to the order of \(truth.tag)")
            // A provider that was removed is not asked any more.
            guard store.provider(provider).removedAt == nil else { return }
            store.expect(
                run.cost == truth.charge,
                "submission \(run.key) costs \(truth.charge) at its provider, here \(run.cost)"
            )
        }
        guard order.status.isFinal, !excused.contains(order.id), !store.has(.refundedByStaff, order.id),
            !store.has(.contradiction, order.id), !runs.isEmpty, !runs.contains(where: { $0.state == .staff })
        else { return }
        let perRun = order.quantity / (order.dripFeed?.runs ?? 1)
        let isWhole = order.dripFeed == nil || runs[0].destination?.relaysDripFeed == true
        var remains = isWhole ? 0 : order.quantity - Int64(runs.count) * perRun
        for run in runs {
            let truth = run.upstreamID.flatMap { id in
                run.destination.flatMap { providers[Int($0.provider.rawValue) - 1][id] }
            }
            remains += truth.map(\.undelivered) ?? (isWhole ? order.quantity : perRun)
        }
        let refund = order.charge.scaled(by: remains, over: order.quantity)
        store.expect(
            order.refunded == refund,
            "order \(order.id) gave back \(order.refunded), but \(remains) of \(order.quantity) remain"
        )
    }

    private func expectBalance(of account: AccountID) {
        var sum: Int64 = 0
        for transfer in store.transfers {
            if transfer.destination == .customer(account) { sum += transfer.amount.micros }
            if transfer.source == .customer(account) { sum -= transfer.amount.micros }
        }
        store.expect(store.balances[account]?.micros == sum, "account \(account) has not what reached it")
    }

    /// Nothing is upstream that the panel, or a person who was told, does not know of.
    private func expectKnown(_ truth: ModelProvider.Truth, at provider: ModelProvider) {
        guard !isLost(truth.tag) else {
            let holder = store.holder(of: truth.id, at: provider.id)
            return store.expect(holder == nil, "the lost \(truth.id) of provider \(provider.id) is \(holder!)'s")
        }
        guard let submission = store.submission(truth.tag) else {
            return store.expect(false, "a provider has an order of \(truth.tag), the panel has none")
        }
        let isLinked = submission.upstreamID == truth.id && submission.destination?.provider == provider.id
        store.expect(
            isLinked || submission.state == .held || (submission.state == .rejected && submission.isInDoubt),
            "\(truth.id) of provider \(provider.id) is \(truth.tag), which is \(submission.state) "
                + "as \(submission.upstreamID.map { $0.description } ?? "nothing")"
        )
    }
}

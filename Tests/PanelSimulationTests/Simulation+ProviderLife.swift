import PanelCore

/// What becomes of providers, and of orders there.
extension Simulation {
    /// Whether nobody answers there.
    func isAway(_ index: Int) -> Bool { hasFaults && instant < providers[index].awayUntil }

    /// Plans that a provider can not be reached for a while.
    func planAbsences() {
        for provider in providers where random.chance(20) {
            plan(random.number(60_000...2 * 3_600_000)) { [unowned self] in
                guard hasFaults else { return }
                note(.away, nil)
                provider.awayUntil = instant.adding(seconds: random.number(600...72 * 3600))
            }
        }
    }

    /// Plans the life of an order that a provider made.
    func planLife(of id: UpstreamID, _ index: Int) {
        let provider = providers[index]
        guard let order = provider[id] else { return }
        let quantity = order.quantity
        plan(random.number(30...900) * 1000) { provider.move(id, to: .inProgress, remains: quantity) }
        let halfway = random.number(1...max(1, quantity - 1))
        plan(random.number(900...1800) * 1000) { [unowned self] in
            guard let order = provider[id], !order.status.isFinal else { return }
            if order.isCancelAsked, random.chance(80) { return end(id, index, as: .canceled, remains: quantity) }
            provider.move(id, to: .inProgress, remains: halfway)
        }
        plan(random.number(1800...7200) * 1000) { [unowned self] in
            guard let order = provider[id], !order.status.isFinal else { return }
            if order.isCancelAsked, random.chance(60) { return end(id, index, as: .partial, remains: halfway) }
            switch random.number(0...9) {
            case 0: end(id, index, as: .canceled, remains: quantity)
            case 1, 2: end(id, index, as: .partial, remains: min(halfway, random.number(1...max(1, halfway))))
            default: end(id, index, as: .completed, remains: 0)
            }
        }
    }

    private func end(_ id: UpstreamID, _ index: Int, as status: OrderStatus, remains: Int64) {
        let provider = providers[index]
        provider.move(id, to: status, remains: remains)
        if status == .canceled, isFaulty(20), let order = provider[id] {
            note(.keptCharge, order.tag)
            provider.change(id) { $0.charge = $0.price }
        }
        guard isFaulty(30), let order = provider[id] else { return }
        // Within the time in which an outcome is looked at again.
        plan(random.number(60...20 * 3600) * 1000) { [unowned self] in
            // A start goes by the wall clock for how long ago that was: what that skipped is missing then.
            guard life == 0 || coverage.faults[.clockSetForward] == nil else { return }
            if random.chance(60) {
                note(.correction, order.tag)
                correct(order, index)
            } else {
                note(.contradiction, order.tag)
                contradict(order, index)
            }
        }
    }

    /// Plans that a provider refuses everything for a while, just when many order.
    func planRefusals() {
        for index in providers.indices where random.chance(10) {
            let provider = providers[index]
            let begin = random.number(60_000...7_200_000)
            let length = random.number(60_000...3_600_000)
            plan(begin) { [unowned self] in
                guard hasFaults else { return }
                provider.refusesEverything = true
                provider.lifeBefore = life
                for _ in 0..<random.number(0...12) {
                    plan(random.number(0...600_000)) { [unowned self] in placeOrder() }
                }
            }
            plan(begin + length) { [unowned self] in
                provider.refusesEverything = false
                // Each start of the process finds out anew.
                let lives = Int64(life - provider.lifeBefore + 1)
                let most = lives * (store.providers[index].terms.maxInFlight + Simulation.mostRefusals)
                store.expect(
                    provider.refusals <= most,
                    "provider \(provider.id) refused \(provider.refusals) orders before the panel stopped"
                )
            }
        }
    }

    /// As many as it takes to be sure, and one for each try within an hour.
    private static let mostRefusals = CircuitBreaker.threshold + 8

    /// The provider finds that it delivered less.
    private func correct(_ order: ModelProvider.Truth, _ index: Int) {
        let provider = providers[index]
        switch order.status {
        case .completed:
            let remains = random.number(1...order.quantity)
            provider.move(order.id, to: random.chance(70) ? .partial : .canceled, remains: remains)
        case .partial:
            provider.move(order.id, to: .partial, remains: random.number(order.remains...order.quantity))
        default: break
        }
    }

    /// The provider takes back what it said.
    private func contradict(_ order: ModelProvider.Truth, _ index: Int) {
        let provider = providers[index]
        excused.insert(order.tag.order)
        switch order.status {
        case .completed:
            provider.move(order.id, to: .inProgress, remains: order.quantity / 2)
            plan(3_600_000) { provider.move(order.id, to: .completed, remains: 0) }
        case .partial, .canceled:
            provider.move(order.id, to: .inProgress, remains: order.quantity / 2)
            plan(3_600_000) { [unowned self] in
                provider.move(order.id, to: random.pick([.completed, .partial]), remains: order.quantity / 2)
            }
        default: break
        }
    }
}

import PanelCore

/// What `Poller` does: ask how orders go, and write down what is new.
extension Simulation {
    func follow(_ key: SubmissionKey, _ id: UpstreamID, _ index: Int) {
        workers[index].queue.remove(key)
        workers[index].queue.insert(PolledOrder(key, id, pace: workers[index].terms.pollPace, at: instant))
        asked[key] = instant
    }

    func pollDue(_ index: Int) -> Instant? {
        guard !workers[index].isPolling, let dueAt = workers[index].queue.nextDue else { return nil }
        return workers[index].opening(for: .others, from: dueAt, at: instant)
    }

    func poll(_ index: Int) {
        guard workers[index].gate.enter(upTo: 1, for: .others, at: instant) == 1 else { return }
        // What is due soon goes with it: fewer calls, and the same answers.
        let orders = workers[index].queue.take(upTo: 100, at: instant.adding(seconds: 30))
        guard !orders.isEmpty else {
            _ = workers[index].gate.leave(.unused, for: .others, at: instant)
            return
        }
        expectAsked(orders, index)
        workers[index].isPolling = true
        planInProcess(random.number(50...1000)) { [unowned self] in
            workers[index].isPolling = false
            let hasFailed = isAway(index) || isFaulty(8)
            leave(index, failed: hasFailed)
            guard !hasFailed else {
                note(.callFailed, nil)
                return take(orders, index, isAnswered: false)
            }
            take(orders, index)
        }
    }

    private func take(_ orders: [PolledOrder], _ index: Int, isAnswered: Bool = true) {
        let pace = workers[index].terms.pollPace
        let round =
            isAnswered
            ? PollRound(orders, pace: pace, at: instant) { reply(of: $0, index) }
            : PollRound(unanswered: orders, pace: pace, at: instant)
        workers[index].insert(round.unchanged)
        guard let command = round.command(of: providers[index].id, now: now) else { return }
        perform(command) { [unowned self] result in
            workers[index].insert(round.changed(result.get(), at: instant))
        }
    }

    // MARK: What the provider says

    private static let statusFaults: [Fault] = [
        .statusLeftOut, .statusBackwards, .unknownStatus, .negativeRemains, .remainsAboveQuantity,
        .partialWithoutRemains, .changedCharge, .costBeyondBelief, .missingCharge, .unknownOrder, .outcomeWithRemains,
        .falseOutcome,
    ]

    private func reply(of entry: PolledOrder, _ index: Int) -> PollRound.Reply? {
        guard let order = providers[index][entry.upstreamID] else { return .unknown(words: "Incorrect order ID") }
        guard isFaulty(10) else { return .report(providers[index].report(of: order)) }
        let fault = random.pick(Simulation.statusFaults)
        note(fault, entry.key)
        func report(_ status: String?, remains: Int64?, charge: Money?) -> PollRound.Reply {
            .report(
                UpstreamReport(
                    statusText: status ?? order.status.wireName,
                    startCount: 100,
                    remains: remains,
                    charge: charge
                )
            )
        }
        switch fault {
        case .statusLeftOut: return nil
        case .statusBackwards: return report("Pending", remains: order.remains, charge: order.charge)
        case .unknownStatus: return report("On the moon", remains: order.remains, charge: order.charge)
        case .negativeRemains: return report(nil, remains: -5, charge: order.charge)
        case .remainsAboveQuantity: return report(nil, remains: order.quantity + 7, charge: order.charge)
        case .partialWithoutRemains: return report("Partial", remains: nil, charge: order.charge)
        case .changedCharge:
            return report(nil, remains: order.remains, charge: Money(micros: random.number(0...900_000)))
        case .costBeyondBelief:
            return report(nil, remains: order.remains, charge: Money(micros: .max - random.number(0...9)))
        case .missingCharge: return report(nil, remains: order.remains, charge: nil)
        case .unknownOrder: return .unknown(words: "Incorrect order ID")
        case .outcomeWithRemains:
            // Said twice it is believed.
            excused.insert(entry.key.order)
            return report("Completed", remains: random.number(1...order.quantity), charge: order.charge)
        default:
            excused.insert(entry.key.order)
            let status = random.pick(["Canceled", "Partial", "Completed"])
            return report(status, remains: order.quantity / 2, charge: order.charge)
        }
    }
}

extension PollRound.Reply {
    fileprivate static func report(_ report: UpstreamReport) -> Self { .report(digest: report.digest) { report } }
}

extension UpstreamReport {
    /// A number that is the same for the same report.
    var digest: Int {
        var hasher = Hasher()
        hasher.combine(statusText)
        hasher.combine(startCount)
        hasher.combine(remains)
        hasher.combine(charge?.micros)
        return hasher.finalize()
    }
}

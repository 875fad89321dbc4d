import PanelCore

/// What `Poller` does: ask how orders go, and write down what is new.
extension Simulation {
    /// What a provider says of one order.
    enum Reply {
        case order(UpstreamReport)
        case error(String)
    }

    func follow(_ key: SubmissionKey, _ id: UpstreamID, _ index: Int) {
        workers[index].followed.removeAll { $0.key == key && $0.upstreamID == id }
        let pause = min(workers[index].terms.pollSeconds, 60)
        workers[index].followed.append(
            Worker.Followed(key: key, upstreamID: id, dueAt: now.adding(seconds: pause), changedAt: now)
        )
    }

    func pollDue(_ index: Int) -> Timestamp? {
        guard !workers[index].isPolling, let dueAt = workers[index].followed.map(\.dueAt).min() else { return nil }
        return workers[index].opening(for: dueAt)
    }

    func poll(_ index: Int) {
        guard workers[index].enter(upTo: 1, at: now) == 1 else { return }
        // What is due soon goes with it: fewer calls, and the same answers.
        let entries = workers[index].followed.filter { $0.dueAt <= now.adding(seconds: 30) }
        workers[index].followed.removeAll { $0.dueAt <= now.adding(seconds: 30) }
        workers[index].isPolling = true
        planInProcess(random.number(50...1000)) { [unowned self] in
            workers[index].isPolling = false
            let hasFailed = isAway(index) || isFaulty(8)
            leave(index, failed: hasFailed)
            guard !hasFailed else {
                note(.callFailed, nil)
                return putBack(entries, index)
            }
            take(entries, index)
        }
    }

    private func take(_ entries: [Worker.Followed], _ index: Int) {
        let base = workers[index].terms.pollSeconds
        var changed: [(entry: Worker.Followed, answer: RecordReports.Answer)] = []
        for entry in entries {
            var next = entry
            if let answer = news(&next, reply(of: entry, index)) {
                changed.append((next, answer))
            } else {
                workers[index].followed.append(next.repeated(at: now, base: base))
            }
        }
        guard !changed.isEmpty else { return }
        let command = RecordReports(
            provider: providers[index].id,
            items: changed.map { .init(key: $0.entry.key, upstreamID: $0.entry.upstreamID, answer: $0.answer) },
            now: now
        )
        perform(command) { [unowned self] result in
            let results = result.get()
            for (entry, answer) in changed {
                guard let next = entry.after(answer, results[entry.key], at: now, base: base) else { continue }
                workers[index].followed.append(next)
            }
        }
    }

    /// What an answer says that was not known.
    private func news(_ entry: inout Worker.Followed, _ reply: Reply?) -> RecordReports.Answer? {
        switch reply {
        case nil: return nil
        case .order(let report) where report != entry.report || entry.words != nil:
            entry.report = report
            entry.words = nil
            return .report(report)
        case .error(let words) where words != entry.words:
            entry.words = words
            return .unknown(words: words)
        case .order, .error: break
        }
        if let checks = entry.outcomeChecks, checks + 1 >= PollPlan.outcomeChecks.count { return .settled }
        let isSilent = now >= entry.changedAt.adding(days: PollPlan.silentDays)
        if entry.outcomeChecks == nil, !entry.isReportedSilent, isSilent {
            return .silent(days: PollPlan.silentDays)
        }
        return nil
    }

    private func putBack(_ entries: [Worker.Followed], _ index: Int) {
        for var entry in entries {
            entry.dueAt = now.adding(seconds: workers[index].terms.pollSeconds)
            workers[index].followed.append(entry)
        }
    }

    // MARK: What the provider says

    private static let statusFaults: [Fault] = [
        .statusLeftOut, .statusBackwards, .unknownStatus, .negativeRemains, .remainsAboveQuantity,
        .partialWithoutRemains, .changedCharge, .costBeyondBelief, .missingCharge, .unknownOrder, .outcomeWithRemains,
        .falseOutcome,
    ]

    private func reply(of entry: Worker.Followed, _ index: Int) -> Reply? {
        guard let order = providers[index][entry.upstreamID] else { return .error("Incorrect order ID") }
        guard isFaulty(10) else { return .order(providers[index].report(of: order)) }
        let fault = random.pick(Simulation.statusFaults)
        note(fault, entry.key)
        func report(_ status: String?, remains: Int64?, charge: Money?) -> Reply {
            .order(
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
        case .unknownOrder: return .error("Incorrect order ID")
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

extension Worker.Followed {
    /// It after an answer that said nothing new.
    fileprivate func repeated(at now: Timestamp, base: Int64) -> Worker.Followed {
        var entry = self
        if let checks = outcomeChecks {
            entry.outcomeChecks = checks + 1
            entry.dueAt = PollPlan.outcomeCheck(checks + 1, after: changedAt) ?? now.adding(seconds: base)
            return entry
        }
        entry.unchanged += 1
        entry.dueAt = now.adding(seconds: PollPlan.pause(base: base, unchanged: entry.unchanged))
        return entry
    }

    /// It after an answer that was written down; `nil` when it need not be asked about any longer.
    fileprivate func after(
        _ answer: RecordReports.Answer,
        _ result: RecordReports.Result?,
        at now: Timestamp,
        base: Int64
    ) -> Worker.Followed? {
        var entry = self
        switch (result, answer) {
        case (.dropped, _), (nil, _): return nil
        case (.open, .silent):
            entry.isReportedSilent = true
            entry.dueAt = now.adding(seconds: PollPlan.longestPause)
        case (.open, _):
            entry.unchanged = 0
            entry.changedAt = now
            entry.isReportedSilent = false
            entry.dueAt = now.adding(seconds: base)
        case (.doubtful, _):
            entry.report = nil
            entry.dueAt = now.adding(seconds: Submission.secondLook)
        case (.settled, _):
            entry.outcomeChecks = 0
            entry.changedAt = now
            entry.dueAt = PollPlan.outcomeCheck(0, after: now) ?? now
        }
        return entry
    }
}

import PanelCore

/// What `Errands` does: relay cancels and refills.
extension Simulation {
    private func wantedCancels(_ index: Int) -> [Submission] {
        store.active.filter {
            $0.destination?.provider == providers[index].id && $0.cancel == .wanted && $0.state == .accepted
        }
    }

    private func dueRefills(_ index: Int) -> [Refill] {
        store.refills.filter {
            $0.relay?.provider == providers[index].id && $0.status.isOpen && $0.relay?.state != .unclear
        }
    }

    func errandsDue(_ waiting: WaitingWork.Share) -> Instant? { waiting.errandAt.map(instant(of:)) }

    func runErrands(_ index: Int) {
        workers[index][.errands].wake()
        let cancels = wantedCancels(index).filter { $0.dueAt <= now }
        let refill = dueRefills(index).first { ($0.relay?.dueAt ?? now) <= now }
        guard !cancels.isEmpty || refill != nil, workers[index].gate.enter(upTo: 1, for: .others, at: instant) == 1
        else { return restFromErrands(index) }
        if cancels.isEmpty, let refill {
            relay(refill, index)
        } else {
            relay(cancels, index)
        }
    }

    private func finishErrand(_ index: Int, failed: Bool) {
        leave(index, failed: failed)
        restFromErrands(index)
    }

    private func restFromErrands(_ index: Int) {
        rest(.errands, index, until: errandsDue(waitingWork.shares[index]))
    }

    // MARK: Cancels

    private func relay(_ cancels: [Submission], _ index: Int) {
        planInProcess(random.number(50...1000)) { [unowned self] in
            let hasFailed = isFaulty(15)
            if hasFailed { note(.cancelFailed, nil) }
            let items = cancels.compactMap { submission -> RecordCancels.Item? in
                guard let id = submission.upstreamID else { return nil }
                let answer = hasFailed ? .missing : cancel(id, submission.key, index)
                return .init(key: submission.key, upstreamID: id, answer: answer)
            }
            perform(RecordCancels(items: items, now: now)) { [unowned self] _ in
                finishErrand(index, failed: hasFailed)
            }
        }
    }

    /// What the provider answers; it tries to keep its word.
    private func cancel(_ id: UpstreamID, _ tag: SubmissionKey, _ index: Int) -> RecordCancels.Answer {
        guard let order = providers[index][id], !order.status.isFinal else {
            return .refused(words: "Incorrect order ID")
        }
        if isFaulty(30) {
            note(.cancelRefused, tag)
            return .refused(words: "This order cannot be canceled")
        }
        providers[index].change(id) { $0.isCancelAsked = true }
        if isFaulty(15) {
            note(.cancelLeftOut, tag)
            return .missing
        }
        return .taken
    }

    // MARK: Refills

    private func relay(_ refill: Refill, _ index: Int) {
        func note(_ event: RelayRefill.Event, _ then: @escaping (Bool) -> Void) {
            perform(RelayRefill(id: refill.id, order: refill.order, event: event, now: now)) { then($0.get()) }
        }
        let end: (Bool) -> Void = { [unowned self] _ in finishErrand(index, failed: false) }
        switch refill.relay?.state {
        case .wanted:
            let lease = now.adding(seconds: workers[index].terms.leaseSeconds)
            note(.sending(lease: lease)) { [unowned self] isFree in
                guard isFree else { return finishErrand(index, failed: false) }
                planInProcess(random.number(50...1000)) { [unowned self] in note(answer(to: refill, index), end) }
            }
        case .sending:
            note(.unclear(.attemptLost), end)
        case .sent:
            planInProcess(random.number(50...1000)) { [unowned self] in
                let known = providers[index].refills.first { $0.id == refill.relay?.upstreamID }
                let status: RefillStatus? =
                    switch known?.status {
                    case "Completed": .completed
                    case "Rejected": .rejected
                    case "In progress": .inProgress
                    default: nil
                    }
                note(.reported(status, next: now.adding(seconds: workers[index].terms.pollSeconds)), end)
            }
        case .unclear, nil:
            finishErrand(index, failed: false)
        }
    }

    private func answer(to refill: Refill, _ index: Int) -> RelayRefill.Event {
        if isFaulty(10) {
            note(.refillNotSent, nil)
            return .postponed
        }
        if isFaulty(15) {
            note(.refillRefused, nil)
            return .refused(words: "Too early")
        }
        let id = UpstreamID(unchecked: "r\(providers[index].refills.count + 1)")
        providers[index].refills.append(.init(id: id, tag: refill.id, status: "Pending"))
        let place = providers[index].refills.count - 1
        let outcome = random.pick(["Completed", "Completed", "Rejected", "In progress"])
        let provider = providers[index]
        plan(random.number(60_000...3_600_000)) { provider.refills[place].status = outcome }
        plan(2 * 3_600_000) { if outcome == "In progress" { provider.refills[place].status = "Completed" } }
        if isFaulty(15) {
            note(.refillUnclear, nil)
            return .unclear(.unclear(.failed(CallFailure(.timedOut))))
        }
        return .sent(id)
    }
}

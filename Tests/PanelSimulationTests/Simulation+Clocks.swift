import PanelCore

/// The wall clock is set now and then, and nothing waits because of that.
extension Simulation {
    /// Nothing that the panel can do something about waits for longer, in milliseconds. Staff who stop a provider, one that
    /// refuses everything and the pauses of the panel itself come to less; the steps of the clock are longer.
    private static let longestWait: Int64 = 4 * 3_600_000
    private static let longestStep: Int64 = 12 * 3_600_000

    func planSteps() {
        guard random.chance(40) else { return }
        for _ in 0..<random.number(1...3) {
            plan(random.number(0...6 * 3_600_000)) { [unowned self] in
                guard hasFaults else { return }
                step(by: random.number(2500...(random.chance(50) ? Simulation.longestStep : 600_000)))
            }
        }
    }

    private func step(by size: Int64) {
        let isForward = random.chance(50)
        note(isForward ? .clockSetForward : .clockSetBack, nil)
        lead += isForward ? size : -size
        // What becomes due by it is found at once.
        touch()
        planInProcess(random.number(0...1000)) { [unowned self] in
            guard let step = compareClocks() else { return }
            tellAll()
            if step < 0 {
                noteClockSetBack()
                ageKeys(by: -step)
            }
            bringForward()
        }
    }

    /// - Returns: By how much the wall clock was set, if it was.
    @discardableResult
    func compareClocks() -> Int64? {
        comparison.step(wall: now, monotonic: instant)
    }

    // MARK: What `ClockWatch` does

    private func noteClockSetBack() {
        store.stepsBack += 1
        stepsBack = max(stepsBack, store.stepsBack)
    }

    func ageKeys(by milliseconds: Int64) {
        let begin = AgeKeys.begin(by: milliseconds, at: now)
        let sent = store.runs.joined().filter { submission in
            switch submission.state {
            case .queued, .submitting, .uncertain, .held: submission.keySentAt.map { $0 > begin } ?? false
            case .staff, .accepted, .rejected: false
            }
        }
        guard !sent.isEmpty else { return }
        perform(AgeKeys(sent.map(\.key), by: milliseconds, now: now))
    }

    private var tooFarOff: TooFarOff {
        TooFarOff(
            submissions: store.active.filter { submission in
                store.order(submission.key.order).map { submission.isTooFarOff(in: $0, at: now) } ?? false
            }
            .map(\.key),
            refills: store.refills.filter { refill in
                guard let relay = refill.relay, refill.status.isOpen else { return false }
                return relay.isTooFarOff(asking: store.provider(relay.provider).terms.pollSeconds, at: now)
            }
            .map(\.id)
        )
    }

    /// What was decided before a step and written after it is found ten minutes later.
    func bringingForwardDue() -> Instant? {
        // Nothing is too far off before the clock was set back. Looking costs much more than asking that.
        guard coverage.faults[.clockSetBack] != nil, !isBringingForward, !tooFarOff.isEmpty else { return nil }
        return max(instant, lookedAt?.adding(seconds: 600) ?? instant)
    }

    func bringForward() {
        // A step while the process is down is for the start to find.
        guard isRunning, !isBringingForward else { return }
        lookedAt = instant
        let found = tooFarOff
        guard !found.isEmpty else { return }
        noteClockSetBack()
        isBringingForward = true
        perform(BringForward(found, now: now)) { [unowned self] result in
            isBringingForward = false
            coverage.broughtForward += result.get()
        }
    }

    // MARK: What has to hold

    /// Whatever waits to be sent, to be answered for or to be found out goes on in bounded time once its provider answers.
    func expectNothingWaited(_ changes: Changes) {
        for (key, after) in changes.submissions.updated {
            if let before = store.submission(key), let since = touched[key] {
                expectCancelWent(on: before, after)
                let provider = providers.first { $0.id == before.destination?.provider }
                let since = max(since, provider?.awayUntil ?? since)
                switch before.state {
                case .queued, .submitting, .uncertain: expect(since, "\(key) was \(before.state)")
                case .held, .staff, .accepted, .rejected: break
                }
            }
            touched[key] = instant
        }
        for key in changes.submissions.inserted.keys { touched[key] = instant }
    }

    /// A cancel that is wanted is asked for, whatever else is heard of the order meanwhile.
    private func expectCancelWent(on before: Submission, _ after: Submission) {
        let key = before.key
        let goesOn = before.cancel != after.cancel || before.dueAt != after.dueAt || before.state != after.state
        if goesOn, let since = cancelWanted.removeValue(forKey: key) {
            let provider = providers.first { $0.id == before.destination?.provider }
            expect(max(since, provider?.awayUntil ?? since), "a cancel of \(key) was wanted")
        }
        guard after.state == .accepted, after.cancel == .wanted, cancelWanted[key] == nil else { return }
        cancelWanted[key] = instant
    }

    /// An order is asked about as long as it has no outcome and its provider answers.
    func expectAsked(_ orders: [PolledOrder], _ index: Int) {
        for order in orders {
            if store.submission(order.key)?.outcome == nil, let since = asked[order.key] {
                expect(max(since, providers[index].awayUntil), "the provider was not asked about \(order.key)")
            }
            asked[order.key] = instant
        }
    }

    private func expect(_ since: Instant, _ what: @autoclosure () -> String) {
        let wait = instant.since(since)
        store.expect(wait <= Simulation.longestWait, "\(what()) for \(wait / 60_000) minutes")
    }
}
